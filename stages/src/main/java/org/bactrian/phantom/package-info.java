/**
 * Synthetic abdominal CT with known truth, for tests, demonstrations and models that may be given away.
 *
 * <p>A <b>patient</b> is a list of <b>parts</b> in millimetres: a <b>shape</b> (told by how deep a point lies below its
 * surface) filled with a <b>tissue</b> (Hounsfield units at a point). Parts are painted one over the other, as the body
 * is built: skin and fat, muscle wall and ribs, bowel and the other organs, perirenal fat, spine and psoas, great
 * vessels, the kidneys, their cysts, their tumours. A <b>protocol</b> says how the patient is scanned: voxel sizes,
 * orientation of the file, reconstruction kernel, noise. The <b>scanner</b> paints slice by slice; where a surface cuts
 * a voxel it takes the mean, and the label of whatever fills at least half.
 *
 * <p>Everything is drawn from one seed with arithmetic that is exact on every machine: case 7 of seed 1 is the same
 * whether ten phantoms are made or a thousand, and the same patient at either {@link org.bactrian.phantom.PhantomSize}.
 *
 * <pre>{@code
 * PhantomScan scan = Phantom.generate(1, 7, PhantomSize.SMALL);
 * scan.image().geometry().spacing();  // 2.97 x 2.97 x 5 mm, say
 * }</pre>
 *
 * <p>These are no patients. A model that finds every tumour here has learned to read this package, not a clinic's scans.
 */
@NullMarked
package org.bactrian.phantom;

import org.jspecify.annotations.NullMarked;
