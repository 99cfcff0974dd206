package org.bactrian.cli.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.phantom.Phantom;
import org.bactrian.phantom.PhantomScan;
import org.bactrian.phantom.PhantomSize;
import org.bactrian.volume.Spacing;

/**
 * A scan that the demo shows.
 *
 * @param caseId names it
 * @param scan its file
 * @param truth its true label map, where that is known
 * @param origin what it is, in a sentence
 */
record DemoSample(String caseId, Path scan, Optional<Path> truth, String origin) {

    /** No model that is shipped has been trained on phantoms of this seed. */
    private static final long SEED = 20_260_131;

    private static final String CT = "example_ct_sm";
    private static final double THICK_MM = 5;

    /**
     * Makes the samples: phantoms, the first with thick slices, and last, where there is more than one, the real CT.
     *
     * @param home the project's root, which holds the real CT
     * @param folder takes the files
     * @param count how many
     */
    static List<DemoSample> make(Path home, Path folder, int count) throws IOException {
        List<DemoSample> samples = new ArrayList<>();
        int phantoms = Math.max(1, count - 1);
        for (int index = 0; samples.size() < phantoms; index++) {
            PhantomScan phantom = Phantom.generate(SEED, index, PhantomSize.SMALL);
            if (!samples.isEmpty() || isThick(phantom)) {
                samples.add(written(phantom, folder));
            }
        }
        if (count > 1) {
            samples.add(realCt(home, folder));
        }
        return samples;
    }

    private static boolean isThick(PhantomScan phantom) {
        Spacing spacing = phantom.image().geometry().spacing();
        return Math.max(spacing.x(), Math.max(spacing.y(), spacing.z())) >= THICK_MM;
    }

    private static DemoSample written(PhantomScan phantom, Path folder) {
        Path scan = folder.resolve(phantom.id() + ".nii.gz");
        Path truth = folder.resolve(phantom.id() + ".truth.nii.gz");
        NiftiWriter.writeInt16(scan, phantom.image());
        NiftiWriter.write(truth, phantom.truth());
        String origin = "Synthetic CT, voxels of %s, made with seed %d; the model has never seen it."
                .formatted(phantom.image().geometry().spacing(), SEED);
        return new DemoSample(phantom.id(), scan, Optional.of(truth), origin);
    }

    private static DemoSample realCt(Path home, Path folder) throws IOException {
        Path source = home.resolve("pipeline-routes/samples/" + CT + ".nii.gz");
        Path scan = folder.resolve(CT + ".nii.gz");
        Files.copy(source, scan, StandardCopyOption.REPLACE_EXISTING);
        return new DemoSample(
                CT,
                scan,
                Optional.empty(),
                "Real CT from TotalSegmentator (Apache-2.0). The sample model has learned from phantoms only: what it"
                        + " finds here shows the path, not its quality.");
    }
}
