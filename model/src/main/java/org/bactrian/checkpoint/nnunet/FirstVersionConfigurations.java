package org.bactrian.checkpoint.nnunet;

import java.util.List;
import org.bactrian.checkpoint.JsonFields;

/**
 * The configurations that a {@code plans.pkl} is for, under the names by which nnU-Net's first version calls them ({@code
 * get_default_configuration}): one for slices, or one at full resolution, or before that one at a low resolution too, and a
 * cascade of both.
 */
final class FirstVersionConfigurations {

    private static final String SLICES = "2d";
    private static final String LOW = "3d_lowres";
    private static final String FULL = "3d_fullres";
    private static final String CASCADE = "3d_cascade_fullres";

    private final JsonFields json;
    private final int finest;
    private final List<String> names;

    FirstVersionConfigurations(JsonFields json) {
        this.json = json;
        finest = json.object("plans_per_stage").json().size() - 1;
        boolean isFlat = at(finest, FirstVersionTrainer.USUAL).patch().size() == 2;
        List<String> volumes = finest == 0 ? List.of(FULL) : List.of(LOW, FULL, CASCADE);
        names = isFlat ? List.of(SLICES) : volumes;
    }

    /** The configuration taken when none is asked for. */
    String usual() {
        return names.contains(FULL) ? FULL : SLICES;
    }

    /**
     * The plan of a configuration.
     *
     * @throws IllegalArgumentException when there is none of this name, naming those there are
     */
    FirstVersionPlan plan(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "%s has no configuration %s; known: %s".formatted(json.file(), name, names));
        }
        return at(
                name.equals(LOW) ? 0 : finest,
                name.equals(CASCADE) ? FirstVersionTrainer.CASCADED : FirstVersionTrainer.USUAL);
    }

    private FirstVersionPlan at(int stage, FirstVersionTrainer trainer) {
        return new FirstVersionPlan(json, stage, trainer);
    }
}
