package org.bactrian.phantom;

import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Scans a patient slice by slice; slices depend on nothing but their own number and are made in parallel. */
final class Scanner {

    private static final float LOWEST = -1024;
    private static final float HIGHEST = 3071;

    private final Patient patient;
    private final Protocol protocol;
    private final long noiseSeed;
    private final Grain bias;
    private final double biasHu;

    Scanner(Patient patient, Protocol protocol, Chance chance) {
        this.patient = patient;
        this.protocol = protocol;
        noiseSeed = chance.bits();
        bias = new Lattice(chance.split()).grain(chance, 160);
        biasHu = chance.between(1, 5);
    }

    PhantomScan scan(String id) {
        Geometry grid = protocol.grid();
        Geometry stored = protocol.orientation().reorder(grid);
        float[] voxels = new float[Math.toIntExact(grid.size().product())];
        byte[] labels = new byte[voxels.length];
        Lines.allCores().forEach(grid.size().z(), () -> number -> {
            Slice slice = painted(number);
            store(slice, number, stored, voxels, labels);
        });
        Geometry placed = new Geometry(
                stored.size(), stored.spacing(), stored.origin().plus(1, protocol.tableShift()), stored.direction());
        return new PhantomScan(id, new Volume(placed, voxels), LabelMap.of(placed, labels));
    }

    private Slice painted(int number) {
        Geometry grid = protocol.grid();
        Slice slice = new Slice(grid, number);
        for (Part part : patient.parts()) {
            slice.paint(part);
        }
        addBias(slice.hu(), number);
        Chance noise = new Chance(noiseSeed + number);
        new Kernel(protocol.sharpness()).apply(slice.hu(), grid.size(), protocol.noiseHu(), noise);
        return slice;
    }

    /** Beam hardening and scatter, which change the tissues' numbers slowly from place to place. */
    private void addBias(float[] hu, int number) {
        Geometry grid = protocol.grid();
        Index3 size = grid.size();
        double z = grid.origin().z() + number * grid.spacing().z();
        for (int y = 0; y < size.y(); y++) {
            for (int x = 0; x < size.x(); x++) {
                double px = grid.origin().x() + x * grid.spacing().x();
                double py = grid.origin().y() + y * grid.spacing().y();
                hu[x + size.x() * y] += (float) (biasHu * bias.at(px, py, z));
            }
        }
    }

    /** CT numbers are whole. */
    private void store(Slice slice, int number, Geometry stored, float[] voxels, byte[] labels) {
        Index3 size = protocol.grid().size();
        for (int y = 0; y < size.y(); y++) {
            int row = protocol.orientation().index(stored, 0, y, number);
            int step = protocol.orientation().index(stored, 1, y, number) - row;
            for (int x = 0; x < size.x(); x++) {
                int from = x + size.x() * y;
                int to = row + x * step;
                voxels[to] = Math.max(LOWEST, Math.min(HIGHEST, Math.round(slice.hu()[from])));
                labels[to] = slice.labels()[from];
            }
        }
    }
}
