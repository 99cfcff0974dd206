package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.route.RouteStage.letter;
import static org.bactrian.route.RouteStage.message;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.event.CaseEvent.Failed;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.FailureReason;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UnreadableObjectTest {

    private static final ObjectKey BROKEN = new ObjectKey("scans", "case_1/ct.nii.gz");

    private final AtomicInteger requests = new AtomicInteger();
    private final RouteStage stage;
    private Set<String> failing = Set.of();
    private Fault fault = () -> {};

    UnreadableObjectTest(@TempDir Path folder) {
        stage = new RouteStage(faulty(new DirectoryObjectStore(folder.resolve("store"))), folder.resolve("work"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stat", "download"})
    void anObjectThatAloneIsAlwaysAnsweredWithAnErrorIsGivenUpAndTheNextCaseGoesOn(String request) throws Exception {
        stage.scan(BROKEN.key());
        failing = Set.of(request);
        fault = () -> {
            throw new StoreUnavailableException("the store answered 500", new IOException());
        };
        stage.start();

        stage.deliver(message("e1", "case_1", BROKEN));
        stage.deliver(message("e2", "case_2", stage.scan("case_2/ct.nii.gz")));

        DeadLetter letter = letter(stage.onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_CASE);
        assertThat(letter.attempts()).isEqualTo(NamedObjects.MOST_FAILURES);
        assertThat(letter.message())
                .contains("s3://scans/case_1/ct.nii.gz")
                .contains("the store answers otherwise, but failed 12 times on this one")
                .contains("500");
        assertThat(stage.announced()).hasSize(2).hasAtLeastOneElementOfType(Failed.class);
        assertThat(stage.announced()).hasAtLeastOneElementOfType(Segmented.class);
    }

    @Test
    void anObjectThatAloneIsDeniedIsGivenUp() throws Exception {
        stage.scan(BROKEN.key());
        failing = Set.of("stat");
        fault = () -> {
            throw new StoreDeniedException("403 AccessDenied", new IOException());
        };
        stage.start();

        stage.deliver(message("e1", "case_1", BROKEN));

        assertThat(letter(stage.onlyDeadLetter()).message()).contains("403 AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bucketExists", "find"})
    void whileTheStoreAnswersNothingElseNoObjectIsBlamed(String alsoFailing) throws Exception {
        stage.scan(BROKEN.key());
        failing = Set.of("stat", alsoFailing);
        fault = () -> {
            if (requests.incrementAndGet() < 100) {
                throw new StoreUnavailableException("away", new IOException());
            }
        };
        stage.start();

        stage.deliver(message("e1", "case_1", BROKEN));

        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(1);
        assertThat(stage.deadLetters().getExchanges()).isEmpty();
    }

    @Test
    void anObjectIsGivenTimeAnewOnceItWasRead() throws Exception {
        ObjectKey scan = stage.scan(BROKEN.key());
        failing = Set.of("stat");
        fault = () -> {
            if (requests.incrementAndGet() % NamedObjects.MOST_FAILURES != 0) {
                throw new StoreUnavailableException("the store answered 500", new IOException());
            }
        };
        stage.start();

        stage.deliver(message("e1", "case_1", scan));
        stage.deliver(message("e2", "case_1", scan));

        assertThat(stage.announced()).hasOnlyElementsOfType(Segmented.class).hasSize(2);
    }

    /** A store in which some requests fail: those about the broken object, and those that are about none. */
    private ObjectStore faulty(ObjectStore whole) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    boolean ofAnother = Arrays.stream(arguments)
                            .anyMatch(argument -> argument instanceof ObjectKey key
                                    && key.bucket().equals("scans")
                                    && !key.equals(BROKEN));
                    if (failing.contains(method.getName()) && !ofAnother) {
                        fault.occur();
                    }
                    try {
                        return method.invoke(whole, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private interface Fault {
        void occur();
    }
}
