package org.bactrian.segment.window;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Numbers of the original nnU-Net, a part of the reference file {@code golden/golden.json}. Arrays are (z, y, x). */
final class Golden {

    private Golden() {}

    static JsonObject read() {
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("golden.json")), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(text).getAsJsonObject();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
