package org.bactrian.phantom;

/** What a shape is filled with. Immutable. */
@FunctionalInterface
interface Tissue {

    /** The Hounsfield units at a point of the patient (mm) that lies a depth (mm) below the surface of its shape. */
    double hu(double x, double y, double z, double depth);

    /** The same everywhere. */
    static Tissue even(double hu) {
        return (x, y, z, depth) -> hu;
    }

    /** Uneven around a mean. */
    static Tissue grained(double mean, Grain grain, double amplitude) {
        return (x, y, z, depth) -> mean + amplitude * grain.at(x, y, z);
    }

    /** Another tissue as a layer below the surface. */
    default Tissue under(double layerMm, double layerHu) {
        Tissue core = this;
        return (x, y, z, depth) -> depth < layerMm ? layerHu : core.hu(x, y, z, depth);
    }

    /** Air floats: gas above a horizontal level of a patient who lies on the back. */
    default Tissue withGasAbove(double level) {
        Tissue fluid = this;
        return (x, y, z, depth) -> y > level ? GAS : fluid.hu(x, y, z, depth);
    }

    /** Gas in the bowel, Hounsfield units. */
    double GAS = -960;

    /** 0 below the first edge, 1 above the second, smooth between. */
    static double step(double from, double to, double value) {
        double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }
}
