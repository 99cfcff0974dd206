/**
 * The stage {@code orient}: turns a case to the axis order that a model expects.
 *
 * <p>An <b>orientation</b> names the directions in which x, y and z grow: {@code RAS} grows to the patient's Right,
 * Anterior, Superior. A scan that was acquired obliquely keeps its obliqueness; its axes are put into the nearest order.
 * No voxel is interpolated.
 *
 * <pre>{@code
 * - stage: orient
 *   to: RAS
 * }</pre>
 */
@NullMarked
package org.bactrian.stage.orient;

import org.jspecify.annotations.NullMarked;
