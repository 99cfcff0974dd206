package org.bactrian.cli.option;

import java.nio.file.Path;
import org.bactrian.stage.StageCatalog;
import picocli.CommandLine.Option;

/** Where stages come from beside those that are built in. */
public final class PluginsOption {

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Folder of plug-in jars that add stages (default: ${DEFAULT-VALUE}).",
            defaultValue = "plugins")
    private Path folder = Path.of("plugins");

    /** All stages there are. */
    public StageCatalog stages() {
        return StageCatalog.withPlugins(folder);
    }
}
