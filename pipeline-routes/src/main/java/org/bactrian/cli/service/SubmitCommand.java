package org.bactrian.cli.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bactrian.app.CaseClient;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.option.ConfigOption;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.result.CaseResult;
import org.bactrian.cli.result.CaseTable;
import org.bactrian.cli.terminal.Logging;
import org.bactrian.cli.terminal.Progress;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.store.ObjectKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives cases to the service. */
@Command(
        name = "submit",
        description = {
            "Gives cases to the service, and waits for the results if asked.",
            "Uploads each volume, or names an object that is already there, and publishes the event. Every INPUT is a"
                    + " case named after its file; with --case all of them are the channels of one case."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bactrian submit ct.nii.gz --case case_00042 --wait",
            "  bactrian submit s3://scans/case_00042/ct.nii.gz"
        })
public final class SubmitCommand implements Callable<Integer> {

    private static final String CASE_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "NIfTI files, or objects s3://bucket/key.")
    private List<String> inputs = List.of();

    @Option(names = "--case", paramLabel = "ID", description = "Names the one case.")
    private Optional<String> caseId = Optional.empty();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "True label map of the one case: the result tells Dice.")
    private Optional<String> truth = Optional.empty();

    @Option(names = "--wait", description = "Wait for the results, and tell them; exit code 3 when a case failed.")
    private boolean wait;

    @Mixin
    private ConfigOption config = new ConfigOption();

    /** A submitted case and the objects it consists of. */
    record Given(String caseId, String eventId, List<String> inputs, Optional<String> truth) {

        static Given of(Submitted submitted) {
            return new Given(
                    submitted.caseId(),
                    submitted.eventId(),
                    submitted.inputs().stream().map(ObjectKey::toString).toList(),
                    submitted.truth().map(ObjectKey::toString));
        }
    }

    /** What has been done; no results unless they were waited for. */
    record Done(List<Given> submitted, List<CaseResult> results) {}

    @Override
    public Integer call() throws InterruptedException {
        Logging.ofVerb();
        Map<String, List<String>> cases = cases();
        try (CaseClient client = CaseClient.connect(config.read())) {
            requireObjects(client);
            List<Submitted> submitted = new ArrayList<>();
            for (Map.Entry<String, List<String>> one : cases.entrySet()) {
                submitted.add(submit(client, one.getKey(), one.getValue()));
            }
            if (!json.wanted()) {
                submitted.forEach(one -> output.terminal().result(line(Given.of(one))));
            }
            return wait ? tellResults(client, submitted) : tell(submitted, List.of());
        }
    }

    private Submitted submit(CaseClient client, String id, List<String> volumes) throws InterruptedException {
        List<ObjectKey> keys =
                volumes.stream().map(volume -> place(client, id, volume)).toList();
        return client.submit(id, keys, truth.map(volume -> place(client, id, volume)));
    }

    private static ObjectKey place(CaseClient client, String id, String volume) {
        return isObject(volume) ? ObjectKey.of(volume) : client.upload(id, Path.of(volume));
    }

    /** The inputs of each case; everything that is wrong with them is listed. */
    private Map<String, List<String>> cases() {
        List<String> problems = new ArrayList<>();
        Map<String, List<String>> cases = new TreeMap<>();
        for (String input : inputs) {
            String id = caseId.orElseGet(() -> FileNames.caseId(Path.of(input)));
            if (!id.matches(CASE_ID)) {
                problems.add(
                        "'%s' is no case id (up to 128 letters, digits, dots, hyphens, underscores, a letter or digit first); give --case"
                                .formatted(id));
            }
            if (cases.containsKey(id) && caseId.isEmpty()) {
                problems.add("two inputs are both case " + id);
            }
            cases.computeIfAbsent(id, name -> new ArrayList<>()).add(input);
        }
        if (truth.isPresent() && cases.size() > 1) {
            problems.add("--truth is of one case, there are " + cases.size());
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        FileNames.requireExisting(
                volumes().filter(volume -> !isObject(volume)).map(Path::of).toList());
        return cases;
    }

    private void requireObjects(CaseClient client) {
        List<String> problems = volumes()
                .filter(SubmitCommand::isObject)
                .filter(volume -> client.store().find(ObjectKey.of(volume)).isEmpty())
                .map(volume -> "there is no object " + volume)
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    private Stream<String> volumes() {
        return Stream.concat(inputs.stream(), truth.stream());
    }

    private static boolean isObject(String volume) {
        return volume.startsWith("s3://");
    }

    private int tellResults(CaseClient client, List<Submitted> submitted) {
        List<CaseResult> results;
        try (Progress progress = output.terminal().progress("submit", submitted.size())) {
            results = new AwaitedResults(client, submitted).await(done -> progress.reached(done.size()));
        }
        return tell(submitted, results);
    }

    private int tell(List<Submitted> submitted, List<CaseResult> results) {
        if (json.wanted()) {
            output.terminal().json(new Done(submitted.stream().map(Given::of).toList(), results));
        } else if (wait) {
            CaseTable.print(results, output.terminal());
        }
        return CaseTable.tellFailures(results, output.terminal());
    }

    private static String line(Given given) {
        String compared = given.truth().map(key -> ", truth " + key).orElse("");
        return "%s: submitted %s%s, event %s"
                .formatted(given.caseId(), String.join(", ", given.inputs()), compared, given.eventId());
    }
}
