package org.bactrian.checkpoint.nnunet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.checkpoint.pickle.PickleJson;
import org.bactrian.checkpoint.pickle.PickleWriter;

/** Writes plans of one CT and three classes as nnU-Net's first version does. */
final class FirstVersionPickle {

    private FirstVersionPickle() {}

    /**
     * Writes {@code plans.pkl}.
     *
     * @param patches one for each resolution, the coarsest first, each of twice the spacing of the next, of 1 mm the last
     */
    static Path of(Path folder, String patches) throws IOException {
        JsonObject plan = JsonParser.parseString("""
                {"num_modalities": 1, "normalization_schemes": {"0": "CT"}, "use_mask_for_norm": {"0": false},
                 "num_classes": 2, "all_classes": [1, 2], "base_num_features": 4, "conv_per_stage": 2,
                 "transpose_forward": [0, 1, 2], "dataset_properties": {"intensityproperties": {
                  "0": {"mean": 100.0, "sd": 70.0, "percentile_00_5": -80.0, "percentile_99_5": 300.0}}},
                 "plans_per_stage": {}}
                """).getAsJsonObject();
        JsonArray all = JsonParser.parseString(patches).getAsJsonArray();
        for (int stage = 0; stage < all.size(); stage++) {
            double spacing = 1 << (all.size() - 1 - stage);
            JsonArray patch = all.get(stage).getAsJsonArray();
            JsonObject told = new JsonObject();
            JsonArray spacings = new JsonArray();
            patch.forEach(length -> spacings.add(spacing));
            told.add("patch_size", patch);
            told.add("current_spacing", spacings);
            plan.getAsJsonObject("plans_per_stage").add(String.valueOf(stage), told);
        }
        return Files.write(folder.resolve("plans.pkl"), PickleWriter.write(PickleJson.value(plan)));
    }
}
