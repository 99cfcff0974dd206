package org.bactrian.route.segment;

import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;

/** Where the results of a case lie. */
record ResultFolder(ObjectPrefix prefix) {

    /** The manifest. Written last and only once: where it stands, everything else does. */
    ObjectKey manifest() {
        return prefix.resolve("result.json");
    }

    ObjectKey labels() {
        return prefix.resolve("labels.nii.gz");
    }

    ObjectKey contactSheet() {
        return prefix.resolve("contact-sheet.png");
    }
}
