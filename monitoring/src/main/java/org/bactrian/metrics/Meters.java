package org.bactrian.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.bactrian.metrics.PipelineMeter.Kind;

/**
 * Records measurements. Tags are given as names and values in turn, all that the meter declares and no other, in any
 * order; anything else is {@link IllegalArgumentException}. Safe for use by many threads.
 */
public final class Meters {

    /** Bounds of the timers' buckets: a stage may take milliseconds, a case on a CPU the better part of an hour. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Map<List<Object>, AtomicReference<Double>> lastValues = new ConcurrentHashMap<>();

    /** Records to a registry. */
    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Adds one to a counter. */
    public void count(PipelineMeter meter, String... tags) {
        counter(meter, tags).increment();
    }

    /** Adds a duration to a timer. */
    public void time(PipelineMeter meter, Duration duration, String... tags) {
        timer(meter, tags).record(duration);
    }

    /** Sets a gauge. */
    public void set(PipelineMeter meter, double value, String... tags) {
        Tags checked = checked(meter, Kind.GAUGE, tags);
        lastValues
                .computeIfAbsent(List.of(meter, checked), key -> {
                    AtomicReference<Double> last = new AtomicReference<>(value);
                    gauge(meter, checked, last::get);
                    return last;
                })
                .set(value);
    }

    /** Lets a gauge ask for its value whenever somebody looks; the first supplier of a gauge stays. */
    public void watch(PipelineMeter meter, DoubleSupplier value, String... tags) {
        gauge(meter, checked(meter, Kind.GAUGE, tags), value);
    }

    /** Shows a counter or timer before anything happened, so that its first rise is seen as one. */
    public void expect(PipelineMeter meter, String... tags) {
        if (meter.kind() == Kind.TIMER) {
            timer(meter, tags);
        } else {
            counter(meter, tags);
        }
    }

    private Counter counter(PipelineMeter meter, String... tags) {
        return Counter.builder(meter.meterName())
                .description(meter.meaning())
                .tags(checked(meter, Kind.COUNTER, tags))
                .register(registry);
    }

    private Timer timer(PipelineMeter meter, String... tags) {
        return Timer.builder(meter.meterName())
                .description(meter.meaning())
                .serviceLevelObjectives(BOUNDS)
                .tags(checked(meter, Kind.TIMER, tags))
                .register(registry);
    }

    private void gauge(PipelineMeter meter, Tags tags, DoubleSupplier value) {
        Gauge.builder(meter.meterName(), value, DoubleSupplier::getAsDouble)
                .description(meter.meaning())
                .strongReference(true)
                .tags(tags)
                .register(registry);
    }

    private static Tags checked(PipelineMeter meter, Kind kind, String... tags) {
        if (meter.kind() != kind) {
            throw new IllegalArgumentException("%s is a %s, not a %s".formatted(meter, meter.kind(), kind));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tags.length; i += 2) {
            names.add(tags[i]);
        }
        boolean declared = names.size() == meter.tags().size() && names.containsAll(meter.tags());
        if (tags.length % 2 != 0 || !declared) {
            throw new IllegalArgumentException("%s has the tags %s, not %s".formatted(meter, meter.tags(), names));
        }
        return Tags.of(tags);
    }
}
