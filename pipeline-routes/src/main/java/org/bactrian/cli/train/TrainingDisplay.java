package org.bactrian.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.bactrian.cli.terminal.Progress;
import org.bactrian.cli.terminal.ProgressChart;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.train.EpochReport;
import org.bactrian.train.TrainingFolder;
import org.bactrian.train.TrainingListener;
import org.bactrian.train.TrainingPlan;

/** Shows how a training comes along: a bar over all its batches, and for each epoch a line and the chart drawn anew. */
final class TrainingDisplay implements TrainingListener, AutoCloseable {

    private static final String CHART = "progress.png";

    private final Terminal terminal;
    private final TrainingPlan plan;
    private final List<String> labels;
    private final TrainingFolder folder;
    private final Progress progress;

    TrainingDisplay(Terminal terminal, TrainingPlan plan, List<String> labels, TrainingFolder folder) {
        this.terminal = terminal;
        this.plan = plan;
        this.labels = labels;
        this.folder = folder;
        this.progress = terminal.progress("train", (long) plan.epochs() * plan.batchesPerEpoch());
    }

    @Override
    public void casePrepared(String caseId, int done, int all) {
        progress.doing("prepared %s, %d of %d".formatted(caseId, done, all));
    }

    @Override
    public void batchFinished(int epoch, int batch, double loss) {
        progress.reached((long) epoch * plan.batchesPerEpoch() + batch + 1);
        progress.doing(String.format(Locale.ROOT, "epoch %d of %d, loss %.3f", epoch + 1, plan.epochs(), loss));
    }

    @Override
    public void epochFinished(EpochReport report) {
        terminal.note(line(report));
        try {
            ProgressChart.draw(folder.progress(), folder.folder().resolve(CHART));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot draw " + CHART, failed);
        } catch (LinkageError | InternalError fontless) {
            terminal.note("no %s: this Java cannot draw text (%s)".formatted(CHART, fontless.getMessage()));
        }
    }

    @Override
    public void caseValidated(String caseId, int done, int all) {
        progress.doing("validated %s, %d of %d".formatted(caseId, done, all));
    }

    @Override
    public void close() {
        progress.close();
    }

    /** Such as {@code epoch 3 of 40: loss -0.512, validation -0.601, Dice kidney 0.912, tumor 0.544, 31 s}. */
    private String line(EpochReport report) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "epoch %d of %d: loss %.3f, validation %.3f, Dice",
                report.epoch() + 1,
                plan.epochs(),
                report.trainLoss(),
                report.validationLoss()));
        for (int label = 1; label <= report.pseudoDice().size(); label++) {
            line.append(String.format(
                    Locale.ROOT,
                    " %s %.3f,",
                    labels.get(label),
                    report.pseudoDice().get(label - 1)));
        }
        return line.append(String.format(Locale.ROOT, " %.0f s", report.seconds()))
                .toString();
    }
}
