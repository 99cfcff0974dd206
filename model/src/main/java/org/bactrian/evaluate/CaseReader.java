package org.bactrian.evaluate;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.LabelMap;

/** Both label maps of a case, read at the same time. */
record CaseReader(LabelMap prediction, LabelMap reference) {

    /**
     * Reads.
     *
     * @throws BadCaseException when a file is wrong, with {@code prediction} or {@code reference} as its stage, or when the
     *     two do not lie on the same grid
     */
    static CaseReader read(CasePair pair) {
        CompletableFuture<LabelMap> prediction = CompletableFuture.supplyAsync(
                () -> read(pair.prediction(), "prediction"), Lines.allCores().beside());
        LabelMap reference;
        try {
            reference = read(pair.reference(), "reference");
        } finally {
            prediction.handle((map, failure) -> true).join();
        }
        LabelMap predicted = joined(prediction);
        Dice.requireSameGrid(pair.caseId(), predicted.geometry(), reference.geometry());
        return new CaseReader(predicted, reference);
    }

    private static LabelMap read(Path file, String which) {
        try {
            return NiftiReader.readLabels(file).map();
        } catch (BadCaseException wrong) {
            throw wrong.at(which);
        }
    }

    private static LabelMap joined(CompletableFuture<LabelMap> map) {
        try {
            return map.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof BadCaseException wrong) {
                throw wrong;
            }
            throw failed;
        }
    }
}
