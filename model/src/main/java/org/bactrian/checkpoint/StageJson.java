package org.bactrian.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Map;
import org.bactrian.stage.StageSpec;

/** Lists of stages as JSON. */
final class StageJson {

    private static final TypeToken<Map<String, Object>> SETTINGS = new TypeToken<>() {};

    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private StageJson() {}

    static JsonArray write(List<StageSpec> specs) {
        JsonArray json = new JsonArray();
        for (StageSpec spec : specs) {
            JsonObject entry = new JsonObject();
            entry.addProperty("stage", spec.stage());
            entry.add("settings", GSON.toJsonTree(spec.settings()));
            json.add(entry);
        }
        return json;
    }

    static List<StageSpec> read(JsonFields json, String name) {
        return json.list(name, element -> {
            JsonFields entry = new JsonFields(json.file(), json.path() + name + ".", element.getAsJsonObject());
            Map<String, JsonElement> settings = entry.map("settings", setting -> setting);
            return new StageSpec(entry.text("stage"), GSON.fromJson(GSON.toJsonTree(settings), SETTINGS));
        });
    }
}
