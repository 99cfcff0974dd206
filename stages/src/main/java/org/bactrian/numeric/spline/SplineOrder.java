package org.bactrian.numeric.spline;

/** The degree of the piecewise polynomial between voxels. */
public enum SplineOrder {
    /** The voxel whose centre is nearest; the higher one of two equally near. */
    NEAREST,
    /** Straight lines between voxel centres. */
    LINEAR,
    /** Cubic B-splines: smooth up to the second derivative, exact for cubic polynomials. */
    CUBIC
}
