/**
 * NIfTI files: the format in which scans come and label maps go.
 *
 * <p><b>Header</b>: 348 bytes (NIfTI-1) or 540 bytes (NIfTI-2) at the front of the file, in either byte order.
 * <b>dim</b>: the grid's size. <b>pixdim</b>: millimetres between voxel centres. <b>sform</b>: where the grid lies in
 * the patient, as a matrix; <b>qform</b>: the same as a rotation. The sform counts where its code is above zero, else
 * the qform, else the grid starts at the origin with axes along Right, Anterior, Superior. <b>scl_slope</b> and
 * <b>scl_inter</b>: the line that turns stored numbers into intensities. Field names are those of the standard
 * (<a href="https://nifti.nimh.nih.gov/nifti-1">nifti1.h</a>, nifti2.h), so that a message can be looked up.
 *
 * <pre>{@code
 * NiftiImage scan = NiftiReader.read(Path.of("scan.nii.gz"));
 * LabelMap kidneys = ...;                                        // on scan.volume().geometry()
 * NiftiWriter.write(Path.of("kidneys.nii.gz"), kidneys, scan.header());
 * }</pre>
 *
 * <p>A file is read once, front to back, and is untrusted until then: sizes are checked against the file's length
 * before memory is taken, and every fault is a {@link org.bactrian.volume.BadCaseException} that names file and field.
 * What is written has the geometry fields of the header it is like, byte for byte, and none of its free text.
 */
@NullMarked
package org.bactrian.nifti;

import org.jspecify.annotations.NullMarked;
