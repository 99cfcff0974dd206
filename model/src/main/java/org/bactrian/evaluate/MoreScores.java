package org.bactrian.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries {@code surfaces} and {@code kits} of a summary, where they were measured: by case, with their names. */
final class MoreScores {

    private MoreScores() {}

    static Map<String, Object> of(List<CaseMeasures> measures) {
        Map<String, Object> surfaces = new LinkedHashMap<>();
        Map<String, Object> kits = new LinkedHashMap<>();
        for (CaseMeasures one : measures) {
            if (!one.surfaces().isEmpty()) {
                surfaces.put(one.pair().caseId(), surfaces(one.surfaces()));
            }
            one.kits().ifPresent(scores -> kits.put(one.pair().caseId(), kits(scores)));
        }
        Map<String, Object> more = new LinkedHashMap<>();
        if (!surfaces.isEmpty()) {
            more.put("surfaces", surfaces);
        }
        if (!kits.isEmpty()) {
            more.put("kits", Map.of("per_case", kits, "mean", meanKits(measures)));
        }
        return more;
    }

    private static Map<String, Object> surfaces(Map<Structure, SurfaceScore> surfaces) {
        Map<String, Object> entries = new LinkedHashMap<>();
        surfaces.forEach((structure, score) -> entries.put(
                structure.key(),
                Map.of(
                        "HD95_mm", score.hausdorff95Mm(),
                        "surface_Dice", score.surfaceDice(),
                        "tolerance_mm", score.toleranceMm())));
        return entries;
    }

    private static Map<String, Object> kits(KitsScore score) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("kits19_kidney_Dice", score.kidneyDice());
        entries.put("kits19_tumour_Dice", score.tumourDice());
        entries.put("kits19_composite", score.composite());
        for (KitsClass kitsClass : KitsClass.values()) {
            String name = "kits23_" + kitsClass.label().replace(' ', '_');
            entries.put(name + "_Dice", score.of(kitsClass).dice());
            entries.put(name + "_surface_Dice", score.of(kitsClass).surfaceDice());
        }
        return entries;
    }

    private static Map<String, Object> meanKits(List<CaseMeasures> measures) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (CaseMeasures one : measures) {
            one.kits().ifPresent(scores -> kits(scores)
                    .forEach((name, value) -> values.computeIfAbsent(name, none -> new ArrayList<>())
                            .add((Double) value)));
        }
        Map<String, Object> means = new LinkedHashMap<>();
        values.forEach((name, numbers) -> means.put(
                name,
                numbers.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN)));
        return means;
    }
}
