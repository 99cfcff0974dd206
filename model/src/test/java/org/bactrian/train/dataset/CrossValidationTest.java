package org.bactrian.train.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

    private static final JsonObject NUMPY = read();

    @Test
    void drawsTheBitsOfNumpy() {
        NumpyRandom random = new NumpyRandom(12345);

        assertThat(IntStream.generate(random::nextBits).limit(10).mapToLong(Integer::toUnsignedLong))
                .containsExactlyElementsOf(longs(NUMPY.getAsJsonArray("u32_seed12345_first10")));
    }

    @Test
    void permutesLikeNumpy() {
        int[] fiftyThousand = new NumpyRandom(1234).permutation(50_000);
        int[] hundred = new NumpyRandom(1234).permutation(100);

        assertThat(Arrays.stream(fiftyThousand).limit(10).mapToLong(i -> i))
                .containsExactlyElementsOf(longs(NUMPY.getAsJsonArray("permutation_seed1234_n50000_first10")));
        assertThat(Arrays.stream(hundred).limit(20).mapToLong(i -> i))
                .containsExactlyElementsOf(longs(NUMPY.getAsJsonArray("choice_seed1234_20_of_100")));
    }

    @Test
    void splitsTenAndFortyTwoCasesLikeScikitLearn() {
        for (int fold = 0; fold < Fold.COUNT; fold++) {
            assertThat(CrossValidation.split(cases(10), Fold.of(fold)).validation())
                    .isEqualTo(ids(NUMPY.getAsJsonArray("splits_n10_val").get(fold)));
            assertThat(CrossValidation.split(cases(42), Fold.of(fold)).validation())
                    .isEqualTo(ids(NUMPY.getAsJsonArray("kfold_n42").get(fold)));
        }
    }

    @Test
    void splitsTheKidneyChallengeLikeNnUNet() {
        List<String> expected = NUMPY.getAsJsonArray("splits_kits19_210_fold0_val").asList().stream()
                .map(JsonElement::getAsString)
                .toList();

        CrossValidation.Split split = CrossValidation.split(cases(210), Fold.of(0));

        assertThat(split.validation()).isEqualTo(expected).startsWith("case_00014", "case_00016");
        assertThat(split.training()).hasSize(168).doesNotContainAnyElementsOf(expected);
    }

    @Test
    void theOrderInWhichCasesWereFoundDoesNotMatter() {
        List<String> backwards = new ArrayList<>(cases(12));
        Collections.reverse(backwards);

        assertThat(CrossValidation.split(backwards, Fold.of(2)))
                .isEqualTo(CrossValidation.split(cases(12), Fold.of(2)));
    }

    @Test
    void allTrainsOnEveryCase() {
        CrossValidation.Split split = CrossValidation.split(cases(3), Fold.parse("all"));

        assertThat(split.training()).isEqualTo(cases(3));
        assertThat(split.validation()).isEqualTo(cases(3));
    }

    @Test
    void fewerCasesThanFoldsAreRefused() {
        assertThatThrownBy(() -> CrossValidation.split(cases(4), Fold.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 cases do not make 5 folds");
    }

    @Test
    void aFoldThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Fold.parse("5")).hasMessageContaining("0 to 4 or all, got 5");
        assertThatThrownBy(() -> Fold.parse("first")).hasMessageContaining("0 to 4 or all, got 'first'");
    }

    private static List<String> cases(int count) {
        return IntStream.range(0, count).mapToObj("case_%05d"::formatted).toList();
    }

    private static List<String> ids(JsonElement numbers) {
        return longs(numbers.getAsJsonArray()).stream()
                .map("case_%05d"::formatted)
                .toList();
    }

    private static List<Long> longs(JsonArray numbers) {
        return numbers.asList().stream().map(JsonElement::getAsLong).toList();
    }

    private static JsonObject read() {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(CrossValidationTest.class.getResourceAsStream("numpy-random.json")),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
