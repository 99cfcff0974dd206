package org.bactrian.cli.segment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bactrian.cli.scan.Scan;
import org.bactrian.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** What contests want of the files that are handed in. */
final class SubmissionOptions {

    /** The foreground of KiTS19, label 1 first, by the parts of a name that say so. */
    private static final List<List<String>> KITS_LABELS = List.of(List.of("kidney"), List.of("tumor", "tumour"));

    @Option(
            names = "--naming",
            paramLabel = "case|kits19|bdci",
            description = "<case>.nii.gz, prediction_<number>.nii.gz or Segmentation_<case>.nii.gz"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "case")
    private Naming naming = Naming.CASE;

    @Option(names = "--zip", description = "Also pack all label maps in predictions.zip, once every case is done.")
    private boolean zip;

    @Option(
            names = "--kits19",
            description = "A submission to KiTS19, short for --naming kits19 --zip: prediction_00210.nii.gz of"
                    + " case_00210, in predictions.zip.")
    private boolean kits19;

    Naming naming() {
        return kits19 ? Naming.KITS19 : naming;
    }

    boolean zipped() {
        return zip || kits19;
    }

    /** Refuses a model whose labels are not those that KiTS19 scores: 0 background, 1 kidney, 2 tumour. */
    void requireLabels(List<String> labels) {
        List<String> foreground = labels.stream().skip(1).toList();
        boolean same = foreground.size() == KITS_LABELS.size()
                && Stream.iterate(0, label -> label < foreground.size(), label -> label + 1)
                        .allMatch(label -> names(foreground.get(label), KITS_LABELS.get(label)));
        if (naming() == Naming.KITS19 && !same) {
            throw new IllegalArgumentException(
                    "KiTS19 knows the labels 1 kidney and 2 tumour; the model's are " + foreground);
        }
    }

    /** Packs the label maps, unless some are still missing. */
    void pack(SegmentOutput place, List<Scan> all, boolean shared, Terminal terminal) {
        if (!zipped()) {
            return;
        }
        List<Path> files =
                all.stream().map(scan -> place.labels(scan.caseId())).sorted().toList();
        long missing = files.stream().filter(Files::notExists).count();
        if (missing > 0) {
            terminal.problem("%s is not written: %d of %d label maps are missing%s"
                    .formatted(PredictionsZip.NAME, missing, files.size(), shared ? ", other parts make them" : ""));
        } else {
            terminal.note("packed " + PredictionsZip.write(place.folder(), files));
        }
    }

    private static boolean names(String label, List<String> parts) {
        String lower = label.toLowerCase(Locale.ROOT);
        return parts.stream().anyMatch(lower::contains);
    }
}
