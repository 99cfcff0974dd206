package org.bactrian.train;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a training has come.
 *
 * @param epoch the epoch it is in, counted from 0
 * @param batch the next batch of this epoch
 * @param lossSum of the epoch's batches so far
 * @param reports of the epochs that are over
 */
record TrainingProgress(int epoch, int batch, double lossSum, List<EpochReport> reports) {

    static final TrainingProgress START = new TrainingProgress(0, 0, 0, List.of());

    private static final double OLD_SHARE = 0.9;

    TrainingProgress {
        reports = List.copyOf(reports);
    }

    /** After one more batch. */
    TrainingProgress after(double loss) {
        return new TrainingProgress(epoch, batch + 1, lossSum + loss, reports);
    }

    /** After the epoch that the report tells of. */
    TrainingProgress after(EpochReport report) {
        List<EpochReport> all = new ArrayList<>(reports);
        all.add(report);
        return new TrainingProgress(epoch + 1, 0, 0, all);
    }

    /** The moving average after an epoch with this mean pseudo Dice; one without any leaves it where it was. */
    double ema(double meanDice) {
        if (reports.isEmpty()) {
            return Double.isNaN(meanDice) ? 0 : meanDice;
        }
        double before = lastReport().emaDice();
        return Double.isNaN(meanDice) ? before : OLD_SHARE * before + (1 - OLD_SHARE) * meanDice;
    }

    /** The report of the last epoch that is over; there is one. */
    EpochReport lastReport() {
        return reports.get(reports.size() - 1);
    }

    /** Whether the last epoch has the best moving average so far. */
    boolean lastIsBest() {
        double last = lastReport().emaDice();
        return reports.stream().limit(reports.size() - 1L).allMatch(report -> report.emaDice() < last);
    }
}
