package org.bactrian.cli.prepare;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.option.PluginsOption;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.stage.Setting;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the known stages. */
@Command(
        name = "stages",
        description = "Lists every known stage with its settings, their defaults, and where it comes from.",
        footerHeading = "%nExample:%n",
        footer = "  bactrian stages --plugins plugins")
public final class StagesCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    /** What is told of a stage. */
    record Entry(String name, String summary, String origin, List<SettingEntry> settings) {}

    /** What is told of a setting; a default of nothing means that the setting must be given, unless it is optional. */
    record SettingEntry(String name, String type, Optional<String> defaultsTo, boolean required, String meaning) {}

    @Override
    public Integer call() {
        List<Entry> stages =
                plugins.stages().factories().stream().map(StagesCommand::entry).toList();
        if (json.wanted()) {
            output.terminal().json(stages);
        } else {
            output.terminal().table(List.of("stage", "setting", "type", "default", "origin", "meaning"), rows(stages));
        }
        return ExitCode.DONE;
    }

    private static Entry entry(StageFactory<?> factory) {
        List<SettingEntry> settings = Arrays.stream(factory.configType().getRecordComponents())
                .map(StagesCommand::setting)
                .toList();
        return new Entry(factory.name(), factory.summary(), StageCatalog.origin(factory), settings);
    }

    private static SettingEntry setting(RecordComponent component) {
        Optional<Setting> told = Optional.ofNullable(component.getAnnotation(Setting.class));
        Optional<String> defaultsTo = told.map(Setting::defaultsTo).filter(text -> !text.isEmpty());
        boolean optional = component.getType() == Optional.class;
        return new SettingEntry(
                component.getName(),
                typeName(component),
                defaultsTo,
                defaultsTo.isEmpty() && !optional,
                told.map(Setting::value).orElse(""));
    }

    /** Such as {@code int} or {@code List<Double>}: without the names of packages. */
    private static String typeName(RecordComponent component) {
        return component.getGenericType().getTypeName().replaceAll("[a-z]+\\.|[A-Za-z]+\\$", "");
    }

    private static List<List<String>> rows(List<Entry> stages) {
        List<List<String>> rows = new ArrayList<>();
        for (Entry stage : stages) {
            rows.add(List.of(stage.name(), "", "", "", stage.origin(), stage.summary()));
            for (SettingEntry setting : stage.settings()) {
                String defaultsTo = setting.defaultsTo().orElse(setting.required() ? "(must be given)" : "(none)");
                rows.add(List.of("", setting.name(), setting.type(), defaultsTo, "", setting.meaning()));
            }
        }
        return rows;
    }
}
