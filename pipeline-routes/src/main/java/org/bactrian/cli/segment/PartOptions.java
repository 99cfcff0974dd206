package org.bactrian.cli.segment;

import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which of the cases are this process's, where several share the work. */
final class PartOptions {

    @Option(
            names = "--num-parts",
            paramLabel = "N",
            description = "Processes, on one machine or many, that share the cases (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int parts = 1;

    @Option(
            names = "--part-id",
            paramLabel = "I",
            description = "Which of them this one is, from 0: it takes every N-th case from the I-th on.",
            defaultValue = "0")
    private int part;

    /** The cases of this part; {@link IllegalArgumentException} where there is no such part. */
    <T> List<T> of(List<T> cases) {
        if (parts < 1 || part < 0 || part >= parts) {
            throw new IllegalArgumentException(
                    "--part-id must be from 0 to --num-parts - 1, got part %d of %d".formatted(part, parts));
        }
        return IntStream.iterate(part, index -> index < cases.size(), index -> index + parts)
                .mapToObj(cases::get)
                .toList();
    }

    /** Whether others have cases too. */
    boolean isShared() {
        return parts > 1;
    }
}
