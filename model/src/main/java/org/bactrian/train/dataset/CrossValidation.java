package org.bactrian.train.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * nnU-Net's split into five folds: scikit-learn's {@code KFold(5, shuffle=True, random_state=12345)} on the sorted case
 * ids. The same cases give the same folds everywhere.
 */
public final class CrossValidation {

    private static final int SEED = 12345;

    private CrossValidation() {}

    /**
     * The cases of one fold.
     *
     * @param training trained on, sorted
     * @param validation held out, sorted; the training cases again when nothing is held out
     */
    public record Split(List<String> training, List<String> validation) {

        public Split {
            training = List.copyOf(training);
            validation = List.copyOf(validation);
        }
    }

    /**
     * Splits cases.
     *
     * @throws IllegalArgumentException when there are fewer cases than folds
     */
    public static Split split(List<String> caseIds, Fold fold) {
        List<String> sorted = caseIds.stream().sorted().toList();
        if (fold.number().isEmpty()) {
            return new Split(sorted, sorted);
        }
        if (sorted.size() < Fold.COUNT) {
            throw new IllegalArgumentException("%d cases do not make %d folds; train with fold 'all', or add cases"
                    .formatted(sorted.size(), Fold.COUNT));
        }
        boolean[] heldOut = heldOut(sorted.size(), fold.number().getAsInt());
        List<String> training = new ArrayList<>();
        List<String> validation = new ArrayList<>();
        for (int i = 0; i < heldOut.length; i++) {
            (heldOut[i] ? validation : training).add(sorted.get(i));
        }
        return new Split(training, validation);
    }

    /** The first {@code cases % 5} folds hold one case more than the others. */
    private static boolean[] heldOut(int cases, int fold) {
        int[] shuffled = new NumpyRandom(SEED).permutation(cases);
        int size = cases / Fold.COUNT;
        int larger = cases % Fold.COUNT;
        int start = fold * size + Math.min(fold, larger);
        int end = start + size + (fold < larger ? 1 : 0);
        boolean[] heldOut = new boolean[cases];
        Arrays.stream(shuffled, start, end).forEach(index -> heldOut[index] = true);
        return heldOut;
    }
}
