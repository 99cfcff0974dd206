package org.bactrian.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** What can be asked of a worker over HTTP: its meters in Prometheus' text format, and its health as JSON. */
final class ObserveRoutes extends RouteBuilder {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Registry registry;
    private final Supplier<Optional<String>> pause;

    /**
     * The routes.
     *
     * @param pause why no case is taken, while none is
     */
    ObserveRoutes(Registry registry, Supplier<Optional<String>> pause) {
        this.registry = registry;
        this.pause = pause;
    }

    @Override
    public void configure() {
        Health health = new Health(getContext(), pause);
        from("platform-http:/metrics?httpMethodRestrict=GET")
                .routeId("metrics")
                .setHeader(Exchange.CONTENT_TYPE, constant("text/plain; version=0.0.4; charset=utf-8"))
                .process(exchange -> exchange.getMessage().setBody(registry.scrape()));

        from("platform-http:/health/live?httpMethodRestrict=GET")
                .routeId("live")
                .process(answer(health::dead));

        from("platform-http:/health/ready?httpMethodRestrict=GET")
                .routeId("ready")
                .process(answer(health::notReady));
    }

    private static Processor answer(Supplier<List<String>> reasons) {
        return exchange -> {
            List<String> found = reasons.get();
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, found.isEmpty() ? OK : UNAVAILABLE);
            exchange.getMessage().setBody(json(found));
        };
    }

    private static String json(List<String> reasons) throws JsonProcessingException {
        return MAPPER.writeValueAsString(Map.of("status", reasons.isEmpty() ? "UP" : "DOWN", "reasons", reasons));
    }
}
