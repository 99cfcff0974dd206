package org.bactrian.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bactrian.embedded.BuiltServers;
import org.bactrian.embedded.ChildJvm;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.ObjectStoreContract;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.StoreUnavailableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest extends ObjectStoreContract {

    private static ChildJvm server;

    @BeforeAll
    static void startServer(@TempDir Path data) {
        server = BuiltServers.orSkip().s3(data, 0, "bactrian", "kidneys2");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected ObjectStore openStore() {
        return new S3ObjectStore(config("bactrian", "kidneys2"));
    }

    @Test
    void aWrongSecretIsDenied() {
        assertDenied(new S3ObjectStore(config("bactrian", "kidneys3")));
    }

    @Test
    void anUnknownUserIsDenied() {
        assertDenied(new S3ObjectStore(config("dromedary", "kidneys2")));
    }

    @Test
    void objectsSurviveAKilledServerAndItsAbsenceIsToldAsUnavailable() {
        try (ObjectStore store = openStore()) {
            store.put(key("a"), "kept".getBytes(UTF_8), "text/plain");

            server.kill();
            assertUnavailable(() -> store.stat(key("a")));
            assertUnavailable(() -> store.read(key("a"), 10));
            assertUnavailable(() -> store.putNew(key("b"), new byte[1], "text/plain"));
            assertUnavailable(() -> store.download(key("a"), folder.resolve("file")));
            assertUnavailable(() -> store.bucketExists(bucket));
            server = server.restart();

            assertThat(store.read(key("a"), 10)).asString(UTF_8).isEqualTo("kept");
            assertThat(store.find(key("b"))).isEmpty();
        }
    }

    @Test
    void aThreadThatIsBeingStoppedDoesNotBlameTheObject() {
        try (ObjectStore store = openStore()) {
            Thread.currentThread().interrupt();

            assertUnavailable(() -> store.stat(key("a")));

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theSecretIsNeverShown() {
        assertThat(config("bactrian", "kidneys2").toString())
                .contains("bactrian")
                .doesNotContain("kidneys2");
    }

    @Test
    void aBadAddressListsEveryProblemAtOnce() {
        assertThatThrownBy(() -> new S3Config(URI.create("localhost:9000/minio"), "", " ", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint")
                .hasMessageContaining("region")
                .hasMessageContaining("access key")
                .hasMessageContaining("secret key");
    }

    private static S3Config config(String accessKey, String secretKey) {
        return new S3Config(URI.create(server.address()), "us-east-1", accessKey, secretKey);
    }

    private void assertDenied(ObjectStore store) {
        try (store) {
            assertDenied(() -> store.bucketExists(bucket));
            assertDenied(() -> store.stat(key("a")));
            assertDenied(() -> store.read(key("a"), 10));
            assertDenied(() -> store.put(key("a"), new byte[1], "text/plain"));
        }
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreDeniedException.class).hasMessageContaining("403");
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreUnavailableException.class);
    }
}
