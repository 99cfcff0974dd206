/**
 * The volumes that are measured on.
 *
 * <p>A <b>bench volume</b> is a scan by its name, size and spacing: {@code a} of 60 thick slices, {@code b} of 200,
 * {@code c} of 600 thin ones. Four files belong to each: {@code a_0000.nii.gz} (int16, noise of 18 HU everywhere, so
 * that it packs no better than a real scan), {@code a_seg.nii.gz} (two kidneys, label 1, and a tumour, label 2),
 * {@code a_pred.nii.gz} (the same, moved by a voxel along each axis) and {@code a_specks.nii.gz} (that with 200 specks
 * of 8 voxels).
 *
 * <pre>{@code
 * BenchData data = new BenchData(folder);
 * if (!data.isComplete(BenchVolume.B)) {
 *     data.make(BenchVolume.B);          // 210 MB of voxels, a minute
 * }
 * Path scan = data.image(BenchVolume.B);
 * }</pre>
 */
@NullMarked
package org.bactrian.bench.data;

import org.jspecify.annotations.NullMarked;
