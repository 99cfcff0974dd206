package org.bactrian.cli.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.bactrian.app.BactrianConfig;
import org.bactrian.app.CaseClient;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.ModelOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.result.CaseResult;
import org.bactrian.cli.result.CaseTable;
import org.bactrian.cli.terminal.Logging;
import org.bactrian.cli.terminal.Progress;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.embedded.EmbeddedServers;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.store.ObjectKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole path at work on this machine. */
@Command(
        name = "demo",
        description = {
            "Shows the whole path at work on this machine, without Docker.",
            "Starts an embedded Kafka broker and an embedded object store, starts the worker, uploads sample scans,"
                    + " submits them as events, waits for the results, and writes label maps, pictures and report.html.",
            "The samples are synthetic scans with known truth, one with thick slices, and a real CT."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  bactrian demo", "  bactrian demo --cases 5 --work /tmp/demo --keep"})
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--cases",
            paramLabel = "N",
            description = "Scans to segment (default: ${DEFAULT-VALUE}); of several the last is the real CT.",
            defaultValue = "3")
    private int count = 3;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Folder for everything the demo makes (default: ${DEFAULT-VALUE} in the current folder).",
            defaultValue = "bactrian-demo")
    private Path work = Path.of("bactrian-demo");

    @Option(names = "--keep", description = "Leave everything running until Ctrl-C, and print the addresses.")
    private boolean keep;

    @Option(names = "--model", paramLabel = "MODEL", description = "Another model than the sample model.")
    private Optional<Path> model = Optional.empty();

    /** What the demo has made. */
    record Shown(String report, String configuration, List<CaseResult> cases) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (count < 1) {
            throw new IllegalArgumentException("--cases must be at least 1, got " + count);
        }
        Logging.ofVerb();
        EmbeddedServers servers = EmbeddedServers.atHome();
        Path modelFile = model.orElse(servers.home().resolve("pipeline-routes/samples/sample-model.bactrian"));
        ModelBundle bundle = ModelOption.read(modelFile);
        Path scans = work.resolve("scans");
        FileNames.makeFolder(scans);
        output.terminal().note("starting an embedded Kafka broker and an embedded object store ...");
        try (DemoService service = DemoService.start(servers, work.resolve(".servers"))) {
            Path configFile = work.resolve("bactrian.yaml");
            BactrianConfig config = service.configure(configFile, modelFile);
            output.terminal().note("starting the worker ...");
            service.startWorker(config);
            List<DemoSample> samples = DemoSample.make(servers.home(), scans, count);
            try (CaseClient client = CaseClient.connect(config)) {
                List<CaseResult> answers = segment(client, samples);
                DemoResults folder = new DemoResults(client, work);
                List<CaseResult> results = folder.download(answers);
                Path report = folder.report(modelFile, bundle, samples, results);
                tell(new Shown(report.toString(), configFile.toString(), results));
                if (keep) {
                    stayUntilStopped(service.addresses(config), configFile);
                }
                return CaseTable.tellFailures(results, output.terminal());
            }
        }
    }

    private List<CaseResult> segment(CaseClient client, List<DemoSample> samples) throws InterruptedException {
        List<Submitted> submitted = new ArrayList<>();
        for (DemoSample sample : samples) {
            ObjectKey scan = client.upload(sample.caseId(), sample.scan());
            Optional<ObjectKey> truth = sample.truth().map(file -> client.upload(sample.caseId(), file));
            submitted.add(client.submit(sample.caseId(), List.of(scan), truth));
        }
        output.terminal().note("submitted %d cases".formatted(submitted.size()));
        try (Progress progress = output.terminal().progress("segment", submitted.size())) {
            return new AwaitedResults(client, submitted).await(answers -> {
                progress.doing("%d of %d cases".formatted(answers.size(), submitted.size()));
                progress.reached(answers.size());
            });
        }
    }

    private void tell(Shown shown) {
        Terminal terminal = output.terminal();
        if (json.wanted()) {
            terminal.json(shown);
            return;
        }
        CaseTable.print(shown.cases(), terminal);
        terminal.result("");
        CaseTable.printSeconds(shown.cases(), terminal);
        terminal.result("");
        terminal.result("label maps and pictures are in %s, the report is %s".formatted(work, shown.report()));
    }

    private void stayUntilStopped(List<String> addresses, Path configFile) throws InterruptedException {
        Terminal terminal = output.terminal();
        terminal.problem("still running, until Ctrl-C:");
        addresses.forEach(terminal::problem);
        terminal.problem("try             bactrian submit --config %s SCAN.nii.gz --wait".formatted(configFile));
        new CountDownLatch(1).await();
    }
}
