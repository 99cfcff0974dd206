package org.bactrian.numeric.grid;

import org.bactrian.numeric.spline.AxisWeights;

/** The weights that make the three axes of an output. */
record Weights3(AxisWeights x, AxisWeights y, AxisWeights z) {}
