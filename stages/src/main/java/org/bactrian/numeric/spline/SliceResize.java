package org.bactrian.numeric.spline;

import static org.bactrian.numeric.spline.LineResize.LANES;

import org.bactrian.volume.Volume;

/**
 * Resizes slices of a volume within their plane: first along columns, then along rows. Voxels are read as they are
 * needed, so no copy of the volume is made. For one thread: it brings scratch memory of about two slices.
 */
final class SliceResize {

    /** Floats by which rows are kept apart, so that those of a column do not fall into one set of the cache. */
    private static final int PADDING = 16;

    private final Volume volume;
    private final Slicing slicing;
    private final LineResize columns;
    private final LineResize rows;
    private final int pitch;
    private final float[] between;
    private final float[] lines;
    private final float[] resized;

    SliceResize(Volume volume, Slicing slicing, LineResize columns, LineResize rows) {
        this.volume = volume;
        this.slicing = slicing;
        this.columns = columns;
        this.rows = rows;
        this.pitch = rows.inputLength() + PADDING;
        this.between = new float[Math.multiplyExact(columns.outputLength(), pitch)];
        this.lines = new float[Math.multiplyExact(Math.max(columns.paddedLength(), rows.paddedLength()), LANES)];
        this.resized = new float[Math.multiplyExact(rows.outputLength(), LANES)];
    }

    /** Voxels of a slice that was resized. */
    int resultLength() {
        return Math.multiplyExact(columns.outputLength(), rows.outputLength());
    }

    /**
     * Resizes a slice.
     *
     * @param result receives it, row by row, from {@code at} on
     * @return the range of its intensities before
     */
    Range apply(int slice, float[] result, int at) {
        Range range = Range.EMPTY;
        for (int first = 0; first < rows.inputLength(); first += LANES) {
            range = alongColumns(slice, first, Math.min(LANES, rows.inputLength() - first), range);
        }
        for (int first = 0; first < columns.outputLength(); first += LANES) {
            alongRows(first, Math.min(LANES, columns.outputLength() - first), result, at);
        }
        return range;
    }

    private Range alongColumns(int slice, int first, int lanes, Range before) {
        int start = columns.margin() * LANES;
        for (int i = 0; i < columns.inputLength(); i++) {
            volume.line(slicing.voxel(first, i, slice), slicing.row(), lanes, lines, start + i * LANES);
        }
        Range range = before.with(lines, start, columns.inputLength(), lanes);
        if (columns.keepsLength()) {
            for (int i = 0; i < columns.inputLength(); i++) {
                System.arraycopy(lines, start + i * LANES, between, i * pitch + first, lanes);
            }
        } else {
            columns.apply(lines, lanes, between, first, pitch);
        }
        return range;
    }

    private void alongRows(int first, int lanes, float[] result, int at) {
        int length = rows.outputLength();
        if (rows.keepsLength()) {
            for (int lane = first; lane < first + lanes; lane++) {
                System.arraycopy(between, lane * pitch, result, at + lane * length, length);
            }
            return;
        }
        int start = rows.margin() * LANES;
        for (int i = 0; i < rows.inputLength(); i++) {
            gather(first * pitch + i, lanes, start + i * LANES);
        }
        rows.apply(lines, lanes, resized, 0, LANES);
        for (int o = 0; o < length; o++) {
            scatter(o * LANES, lanes, result, at + first * length + o);
        }
    }

    private void gather(int from, int lanes, int to) {
        for (int lane = 0; lane < lanes; lane++) {
            lines[to + lane] = between[from + lane * pitch];
        }
    }

    private void scatter(int from, int lanes, float[] result, int to) {
        int length = rows.outputLength();
        for (int lane = 0; lane < lanes; lane++) {
            result[to + lane * length] = resized[from + lane];
        }
    }
}
