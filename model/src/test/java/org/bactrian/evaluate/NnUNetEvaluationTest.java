package org.bactrian.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bactrian.checkpoint.NnUNetPostprocessing;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what nnU-Net 2.8.1 wrote for the same files: {@code golden/nnunet/evaluation/synthetic}. */
class NnUNetEvaluationTest {

    private static final CaseRun.Listener NOBODY = (caseId, done, all) -> {};

    @ParameterizedTest
    @ValueSource(strings = {"edge", "helps", "two"})
    void theSummaryIsNnUNetsLetterByLetter(String set) throws IOException {
        Path folder = SharedFolder.path("golden/nnunet/evaluation/synthetic/" + set);

        String summary = summary(folder, LabelScheme.read(folder.resolve("pred/dataset.json")));

        assertThat(summary).isEqualTo(Files.readString(folder.resolve("pred/summary.json")));
    }

    @Test
    void regionsAreScoredLikeLabels() throws IOException {
        Path folder = SharedFolder.path("golden/nnunet/evaluation/synthetic/edge");
        LabelScheme regions =
                LabelScheme.read(SharedFolder.path("golden/nnunet/nnUNet_raw/Dataset502_MiniRegions/dataset.json"));

        String summary = summary(folder, regions);

        assertThat(summary).isEqualTo(Files.readString(folder.resolve("summary_regions.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"helps", "two"})
    void theRuleIsNnUNetsAndSoIsItsFile(String set, @TempDir Path out) throws IOException {
        Path folder = SharedFolder.path("golden/nnunet/evaluation/synthetic/" + set);
        Path file = out.resolve("postprocessing.json");

        PostprocessingJson.write(file, search(folder, OptionalInt.of(1)));

        JsonObject written = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        JsonElement added = written.remove("bactrian");
        assertThat(written)
                .isEqualTo(JsonParser.parseString(Files.readString(folder.resolve("pred/postprocessing.json"))));
        assertThat(added.getAsJsonObject().getAsJsonArray("trials")).hasSize(5);
    }

    @Test
    void nnUNetsPartOfTheFileIsTheSameText() throws IOException {
        Path folder = SharedFolder.path("golden/nnunet/evaluation/synthetic/two");

        String text = PythonJson.of(PostprocessingJson.nnUNet(search(folder, OptionalInt.empty())));

        assertThat(text).isEqualTo(Files.readString(folder.resolve("pred/postprocessing.json")));
    }

    @Test
    void theRuleIsReadBackAsStages(@TempDir Path out) throws IOException {
        Path folder = SharedFolder.path("golden/nnunet/evaluation/synthetic/two");
        Path file = out.resolve("postprocessing.json");
        FoundRule found = search(folder, OptionalInt.of(1));

        PostprocessingJson.write(file, found);

        StageSpec tumour = new StageSpec("keep-largest", Map.of("labels", List.of(2), "connectivity", 26));
        assertThat(NnUNetPostprocessing.read(folder.resolve("pred/postprocessing.json")))
                .containsExactly(tumour);
        assertThat(NnUNetPostprocessing.read(file)).hasSameSizeAs(found.stages());
        assertThat(found.scores().meanDice())
                .isGreaterThanOrEqualTo(found.nnUNetScores().meanDice());
    }

    private static FoundRule search(Path folder, OptionalInt kidneyLabel) {
        List<CasePair> pairs =
                CasePairs.find(folder.resolve("pred"), folder.resolve("ref")).pairs();
        LabelScheme scheme = LabelScheme.read(folder.resolve("pred/dataset.json"));
        List<CaseMeasures> asPredicted =
                CaseOutcome.measured(Evaluation.ofOverlap().run(pairs, 2, NOBODY));
        return RuleSearch.search(asPredicted, scheme, kidneyLabel, 2, NOBODY);
    }

    /** The summary with file names as in the run that made the reference. */
    private static String summary(Path folder, LabelScheme scheme) {
        List<CasePair> pairs =
                CasePairs.find(folder.resolve("pred"), folder.resolve("ref")).pairs();
        List<CaseOutcome> outcomes = Evaluation.ofOverlap().run(pairs, 2, NOBODY);
        Scores scores = new Scores(CaseOutcome.measured(outcomes).stream()
                .map(measures -> measures.score(scheme))
                .toList());
        return SummaryJson.text(scores, Map.of()).replace(folder.resolveSibling("") + "/", "evaluation/");
    }
}
