package org.bactrian.numeric.distance;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.bactrian.numeric.intensity.PairwiseSum;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Spacing;

/** The nodes of one surface, each with the area of its piece of surface and its distance to another surface. */
final class SurfaceElements {

    /** So many low bits of a distance make room for a code when distances are sorted; an error of 2^-44 of it. */
    private static final int CODE_BITS = 8;

    private static final long CODE_MASK = (1L << CODE_BITS) - 1;

    private final double[] distancesMm;
    private final byte[] ranks;
    private final double[] areaOfRank;
    private final double areaMm2;

    private SurfaceElements(double[] distancesMm, byte[] ranks, double[] areaOfRank) {
        this.distancesMm = distancesMm;
        this.ranks = ranks;
        this.areaOfRank = areaOfRank;
        this.areaMm2 = areaWithin(Double.POSITIVE_INFINITY);
    }

    /** Measures from every node of a surface to another surface of the same box; infinite where that has no node. */
    static SurfaceElements between(Surface from, Surface to, Spacing spacing, Lines lines) {
        double[] areas = SurfaceArea.byCode(spacing);
        int[] rankOfCode = ranks(areas);
        int[] firstOfPlane = firstOfPlane(from);
        double[] distances = new double[from.count()];
        byte[] ranks = new byte[distances.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        boolean measurable = to.count() > 0 && distances.length > 0;
        if (measurable) {
            DistanceTransform transform = DistanceTransform.to(to, spacing, lines);
            lines.forEach(firstOfPlane.length, () -> measuring(from, transform, firstOfPlane, distances));
        }
        lines.forEach(firstOfPlane.length, () -> z -> {
            Surface.Plane plane = from.plane(z);
            for (int node = 0; node < plane.count(); node++) {
                ranks[firstOfPlane[z] + node] = (byte) rankOfCode[plane.code(node)];
            }
        });
        double[] areaOfRank = areas.clone();
        Arrays.sort(areaOfRank);
        return new SurfaceElements(distances, ranks, areaOfRank);
    }

    private static IntConsumer measuring(Surface from, DistanceTransform to, int[] firstOfPlane, double[] distances) {
        DistanceTransform.Plane within = to.new Plane();
        int width = from.box().nodes().x();
        return z -> {
            Surface.Plane plane = from.plane(z);
            within.moveTo(z);
            for (int node = 0; node < plane.count(); node++) {
                int place = plane.place(node);
                distances[firstOfPlane[z] + node] = within.distanceMm(place % width, place / width);
            }
        };
    }

    private static int[] firstOfPlane(Surface surface) {
        int[] first = new int[surface.box().nodes().z()];
        for (int z = 1; z < first.length; z++) {
            first[z] = first[z - 1] + surface.plane(z - 1).count();
        }
        return first;
    }

    /** The place of every code in the order of areas: nodes of one distance are summed from the smallest area on. */
    private static int[] ranks(double[] areas) {
        Integer[] codes = new Integer[areas.length];
        Arrays.setAll(codes, code -> code);
        Arrays.sort(codes, (one, other) -> Double.compare(areas[one], areas[other]));
        int[] ranks = new int[areas.length];
        for (int rank = 0; rank < codes.length; rank++) {
            ranks[codes[rank]] = rank;
        }
        return ranks;
    }

    /** The area of the whole surface. */
    double areaMm2() {
        return areaMm2;
    }

    /** The area of the pieces that lie within a distance of the other surface. */
    double areaWithin(double toleranceMm) {
        double[] within = new double[distancesMm.length];
        int count = 0;
        for (int i = 0; i < distancesMm.length; i++) {
            if (distancesMm[i] <= toleranceMm) {
                within[count++] = areaOfRank[ranks[i] & 0xff];
            }
        }
        return PairwiseSum.of(Arrays.copyOf(within, count));
    }

    /** The sum of distances weighted by area. */
    double weightedDistance() {
        double sum = 0;
        for (int i = 0; i < distancesMm.length; i++) {
            sum += distancesMm[i] * areaOfRank[ranks[i] & 0xff];
        }
        return sum;
    }

    /** The distance within which a part of the surface lies; infinite where there is no surface. */
    double percentileMm(double percent) {
        long[] sorted = new long[distancesMm.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (Double.doubleToRawLongBits(distancesMm[i]) & ~CODE_MASK) | (ranks[i] & CODE_MASK);
        }
        Arrays.sort(sorted);
        double covered = 0;
        for (long element : sorted) {
            covered += areaOfRank[(int) (element & CODE_MASK)];
            if (covered / areaMm2 >= percent / 100) {
                return Double.longBitsToDouble(element & ~CODE_MASK);
            }
        }
        return sorted.length == 0
                ? Double.POSITIVE_INFINITY
                : Double.longBitsToDouble(sorted[sorted.length - 1] & ~CODE_MASK);
    }
}
