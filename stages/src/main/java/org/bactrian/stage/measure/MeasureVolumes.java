package org.bactrian.stage.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Measurement;

/** Measures kidneys and tumours of a label map by the side of the patient on which they lie. */
public final class MeasureVolumes implements StageFactory<MeasureVolumesConfig> {

    private static final double MM3_PER_ML = 1000;

    @Override
    public String name() {
        return "measure-volumes";
    }

    @Override
    public String summary() {
        return "Measures the millilitres of each kidney and its tumours, counts tumours, and finds their diameter.";
    }

    @Override
    public Class<MeasureVolumesConfig> configType() {
        return MeasureVolumesConfig.class;
    }

    @Override
    public Stage create(MeasureVolumesConfig config) {
        return input -> input.measured(measure(input, config));
    }

    private static List<Measurement> measure(Case input, MeasureVolumesConfig config) {
        LabelMap labels = input.labels()
                .orElseThrow(() -> BadCaseException.of(
                        input.id(), "labels", "absent", "a label map: this stage comes after segmentation"));
        ConnectedComponents islands =
                ConnectedComponents.of(labels, label -> label > 0, Connectivity.of(config.connectivity()));
        Sides sides = Sides.of(islands, labels, config.kidneyLabel());
        List<Measurement> measured = new ArrayList<>();
        measured.addAll(volumes("kidney", config.kidneyLabel(), labels, islands, sides));
        measured.addAll(volumes("tumor", config.tumorLabel(), labels, islands, sides));
        Tumors tumors = Tumors.of(labels, config);
        measured.add(new Measurement("tumor_count", tumors.count(), "count"));
        measured.add(new Measurement("tumor_largest_diameter", tumors.largestDiameterMm(), "mm"));
        return measured;
    }

    private static List<Measurement> volumes(
            String organ, int label, LabelMap labels, ConnectedComponents islands, Sides sides) {
        Map<Side, Long> voxels = new EnumMap<>(Map.of(Side.LEFT, 0L, Side.RIGHT, 0L));
        PatientX patientX = new PatientX(labels.geometry());
        islands.forEachRun((island, from, to) -> {
            for (int at = from; at < to; at++) {
                if (labels.at(at) == label) {
                    voxels.merge(sides.of(island, patientX.of(at)), 1L, Long::sum);
                }
            }
        });
        double voxelMl = labels.geometry().spacing().voxelVolumeMm3() / MM3_PER_ML;
        List<Measurement> volumes = new ArrayList<>();
        voxels.forEach((side, count) -> volumes.add(new Measurement(
                "%s_%s_volume".formatted(organ, side.name().toLowerCase(Locale.ROOT)), count * voxelMl, "ml")));
        return volumes;
    }
}
