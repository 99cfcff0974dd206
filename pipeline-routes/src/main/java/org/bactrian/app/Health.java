package org.bactrian.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaConsumer;
import org.apache.camel.component.kafka.TaskHealthState;
import org.bactrian.route.Outage;

/**
 * Whether a worker is alive, and whether it is ready. It is alive while every consumer may still get a message some
 * time; it is ready while it can take a case now.
 */
final class Health {

    private final CamelContext camel;
    private final List<Outage> outages;

    Health(CamelContext camel, List<Outage> outages) {
        this.camel = camel;
        this.outages = List.copyOf(outages);
    }

    /** What only a restart mends; empty while alive. */
    List<String> dead() {
        return consumers(TaskHealthState::isTerminated, "has given up");
    }

    /** What keeps the worker from taking a case; empty while ready. */
    List<String> notReady() {
        List<String> reasons = new ArrayList<>();
        if (!camel.getStatus().isStarted()) {
            reasons.add("the worker is " + camel.getStatus().name().toLowerCase(Locale.ROOT));
        }
        reasons.addAll(consumers(state -> !state.isReady(), "is not connected"));
        outages.stream()
                .map(Outage::reason)
                .flatMap(Optional::stream)
                .map(cause -> "paused: " + cause)
                .forEach(reasons::add);
        return reasons;
    }

    private List<String> consumers(Predicate<TaskHealthState> wrong, String what) {
        return camel.getRoutes().stream()
                .filter(route -> route.getConsumer() instanceof KafkaConsumer consumer
                        && consumer.healthStates().stream().anyMatch(wrong))
                .map(route -> "%s %s".formatted(route.getRouteId(), what))
                .toList();
    }
}
