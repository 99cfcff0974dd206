package org.bactrian.segment;

import java.util.List;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/** One place of the sliding window; it may reach over the faces of a small scan. */
final class Window {

    /** Takes a row of voxels that lies inside of both window and scan, and the window's share in it along y and z. */
    @FunctionalInterface
    private interface Rows {
        void accept(int inWindow, int inScan, double share);
    }

    private final Index3 scan;
    private final Index3 patch;
    private final AxisWindow x;
    private final AxisWindow y;
    private final AxisWindow z;

    Window(Index3 scan, Index3 patch, AxisWindow x, AxisWindow y, AxisWindow z) {
        this.scan = scan;
        this.patch = patch;
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /** The voxels below the window, (channel, z, y, x); 0 outside of the scan. */
    float[] cut(List<Volume> channels) {
        int voxels = Math.toIntExact(patch.product());
        float[] cut = new float[Math.multiplyExact(channels.size(), voxels)];
        for (int channel = 0; channel < channels.size(); channel++) {
            float[] from = channels.get(channel).voxels();
            int block = channel * voxels;
            forEachRow((inWindow, inScan, share) ->
                    System.arraycopy(from, inScan, cut, block + inWindow, x.end() - x.first()));
        }
        return cut;
    }

    /** Adds the window's share of scores to those of the scan, {@code factor} times. */
    void addTo(float[][] scores, float[] windowScores, double factor) {
        for (int c = 0; c < scores.length; c++) {
            float[] sum = scores[c];
            int block = c * Math.toIntExact(patch.product());
            forEachRow((inWindow, inScan, share) -> {
                for (int i = x.first(); i < x.end(); i++) {
                    int along = i - x.first();
                    sum[inScan + along] +=
                            (float) (factor * share * x.share(i) * windowScores[block + inWindow + along]);
                }
            });
        }
    }

    private void forEachRow(Rows rows) {
        for (int k = z.first(); k < z.end(); k++) {
            for (int j = y.first(); j < y.end(); j++) {
                int inWindow = x.first() + patch.x() * (j + patch.y() * k);
                int inScan = x.start() + x.first() + scan.x() * (y.start() + j + scan.y() * (z.start() + k));
                rows.accept(inWindow, inScan, y.share(j) * z.share(k));
            }
        }
    }
}
