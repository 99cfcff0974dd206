/**
 * Pictures of scans with their labels, for people.
 *
 * <p>A <b>plane</b> is one of the three views of radiology: axial, coronal, sagittal. Pictures follow its convention: the
 * patient's right is on the left of the picture, up is anterior (axial) or superior; sagittal pictures look from the
 * patient's left, anterior on the left. Of an oblique grid the nearest axes are shown. Pixels are square in millimetres,
 * whatever the spacing. An <b>intensity window</b> maps a range of Hounsfield units to grey. Labels are <b>contours</b>:
 * kidney (1) red, tumour (2) green, other labels in further colours.
 *
 * <pre>{@code
 * byte[] png = Png.bytes(ContactSheet.of(scan, labels));
 * BufferedImage slice = Overlay.axial(scan, labels, 42);
 * }</pre>
 *
 * <p>Needs no display and no fonts: letters are drawn from glyphs of our own, so that pictures are the same everywhere.
 */
@NullMarked
package org.bactrian.picture;

import org.jspecify.annotations.NullMarked;
