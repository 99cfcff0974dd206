package org.bactrian.cli.segment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.file.NpyFile;
import org.bactrian.cli.file.ReadFiles;
import org.bactrian.cli.result.CaseResult;
import org.bactrian.cli.scan.MemoryForecast;
import org.bactrian.cli.scan.Scan;
import org.bactrian.cli.scan.StageClock;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.picture.ContactSheet;
import org.bactrian.picture.Png;
import org.bactrian.route.segment.Judgement;
import org.bactrian.segment.PreparedCase;
import org.bactrian.segment.SegmentationModel;
import org.bactrian.segment.confidence.Confidence;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.segment.score.ClassScores;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/** Segments a case and writes what was asked for. For several threads, each with a case of its own. */
final class CaseSegmenter {

    /**
     * What to write of each case.
     *
     * @param out where
     * @param clean whether the model's stages after the network run
     * @param preview whether to draw a contact sheet
     * @param probabilities whether to write the probability of every class
     * @param truth what to compare with
     * @param previous the label maps of the network before, in a cascade
     * @param review when a person should look at a case
     */
    record Wishes(
            SegmentOutput out,
            boolean clean,
            boolean preview,
            boolean probabilities,
            Optional<Truth> truth,
            Optional<Truth> previous,
            ReviewRules review) {

        /** Refuses to write over what is read: scans, true label maps, those of the network before. */
        void requireUntouched(List<Scan> scans) {
            List<Truth> beside =
                    Stream.concat(truth.stream(), previous.stream()).toList();
            Stream<Path> read = scans.stream()
                    .flatMap(scan -> Stream.concat(
                            scan.channels().stream(),
                            beside.stream().flatMap(known -> known.of(scan.caseId()).stream())));
            new ReadFiles(read).requireUntouched(scans.stream().flatMap(scan -> out.all(scan.caseId())));
        }

        /** Whether all that is wanted of a case lies there. */
        boolean areMet(String caseId) {
            return Files.isRegularFile(out.labels(caseId))
                    && (!preview || Files.isRegularFile(out.preview(caseId)))
                    && (!probabilities || Files.isRegularFile(out.probabilities(caseId)));
        }
    }

    private final SegmentationModel model;
    private final Wishes wishes;
    private final NetworkTurn network;
    private final FirstRead first;

    /**
     * Over a loaded model.
     *
     * @param network lets one case at a time to the model's network
     * @param first of the cases, which may have been read already
     */
    CaseSegmenter(SegmentationModel model, Wishes wishes, NetworkTurn network, FirstRead first) {
        this.model = model;
        this.wishes = wishes;
        this.network = network;
        this.first = first;
    }

    /**
     * What a case will take.
     *
     * @throws BadCaseException when its header tells none
     */
    MemoryForecast forecast(Scan scan) {
        Geometry grid = scan.header().geometry();
        MemoryForecast forecast = scan.forecast();
        List<ModelSet.Member> members = model.models().members();
        MemoryForecast largest = members.stream()
                .map(member -> forecast.segmenting(grid, member.bundle(), model.windows(), wishes.probabilities()))
                .max(Comparator.comparingDouble(MemoryForecast::whole))
                .orElseThrow();
        return members.size() > 1 ? largest.and(model.bytesOfMean(grid)) : largest;
    }

    /**
     * Segments a case, and writes its label map last of all that is wanted: where that lies, all of it is done.
     *
     * @param clock told every step
     */
    CaseResult segment(Scan scan, StageClock clock, WindowProgress progress) {
        Case read = clock.time("read", () -> read(scan));
        Optional<LabelMap> truth = wishes.truth()
                .flatMap(known -> known.of(scan.caseId()))
                .map(file -> clock.time("read", () -> scan.readLabels(file)));
        Case seen = wishes.previous()
                .map(known -> read.withLabels(clock.time("read", () -> previous(known, scan))))
                .orElse(read);
        PreparedCase prepared = model.preprocess(seen, clock);
        ClassScores scores = network.take(() -> clock.time("segment", () -> model.score(prepared, progress)));
        Case withLabels = read.withLabels(clock.time("segment", scores::labels));
        Case result = wishes.clean() ? model.postprocess(withLabels, clock) : withLabels;
        LabelMap labels = result.labels().orElseThrow();
        Confidence confidence = clock.time(
                "judge",
                () -> Confidence.of(scores.certainty(), labels, model.models().labels(), wishes.review()));
        Map<String, Double> dice = truth.map(known -> dice(scan, labels, known)).orElse(Map.of());
        Optional<Path> preview =
                wishes.preview() ? Optional.of(clock.time("draw", () -> draw(result, labels))) : Optional.empty();
        Optional<Path> probabilities = wishes.probabilities()
                ? Optional.of(clock.time("write", () -> writeProbabilities(read, scores)))
                : Optional.empty();
        Path written = clock.time("write", () -> writeLabels(scan, labels));
        return new CaseResult(
                scan.caseId(),
                Optional.of(written.toString()),
                preview.map(Path::toString),
                probabilities.map(Path::toString),
                result.measurements(),
                Optional.of(Judgement.told(confidence)),
                dice,
                clock.seconds(),
                Optional.empty());
    }

    private Case read(Scan scan) {
        scan.requireChannels(model.models().imageChannels());
        return first.read(scan);
    }

    private static LabelMap previous(Truth known, Scan scan) {
        return scan.readLabels(known.of(scan.caseId())
                .orElseThrow(() -> BadCaseException.of(
                        scan.caseId(), "previous", "missing", "a label map of the network before")));
    }

    private Map<String, Double> dice(Scan scan, LabelMap labels, LabelMap truth) {
        return Truth.dice(scan.caseId(), labels, truth, model.models().labels());
    }

    private Path writeLabels(Scan scan, LabelMap labels) {
        Path file = wishes.out().labels(scan.caseId());
        NiftiWriter.write(file, labels, scan.header());
        return file;
    }

    private Path writeProbabilities(Case read, ClassScores scores) {
        Path file = wishes.out().probabilities(read.id());
        NpyFile.writePacked(
                file, "probabilities", scores.probabilities(), read.geometry().size());
        return file;
    }

    private Path draw(Case result, LabelMap labels) {
        byte[] png = Png.bytes(ContactSheet.of(result.channels().get(0), labels));
        return FileNames.write(wishes.out().preview(result.id()), out -> out.write(png));
    }
}
