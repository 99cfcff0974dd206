package org.bactrian.cli.prepare;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Progress;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.phantom.PhantomDataset;
import org.bactrian.phantom.PhantomSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes synthetic scans with known truth. */
@Command(
        name = "phantom",
        description = {
            "Makes synthetic abdominal CT with kidneys and tumours, and their truth, in nnU-Net's folder layout.",
            "The same seed gives the same scans on every machine; cases that are there already are kept."
        },
        footerHeading = "%nExample:%n",
        footer = "  bactrian phantom --out Dataset501_Phantom --count 60 --seed 1")
public final class PhantomCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder of the data set.")
    private Path out = Path.of("");

    @Option(names = "--count", paramLabel = "N", required = true, description = "How many scans.")
    private int count;

    @Option(names = "--seed", paramLabel = "S", required = true, description = "Decides which scans.")
    private long seed;

    @Option(
            names = "--size",
            paramLabel = "small|real",
            description = "How finely they are scanned: small (about 120 voxels across) or real (512). Default: small.",
            defaultValue = "small")
    private PhantomSize size = PhantomSize.SMALL;

    /** What has been made. */
    record Made(String dataset, int count, long seed, String size) {}

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        try (Progress progress = terminal.progress("phantom", Math.max(1, count))) {
            PhantomDataset.write(out, count, seed, size, (id, done, all) -> {
                progress.doing(id);
                progress.reached(done);
            });
        }
        if (json.wanted()) {
            terminal.json(new Made(out.toString(), count, seed, size.label()));
        } else {
            terminal.result("%s: %d phantoms of seed %d, size %s".formatted(out, count, seed, size.label()));
        }
        return ExitCode.DONE;
    }
}
