package org.bactrian.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.numeric.distance.Foreground;
import org.bactrian.numeric.distance.SurfaceDistances;
import org.bactrian.numeric.spline.Lines;

/**
 * Measures cases. Reads both label maps of a case at once, counts their voxels in one pass, and measures surfaces only
 * where they are asked for.
 *
 * @param scheme the structures whose surfaces are measured; where it is not known, those are all labels of a case
 * @param toleranceMm the tolerance of surface Dice; empty: surfaces are not measured
 * @param kits whether KiTS scores are wanted
 */
public record Evaluation(Optional<LabelScheme> scheme, Optional<Double> toleranceMm, boolean kits) {

    /** Bytes that a voxel takes in two label maps, and with the steps of two surfaces. */
    private static final int BYTES_A_VOXEL = 2;

    private static final int BYTES_A_VOXEL_WITH_SURFACES = 6;

    /** Overlap alone. */
    public static Evaluation ofOverlap() {
        return new Evaluation(Optional.empty(), Optional.empty(), false);
    }

    /** Measures cases side by side, as many as memory holds; outcomes are in the order of the cases. */
    public List<CaseOutcome> run(List<CasePair> pairs, int threads, CaseRun.Listener listener) {
        boolean surfaces = toleranceMm.isPresent() || kits;
        CaseRun run = CaseRun.of(pairs, threads, surfaces ? BYTES_A_VOXEL_WITH_SURFACES : BYTES_A_VOXEL);
        return run.each(pair -> new CaseOutcome.Measured(measure(pair, run.linesOfCase())), listener);
    }

    private CaseMeasures measure(CasePair pair, Lines lines) {
        CaseReader maps = CaseReader.read(pair);
        LabelPairs voxels = LabelPairs.count(maps.prediction(), maps.reference(), lines);
        if (toleranceMm.isEmpty() && !kits) {
            return new CaseMeasures(pair, voxels, Map.of(), Optional.empty());
        }
        Foreground prediction = Foreground.of(maps.prediction(), lines);
        Foreground reference = Foreground.of(maps.reference(), lines);
        Map<Structure, SurfaceScore> surfaces = new LinkedHashMap<>();
        toleranceMm.ifPresent(tolerance -> surfaces.putAll(surfaces(voxels, prediction, reference, tolerance, lines)));
        return new CaseMeasures(
                pair,
                voxels,
                surfaces,
                kits ? Optional.of(KitsScore.of(voxels, prediction, reference, lines)) : Optional.empty());
    }

    private Map<Structure, SurfaceScore> surfaces(
            LabelPairs voxels, Foreground prediction, Foreground reference, double tolerance, Lines lines) {
        Map<Structure, SurfaceScore> scores = new LinkedHashMap<>();
        LabelScheme measured = scheme.orElseGet(() -> LabelScheme.of(voxels.foreground()));
        for (Structure structure : measured.structures()) {
            if (voxels.foreground().stream().anyMatch(structure::holds)) {
                SurfaceDistances distances = SurfaceDistances.between(prediction, reference, structure::holds, lines);
                scores.put(structure, SurfaceScore.of(distances, tolerance));
            }
        }
        return scores;
    }
}
