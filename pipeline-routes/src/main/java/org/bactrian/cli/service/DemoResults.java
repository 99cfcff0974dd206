package org.bactrian.cli.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.app.CaseClient;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.result.CaseFailure;
import org.bactrian.cli.result.CaseResult;
import org.bactrian.event.Confidence;
import org.bactrian.report.HtmlReport;
import org.bactrian.report.Picture;
import org.bactrian.report.Report;
import org.bactrian.report.ReportedCase;
import org.bactrian.report.ReportedModel;
import org.bactrian.store.ObjectKey;

/** Brings the results that the service has published into a folder, and writes the report about them. */
final class DemoResults {

    private static final String CAPTION =
            "Axial slices from superior to inferior, and a coronal one; kidney red, tumour green.";

    private final CaseClient client;
    private final Path folder;

    DemoResults(CaseClient client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    /** The results with their files in the folder instead of the store. */
    List<CaseResult> download(List<CaseResult> results) {
        return results.stream().map(this::download).toList();
    }

    private CaseResult download(CaseResult result) {
        return new CaseResult(
                result.caseId(),
                result.labels().map(key -> download(key, result.caseId() + ".nii.gz")),
                result.preview().map(key -> download(key, result.caseId() + ".png")),
                Optional.empty(),
                result.measurements(),
                result.confidence(),
                result.dice(),
                result.seconds(),
                result.failure());
    }

    private String download(String key, String name) {
        Path file = folder.resolve(name);
        client.store().download(ObjectKey.of(key), file);
        return file.toString();
    }

    /** Writes {@code report.html}. */
    Path report(Path modelFile, ModelBundle model, List<DemoSample> samples, List<CaseResult> results)
            throws IOException {
        List<ReportedCase> cases = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            cases.add(reported(results.get(i), samples.get(i).origin()));
        }
        Path file = folder.resolve("report.html");
        ReportedModel named = new ReportedModel(FileNames.last(modelFile), model.digest());
        HtmlReport.write(new Report("Bactrian demo", named, Instant.now(), cases), file);
        return file;
    }

    private static ReportedCase reported(CaseResult result, String origin) throws IOException {
        if (result.failure().isPresent()) {
            CaseFailure failure = result.failure().get();
            return ReportedCase.failed(
                    result.caseId(), origin, "Stage %s: %s".formatted(failure.stage(), failure.reason()));
        }
        List<Picture> pictures = new ArrayList<>();
        if (result.preview().isPresent()) {
            pictures.add(Picture.ofPng(CAPTION, Path.of(result.preview().get())));
        }
        return new ReportedCase(
                result.caseId(),
                origin,
                pictures,
                result.measurements(),
                result.seconds(),
                result.dice(),
                result.confidence().stream()
                        .flatMap(confidence -> confidence.reasons().stream())
                        .map(Confidence.Reason::detail)
                        .toList(),
                Optional.empty());
    }
}
