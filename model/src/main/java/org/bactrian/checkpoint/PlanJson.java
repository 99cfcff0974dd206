package org.bactrian.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.EncoderBlock;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.plan.NetworkPlan;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/** A network plan as JSON; triples are lists x, y, z. */
final class PlanJson {

    private PlanJson() {}

    static JsonObject write(NetworkPlan plan) {
        JsonObject json = new JsonObject();
        json.add(
                "spacingMm",
                numbers(List.of(
                        plan.spacingMm().x(),
                        plan.spacingMm().y(),
                        plan.spacingMm().z())));
        json.add("patch", triple(plan.patch()));
        json.addProperty("inputChannels", plan.inputChannels());
        json.addProperty("classes", plan.classes());
        if (plan instanceof UNetPlan unet) {
            addNetwork(json, unet);
        }
        json.add("mirrorAxes", numbers(plan.mirrorAxes()));
        return json;
    }

    private static void addNetwork(JsonObject json, UNetPlan plan) {
        json.add("features", numbers(plan.features()));
        json.add("strides", triples(plan.strides()));
        json.add("kernels", triples(plan.kernels()));
        if (!plan.decoderKernels().equals(UNetPlan.aboveBottleneck(plan.kernels()))) {
            json.add("decoderKernels", triples(plan.decoderKernels()));
        }
        json.add("encoderConvolutions", numbers(plan.encoderConvolutions()));
        json.add("decoderConvolutions", numbers(plan.decoderConvolutions()));
        json.addProperty("downsampling", plan.downsampling().name().toLowerCase(Locale.ROOT));
        json.addProperty("encoderBlock", plan.encoderBlock().name().toLowerCase(Locale.ROOT));
        if (!plan.blocks().equals(BlockRule.STANDARD)) {
            json.addProperty("norm", plan.blocks().norm().name().toLowerCase(Locale.ROOT));
            json.addProperty("varianceFloor", plan.blocks().varianceFloor());
            json.addProperty("slope", plan.blocks().slope());
        }
    }

    /** Reads a plan; {@link IllegalArgumentException} where it holds bad values. */
    static NetworkPlan read(JsonFields json) {
        return json.has("features") ? unet(json) : foreign(json);
    }

    private static ForeignPlan foreign(JsonFields json) {
        return new ForeignPlan(
                spacing(json.list("spacingMm", JsonElement::getAsDouble)),
                triple(json.list("patch", JsonElement::getAsInt)),
                json.integer("inputChannels"),
                json.integer("classes"),
                json.list("mirrorAxes", JsonElement::getAsInt));
    }

    private static UNetPlan unet(JsonFields json) {
        List<Index3> kernels = json.list("kernels", PlanJson::triple);
        return new UNetPlan(
                spacing(json.list("spacingMm", JsonElement::getAsDouble)),
                triple(json.list("patch", JsonElement::getAsInt)),
                json.integer("inputChannels"),
                json.integer("classes"),
                json.list("features", JsonElement::getAsInt),
                json.list("strides", PlanJson::triple),
                kernels,
                json.has("decoderKernels")
                        ? json.list("decoderKernels", PlanJson::triple)
                        : UNetPlan.aboveBottleneck(kernels),
                json.list("encoderConvolutions", JsonElement::getAsInt),
                json.list("decoderConvolutions", JsonElement::getAsInt),
                Downsampling.valueOf(json.text("downsampling").toUpperCase(Locale.ROOT)),
                // Bundles of before there was a choice do not say.
                json.has("encoderBlock")
                        ? EncoderBlock.valueOf(json.text("encoderBlock").toUpperCase(Locale.ROOT))
                        : EncoderBlock.PLAIN,
                json.has("norm") ? blocks(json) : BlockRule.STANDARD,
                json.list("mirrorAxes", JsonElement::getAsInt));
    }

    private static BlockRule blocks(JsonFields json) {
        return new BlockRule(
                FeatureNorm.valueOf(json.text("norm").toUpperCase(Locale.ROOT)),
                json.number("varianceFloor"),
                json.number("slope"));
    }

    static JsonArray texts(List<String> texts) {
        JsonArray json = new JsonArray();
        texts.forEach(json::add);
        return json;
    }

    private static JsonArray numbers(List<? extends Number> numbers) {
        JsonArray json = new JsonArray();
        numbers.forEach(json::add);
        return json;
    }

    private static JsonArray triple(Index3 triple) {
        return numbers(List.of(triple.x(), triple.y(), triple.z()));
    }

    private static JsonArray triples(List<Index3> triples) {
        JsonArray json = new JsonArray();
        triples.forEach(triple -> json.add(triple(triple)));
        return json;
    }

    private static Index3 triple(JsonElement json) {
        return triple(json.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsInt)
                .toList());
    }

    private static Index3 triple(List<Integer> numbers) {
        requireThree(numbers);
        return new Index3(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    private static Spacing spacing(List<Double> numbers) {
        requireThree(numbers);
        return new Spacing(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    private static void requireThree(List<?> numbers) {
        if (numbers.size() != 3) {
            throw new IllegalArgumentException("expected three numbers for x, y and z, got " + numbers);
        }
    }
}
