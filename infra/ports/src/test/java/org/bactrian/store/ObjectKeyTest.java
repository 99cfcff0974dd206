package org.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    @Test
    void isReadFromAUriAndWrittenAsOne() {
        ObjectKey key = ObjectKey.of("s3://scans/case_00042/ct ü?.nii.gz");

        assertThat(key).isEqualTo(new ObjectKey("scans", "case_00042/ct ü?.nii.gz"));
        assertThat(key).hasToString("s3://scans/case_00042/ct ü?.nii.gz");
        assertThat(key.name()).isEqualTo("ct ü?.nii.gz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scans/a", "s3://scans", "s3://scans/", "http://scans/a", "s3:///a", ""})
    void anotherUriIsRefused(String uri) {
        assertThatThrownBy(() -> ObjectKey.of(uri)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "a/.", "../a", "a\nb", "a\u0000", "\u007f"})
    void aKeyThatCouldLeaveItsFolderIsRefused(String key) {
        assertThatThrownBy(() -> new ObjectKey("scans", key)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ObjectKey.isValid("scans", key)).isFalse();
    }

    @Test
    void aKeyThatUtf8CannotHoldIsRefused() {
        assertThat(ObjectKey.isValid("scans", "\ud800x")).isFalse();
        assertThat(ObjectKey.isValid("scans", "\ud83e\uddc0")).isTrue();
    }

    @Test
    void aKeyIsMeasuredInBytes() {
        assertThat(ObjectKey.isValid("scans", "ü".repeat(512))).isTrue();
        assertThat(ObjectKey.isValid("scans", "ü".repeat(512) + "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Scans",
                "a_b",
                "-ab",
                "ab-",
                "a..b",
                "a/b",
                "../..",
                ".incoming",
                "a-.b",
                "a.-b",
                "192.168.1.1"
            })
    void aBadBucketIsRefused(String bucket) {
        assertThatThrownBy(() -> new ObjectKey(bucket, "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ObjectPrefix(bucket, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPrefixHoldsWhatStartsWithIt() {
        ObjectPrefix prefix = new ObjectPrefix("results", "case_1/");

        assertThat(prefix.resolve("labels.nii.gz")).isEqualTo(new ObjectKey("results", "case_1/labels.nii.gz"));
        assertThat(prefix.holds(new ObjectKey("results", "case_1/a"))).isTrue();
        assertThat(prefix.holds(new ObjectKey("results", "case_10/a"))).isFalse();
        assertThat(prefix.holds(new ObjectKey("other", "case_1/a"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "../", "a//", "a/../"})
    void aPrefixThatStraysIsRefused(String prefix) {
        assertThatThrownBy(() -> new ObjectPrefix("results", prefix)).isInstanceOf(IllegalArgumentException.class);
    }
}
