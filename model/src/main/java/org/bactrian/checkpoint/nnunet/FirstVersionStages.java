package org.bactrian.checkpoint.nnunet;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.checkpoint.nnunet.plan.Configuration;
import org.bactrian.checkpoint.nnunet.plan.Normalisation;
import org.bactrian.checkpoint.nnunet.plan.Resampling;
import org.bactrian.stage.StageSpec;

/**
 * How nnU-Net's first version prepares scans ({@code GenericPreprocessor} and its kin): it resamples before it normalises,
 * and the region that is not zero along with the scan, outside of which masked channels become 0.
 */
final class FirstVersionStages {

    private static final String OF_SLICES = "PreprocessorFor2D";
    private static final String OF_VOLUMES = "GenericPreprocessor";
    private static final String LINEAR = "GenericPreprocessor_linearResampling";
    private static final String ON_THE_SCANS_GRID = "PreprocessorFor3D_NoResampling";
    private static final String OF_BYTES = "GenericPreprocessor_scale_uint8_to_0_1";
    private static final List<String> KNOWN = List.of(OF_VOLUMES, OF_SLICES, LINEAR, ON_THE_SCANS_GRID, OF_BYTES);

    private final JsonFields json;
    private final List<Double> spacingMm;
    private final String preprocessor;
    private final List<Integer> cascaded;
    private final int channels;
    private final List<Integer> masked;

    /**
     * The stages of a plan.
     *
     * @param spacingMm (z, y, x), or (y, x) where slices are seen alone
     * @param isFlat whether they are
     * @param cascaded the labels of a network before this one that become channels
     */
    FirstVersionStages(JsonFields json, List<Double> spacingMm, boolean isFlat, List<Integer> cascaded) {
        this.json = json;
        this.spacingMm = spacingMm;
        this.cascaded = cascaded;
        String usual = isFlat ? OF_SLICES : OF_VOLUMES;
        preprocessor = json.has("preprocessor_name") ? json.text("preprocessor_name") : usual;
        if (!KNOWN.contains(preprocessor)) {
            throw json.bad("preprocessor_name", preprocessor, "one of " + KNOWN);
        }
        channels = json.integer("num_modalities");
        JsonFields masks = json.object("use_mask_for_norm");
        masked = IntStream.range(0, channels)
                .filter(channel -> !scheme(channel).equals("noNorm") && !preprocessor.equals(OF_BYTES))
                .filter(channel -> masks.has(String.valueOf(channel)) && masks.truth(String.valueOf(channel)))
                .boxed()
                .toList();
    }

    /** Of a scan. */
    int channels() {
        return channels;
    }

    List<StageSpec> all() {
        List<StageSpec> stages = new ArrayList<>();
        stages.add(new StageSpec("orient", Map.of("to", "file", "transposeForward", transposeForward())));
        stages.add(new StageSpec("crop-to-nonzero", Map.of("markOutside", true)));
        if (!masked.isEmpty()) {
            stages.add(StageSpec.of("mark-region"));
        }
        if (!preprocessor.equals(ON_THE_SCANS_GRID)) {
            stages.add(resampling().stage(Configuration.reversed(spacingMm)));
        }
        for (int channel = 0; channel < channels; channel++) {
            normalisation(channel).stage(List.of(channel)).ifPresent(stages::add);
        }
        if (!masked.isEmpty()) {
            stages.add(new StageSpec("zero-outside", Map.of("region", channels, "channels", masked)));
        }
        if (!cascaded.isEmpty()) {
            stages.add(new StageSpec("labels-to-channels", Map.of("labels", cascaded)));
        }
        return stages;
    }

    private List<Integer> transposeForward() {
        return json.has("transpose_forward") ? json.list("transpose_forward", JsonElement::getAsInt) : List.of(0, 1, 2);
    }

    private Resampling resampling() {
        Resampling rule = cascaded.isEmpty() ? Resampling.STANDARD : Resampling.OF_FIRST_CASCADES;
        rule = preprocessor.equals(LINEAR) ? rule.withImages("linear") : rule;
        return masked.isEmpty() ? rule : rule.withRegion(channels);
    }

    private String scheme(int channel) {
        return json.object("normalization_schemes").text(String.valueOf(channel));
    }

    private Normalisation normalisation(int channel) {
        if (preprocessor.equals(OF_BYTES)) {
            return new Normalisation.Rgb();
        }
        return switch (scheme(channel)) {
            case "CT" -> ct(measured(channel));
            case "CT2" -> window(measured(channel));
            case "noNorm" -> new Normalisation.None();
            default ->
                masked.contains(channel) ? new Normalisation.RegionZScore(channels) : new Normalisation.ZScore(false);
        };
    }

    private JsonFields measured(int channel) {
        return json.object("dataset_properties").object("intensityproperties").object(String.valueOf(channel));
    }

    private static Normalisation ct(JsonFields measured) {
        return new Normalisation.Ct(
                measured.number("percentile_00_5"),
                measured.number("percentile_99_5"),
                measured.number("mean"),
                measured.number("sd"));
    }

    private static Normalisation window(JsonFields measured) {
        return new Normalisation.Window(measured.number("percentile_00_5"), measured.number("percentile_99_5"));
    }
}
