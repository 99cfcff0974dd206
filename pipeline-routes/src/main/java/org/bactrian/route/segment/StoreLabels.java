package org.bactrian.route.segment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.EventJson;
import org.bactrian.event.Quantity;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.picture.ContactSheet;
import org.bactrian.picture.Png;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/**
 * Writes the label map and its picture, and the manifest last. The manifest is the commit: of any number of workers that
 * race one writes it, and the others announce what it says.
 */
final class StoreLabels implements Function<ImageWork, Segmented> {

    private final ObjectStore store;
    private final String modelDigest;
    private final FindResult results;
    private final Clock clock;

    StoreLabels(ObjectStore store, String modelDigest, FindResult results, Clock clock) {
        this.store = store;
        this.modelDigest = modelDigest;
        this.results = results;
        this.clock = clock;
    }

    @Override
    public Segmented apply(ImageWork done) {
        try {
            return stored(done);
        } catch (NoSuchObjectException gone) {
            // Not the case's fault: were it given up, all others would follow it.
            throw new StoreUnavailableException("the bucket of results is gone", gone);
        }
    }

    private Segmented stored(ImageWork done) {
        CaseWork work = done.work();
        ResultFolder folder = work.results();
        store.upload(folder.labels(), labelFile(work, labels(done.image())), "application/gzip");
        store.put(folder.contactSheet(), picture(done.image()), "image/png");
        Segmented segmented = segmented(done);
        byte[] manifest = EventJson.write(segmented).getBytes(StandardCharsets.UTF_8);
        if (store.putNew(folder.manifest(), manifest, "application/json")) {
            return segmented;
        }
        return results.standing(work.submitted(), folder)
                .orElseThrow(() -> new IllegalStateException(folder.manifest() + " stood there and is gone"));
    }

    /** The labels that the stages left. */
    static LabelMap labels(Case image) {
        return image.labels().orElseThrow(() -> new IllegalStateException("the model left no label map"));
    }

    private static byte[] picture(Case image) {
        return Png.bytes(ContactSheet.of(image.channels().get(0), labels(image)));
    }

    private static Path labelFile(CaseWork work, LabelMap labels) {
        Path file = work.folder().resolve("labels.nii.gz");
        NiftiWriter.write(file, labels, NiftiReader.readHeader(work.inputs().get(0)));
        return file;
    }

    private Segmented segmented(ImageWork done) {
        Submitted submitted = done.work().submitted();
        ResultFolder folder = done.work().results();
        List<Quantity> quantities = done.image().measurements().stream()
                .map(measured -> new Quantity(measured.name(), measured.value(), measured.unit()))
                .toList();
        return new Segmented(
                submitted.eventId(),
                submitted.caseId(),
                modelDigest,
                folder.manifest(),
                folder.labels(),
                List.of(folder.contactSheet()),
                quantities,
                Optional.of(Judgement.told(done.confidence())),
                done.work().seconds(),
                false,
                clock.instant());
    }
}
