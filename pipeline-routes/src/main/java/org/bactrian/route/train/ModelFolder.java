package org.bactrian.route.train;

import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;

/** Where the model of a training lies. */
record ModelFolder(ObjectPrefix prefix) {

    static ModelFolder of(String bucket, String trainingId) {
        return new ModelFolder(new ObjectPrefix(bucket, trainingId + "/"));
    }

    /** The manifest, the {@code Finished} event. Written last and only once: where it stands, the model does. */
    ObjectKey manifest() {
        return prefix.resolve("finished.json");
    }

    ObjectKey model() {
        return prefix.resolve("model.bactrian");
    }

    /** What a training goes on from that was stopped, or whose worker died. */
    ObjectKey checkpoint() {
        return prefix.resolve("training.checkpoint");
    }
}
