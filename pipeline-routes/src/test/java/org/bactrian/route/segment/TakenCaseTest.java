package org.bactrian.route.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.route.RouteStage.message;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.route.RouteStage;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TakenCaseTest {

    @Test
    void theLogTellsWhichMessageIsInHandBeforeItIsWorkedOn(@TempDir Path folder) throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(ReadCase.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        Level before = log.getLevel();
        log.setLevel(Level.INFO);
        try (RouteStage stage =
                new RouteStage(new DirectoryObjectStore(folder.resolve("store")), folder.resolve("work"))) {
            stage.start();

            stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));
        } finally {
            log.setLevel(before);
            log.detachAppender(lines);
        }

        ILoggingEvent taken = lines.list.get(0);
        List<String> told = taken.getKeyValuePairs().stream()
                .map(pair -> pair.key + "=" + pair.value)
                .toList();
        assertThat(taken.getMessage()).isEqualTo("taken");
        assertThat(told).containsExactly("partition=3", "offset=17");
        assertThat(taken.getMDCPropertyMap()).containsEntry("walk", "case=case_1");
    }
}
