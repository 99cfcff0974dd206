package org.bactrian.numeric.spline;

import org.bactrian.volume.Volume;

/**
 * Walks a volume twice: slice by slice, then across slices. Where an axis is separate once is enough: every slice goes
 * straight to where it is the nearest, and slices that are nowhere nearest are not read.
 */
final class VolumeResize {

    private final Volume volume;
    private final ResampleRule rule;
    private final Slicing slicing;
    private final SplineOrder order;
    private final Lines lines;
    private final boolean clips;

    VolumeResize(Volume volume, ResampleRule rule, SplineOrder order, Lines lines) {
        // Only cubic B-splines overshoot.
        this(volume, rule, order, lines, order == SplineOrder.CUBIC);
    }

    private VolumeResize(Volume volume, ResampleRule rule, SplineOrder order, Lines lines, boolean clips) {
        this.volume = volume;
        this.rule = rule;
        this.order = order;
        this.lines = lines;
        this.clips = clips;
        this.slicing = Slicing.of(volume, rule.separateAxis().orElse(-1));
    }

    /** The same whose result may overshoot. */
    VolumeResize unclipped() {
        return new VolumeResize(volume, rule, order, lines, false);
    }

    Volume run() {
        float[] result = rule.separateAxis().isPresent() ? separately() : jointly();
        return new Volume(volume.geometry().resized(rule.size()), result, slicing.layout(rule.size()));
    }

    /** The bytes of the result and of what lies between the two walks. */
    double bytesNeeded() {
        int after = sizeAfter(slicing.stack());
        boolean onePass = rule.separateAxis().isPresent() || sizeBefore(slicing.stack()) == after;
        double slices = after + (onePass ? 0.0 : sizeBefore(slicing.stack()));
        return Float.BYTES * slices * sizeAfter(slicing.row()) * sizeAfter(slicing.column());
    }

    private float[] separately() {
        AxisWeights nearest = AxisWeights.nearest(
                AxisWeights.positions(sizeBefore(slicing.stack()), sizeAfter(slicing.stack())),
                sizeBefore(slicing.stack()));
        int length = sliceLength();
        float[] result = new float[Math.multiplyExact(length, sizeAfter(slicing.stack()))];
        lines.forEach(nearest.outputLength(), () -> {
            SliceResize slices = slices();
            return o -> {
                int source = nearest.nearest(o);
                if (o == 0 || nearest.nearest(o - 1) != source) {
                    Range range = slices.apply(source, result, o * length);
                    clip(range, result, o * length, length);
                    for (int same = o + 1; same < nearest.outputLength() && nearest.nearest(same) == source; same++) {
                        System.arraycopy(result, o * length, result, same * length, length);
                    }
                }
            };
        });
        return result;
    }

    private float[] jointly() {
        int length = sliceLength();
        int slices = sizeBefore(slicing.stack());
        float[] between = new float[Math.multiplyExact(length, slices)];
        Range[] ranges = new Range[slices];
        lines.forEach(slices, () -> {
            SliceResize worker = slices();
            return slice -> ranges[slice] = worker.apply(slice, between, slice * length);
        });
        Range range = Range.EMPTY;
        for (Range ofSlice : ranges) {
            range = range.with(ofSlice);
        }
        return acrossSlices(between, length, range);
    }

    private float[] acrossSlices(float[] between, int length, Range range) {
        LineResize stack = along(slicing.stack());
        float[] result = stack.keepsLength() ? between : new float[Math.multiplyExact(length, stack.outputLength())];
        int lanes = LineResize.LANES;
        lines.forEach((length + lanes - 1) / lanes, () -> {
            float[] columns = new float[Math.multiplyExact(stack.paddedLength(), lanes)];
            return bundle -> {
                int first = bundle * lanes;
                int count = Math.min(lanes, length - first);
                if (!stack.keepsLength()) {
                    for (int i = 0; i < stack.inputLength(); i++) {
                        int to = (stack.margin() + i) * lanes;
                        System.arraycopy(between, i * length + first, columns, to, count);
                    }
                    stack.apply(columns, count, result, first, length);
                }
                for (int o = 0; o < stack.outputLength(); o++) {
                    clip(range, result, o * length + first, count);
                }
            };
        });
        return result;
    }

    private void clip(Range range, float[] intensities, int start, int length) {
        if (clips) {
            range.clip(intensities, start, start + length);
        }
    }

    private SliceResize slices() {
        return new SliceResize(volume, slicing, along(slicing.column()), along(slicing.row()));
    }

    private LineResize along(int axis) {
        return LineResize.of(order, sizeBefore(axis), sizeAfter(axis));
    }

    private int sliceLength() {
        return Math.multiplyExact(sizeAfter(slicing.row()), sizeAfter(slicing.column()));
    }

    private int sizeBefore(int axis) {
        return volume.geometry().size().along(axis);
    }

    private int sizeAfter(int axis) {
        return rule.size().along(axis);
    }
}
