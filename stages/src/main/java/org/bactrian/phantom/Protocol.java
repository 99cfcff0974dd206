package org.bactrian.phantom;

import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;

/**
 * How a patient is scanned.
 *
 * @param grid the voxels, axes along RAS, in the frame of {@link Patient}
 * @param orientation how they are stored
 * @param tableShift where the patient lies in the frame of the scanner
 * @param sharpness of the reconstruction kernel: the weight of the middle of its three taps, at most one
 * @param noiseHu the standard deviation of the noise in the image
 */
record Protocol(Geometry grid, Orientation orientation, Vector3 tableShift, double sharpness, double noiseHu) {

    private static final double CUT_OFF = 0.05;

    static Protocol drawn(Patient patient, PhantomSize size, Chance chance) {
        double fieldOfView = 2 * patient.physique().skin().halfWidth() + chance.between(28, 60);
        double inPlane = size.inPlaneMm(fieldOfView, chance);
        int edge = size.edge(fieldOfView, inPlane);
        double slice = size.sliceMm(chance);
        Orientation[] all = Orientation.values();
        double sharpness = size == PhantomSize.SMALL ? chance.between(0.8, 0.95) : chance.between(0.55, 0.85);
        double thinness = Math.sqrt(5 / slice);
        return new Protocol(
                grid(patient, new Spacing(inPlane, inPlane, slice), edge, chance),
                all[chance.whole(0, all.length - 1)],
                new Vector3(
                        Math.rint(chance.between(-10, 10)),
                        Math.rint(chance.between(-12, 12)),
                        Math.rint(chance.between(-900, -100))),
                sharpness,
                chance.between(6, 11) * Math.min(1.7, thinness));
    }

    /** A box with a margin, of ordinary sharpness and noise. */
    static Protocol around(Bounds box, double marginMm, Spacing spacing) {
        Vector3 low = box.low();
        Vector3 high = box.high();
        Index3 size = new Index3(
                voxels(high.x() - low.x() + 2 * marginMm, spacing.x()),
                voxels(high.y() - low.y() + 2 * marginMm, spacing.y()),
                voxels(high.z() - low.z() + 2 * marginMm, spacing.z()));
        Vector3 origin = new Vector3(low.x() - marginMm, low.y() - marginMm, low.z() - marginMm);
        Geometry grid = new Geometry(size, spacing, origin, Direction.RAS);
        return new Protocol(grid, Orientation.RAS, new Vector3(0, 0, 0), 0.9, 10);
    }

    private static int voxels(double lengthMm, double spacingMm) {
        return (int) Math.ceil(lengthMm / spacingMm);
    }

    /** Both kidneys with a margin; in one scan of twenty the upper or the lower end cuts through them. */
    private static Geometry grid(Patient patient, Spacing spacing, int edge, Chance chance) {
        Bounds kidneys = patient.kidneyBounds();
        double low = kidneys.low().z() - chance.between(15, 50);
        double high = kidneys.high().z() + chance.between(15, 60);
        if (chance.happens(CUT_OFF)) {
            double lost = chance.between(20, 45);
            if (chance.happens(0.5)) {
                low = kidneys.low().z() + lost;
            } else {
                high = kidneys.high().z() - lost;
            }
        }
        int slices = (int) Math.ceil((high - low) / spacing.z()) + 1;
        double half = 0.5 * (edge - 1);
        double middleY = 0.5
                * (patient.physique().skin().front() - patient.physique().skin().back());
        Vector3 origin =
                new Vector3(-half * spacing.x(), Math.rint(middleY - 12) - half * spacing.y(), StrictMath.rint(low));
        return new Geometry(new Index3(edge, edge, slices), spacing, origin, Direction.RAS);
    }
}
