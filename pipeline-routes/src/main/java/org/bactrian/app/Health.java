package org.bactrian.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaConsumer;
import org.apache.camel.component.kafka.TaskHealthState;
import org.bactrian.route.segment.SegmentRoutes;

/**
 * Whether a worker is alive, and whether it is ready. It is alive while every consumer may still get a message some
 * time; it is ready while it can take a case now, whatever becomes of trainings.
 */
final class Health {

    private final CamelContext camel;
    private final Supplier<Optional<String>> pause;

    /**
     * The health of a worker.
     *
     * @param pause why no case is taken, while none is
     */
    Health(CamelContext camel, Supplier<Optional<String>> pause) {
        this.camel = camel;
        this.pause = pause;
    }

    /** What only a restart mends; empty while alive. */
    List<String> dead() {
        return consumers(route -> true, TaskHealthState::isTerminated, "has given up");
    }

    /** What keeps the worker from taking a case; empty while ready. */
    List<String> notReady() {
        List<String> reasons = new ArrayList<>();
        if (!camel.getStatus().isStarted()) {
            reasons.add("the worker is " + camel.getStatus().name().toLowerCase(Locale.ROOT));
        }
        reasons.addAll(consumers(SegmentRoutes.ROUTE::equals, state -> !state.isReady(), "is not connected"));
        pause.get().map("paused: "::concat).ifPresent(reasons::add);
        return reasons;
    }

    private List<String> consumers(Predicate<String> routes, Predicate<TaskHealthState> wrong, String what) {
        return camel.getRoutes().stream()
                .filter(route -> routes.test(route.getRouteId()))
                .filter(route -> route.getConsumer() instanceof KafkaConsumer consumer
                        && consumer.healthStates().stream().anyMatch(wrong))
                .map(route -> "%s %s".formatted(route.getRouteId(), what))
                .toList();
    }
}
