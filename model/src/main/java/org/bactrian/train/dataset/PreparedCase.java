package org.bactrian.train.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Index3;

/**
 * A case as training reads it: preprocessed, on disk, mapped into memory and paged in where patches are cut. Safe for
 * use by many threads. The mapping ends when the object is collected.
 */
public final class PreparedCase {

    private final String id;
    private final PreparedHeader header;
    private final FloatBuffer image;
    private final ByteBuffer labels;
    private final List<int[]> locations;

    private PreparedCase(String id, PreparedHeader header, ByteBuffer content) {
        this.id = id;
        this.header = header;
        int voxels = Math.toIntExact(header.size().product());
        ByteBuffer rest = content.order(ByteOrder.LITTLE_ENDIAN);
        rest.position(PreparedHeader.BYTES);
        this.image = rest.slice(rest.position(), voxels * header.channels() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        rest.position(rest.position() + voxels * header.channels() * Float.BYTES);
        this.labels = rest.slice(rest.position(), voxels);
        rest.position(rest.position() + voxels);
        this.locations = readLocations(rest, header.labels());
    }

    /**
     * Opens a prepared case.
     *
     * @throws BadCaseException when the file is no prepared case or was cut off
     */
    static PreparedCase open(String id, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            PreparedHeader header = PreparedHeader.read(String.valueOf(file.getFileName()), channel);
            return new PreparedCase(id, header, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    private static List<int[]> readLocations(ByteBuffer content, int labels) {
        List<int[]> locations = new ArrayList<>();
        for (int label = 1; label <= labels; label++) {
            int[] voxels = new int[content.getInt()];
            for (int i = 0; i < voxels.length; i++) {
                voxels[i] = content.getInt();
            }
            locations.add(voxels);
        }
        return List.copyOf(locations);
    }

    public String id() {
        return id;
    }

    public Index3 size() {
        return header.size();
    }

    /** The number of image channels. */
    public int channels() {
        return header.channels();
    }

    /** The labels, background left out, that have at least one voxel here. */
    public List<Integer> labelsPresent() {
        List<Integer> present = new ArrayList<>();
        for (int label = 1; label <= locations.size(); label++) {
            if (locations.get(label - 1).length > 0) {
                present.add(label);
            }
        }
        return present;
    }

    /** How many places of a label are known; a sample of its voxels. */
    public int placeCount(int label) {
        return locations.get(label - 1).length;
    }

    /** One of the known places of a label. */
    public Index3 place(int label, int number) {
        int voxel = locations.get(label - 1)[number];
        int row = voxel / size().x();
        return new Index3(voxel % size().x(), row % size().y(), row / size().y());
    }

    /**
     * Copies a box that may reach beyond the case; what lies outside stays as the arrays were.
     *
     * @param start the first voxel of the box, possibly negative
     * @param box its size
     * @param into intensities, (channel, z, y, x)
     * @param labelsInto labels, (z, y, x)
     */
    public void copy(Index3 start, Index3 box, float[] into, byte[] labelsInto) {
        int firstX = Math.max(0, -start.x());
        int count = Math.min(box.x(), size().x() - start.x()) - firstX;
        int voxels = Math.toIntExact(size().product());
        for (int z = Math.max(0, -start.z()); z < Math.min(box.z(), size().z() - start.z()) && count > 0; z++) {
            for (int y = Math.max(0, -start.y()); y < Math.min(box.y(), size().y() - start.y()); y++) {
                int from = start.x() + firstX + size().x() * (start.y() + y + size().y() * (start.z() + z));
                int to = firstX + box.x() * (y + box.y() * z);
                labels.get(from, labelsInto, to, count);
                for (int channel = 0; channel < channels(); channel++) {
                    image.get(from + channel * voxels, into, to + channel * labelsInto.length, count);
                }
            }
        }
    }
}
