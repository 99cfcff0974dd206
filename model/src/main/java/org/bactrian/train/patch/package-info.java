/**
 * Patches: the boxes that are cut from prepared cases and changed at random before the network sees them.
 *
 * <p><b>Terms.</b> A <i>patch</i> is a box of intensities and its labels. The sampler cuts it larger than the network
 * needs (the <i>cut</i>), so that a rotated patch still finds anatomy in its corners; the spatial transform, or a plain
 * centre crop, brings it to the network's size. At least a share of every batch is <i>forced foreground</i>: its patches
 * hold a voxel of a label drawn at random. An <i>augmentation</i> is a pure function from a patch and a random stream
 * to a patch; each fires with a probability of its own.
 *
 * <pre>{@code
 * PatchSampler sampler = new PatchSampler(cases, Augmentation.cut(size), size);
 * RandomGenerator random = RandomStreams.of(seed, epoch, batch, sample);
 * Patch patch = sampler.sample(true, random);
 * for (Augmentation augmentation : Augmentation.nnUNet(size, mirrorAxes)) {
 *     patch = augmentation.apply(patch, random);
 * }
 * }</pre>
 *
 * <p>Every random number of a sample comes from one stream, named by (seed, epoch, batch, sample): whatever thread
 * prepares it and whatever came before, the same patch comes out.
 */
@NullMarked
package org.bactrian.train.patch;

import org.jspecify.annotations.NullMarked;
