package org.bactrian.train.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.file.WholeFile;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Writes a preprocessed case and its labels to the file that {@link PreparedCase} maps. */
final class PreparedWriter {

    private static final int BLOCK_BYTES = 1 << 16;

    private final WritableByteChannel channel;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private PreparedWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Writes the file, which appears under its name once it is complete. */
    static void write(Path file, Case prepared, PreparedHeader header) throws IOException {
        if (header.voxelBytes() > Integer.MAX_VALUE - PreparedHeader.BYTES) {
            throw BadCaseException.of(
                    prepared.id(), "prepared size", header.size(), "less than 2 GiB; prepare with a larger spacing");
        }
        LabelMap labels = prepared.labels().orElseThrow();
        WholeFile.write(
                file, out -> new PreparedWriter(Channels.newChannel(out)).write(header, prepared.channels(), labels));
    }

    private void write(PreparedHeader header, List<Volume> channels, LabelMap labels) throws IOException {
        drain(header.toBytes());
        for (Volume volume : channels) {
            for (float voxel : volume.voxels()) {
                room(Float.BYTES).putFloat(voxel);
            }
        }
        for (int i = 0; i < labels.length(); i++) {
            room(1).put((byte) labels.at(i));
        }
        for (int[] places : LabelPlaces.of(labels, header.labels())) {
            room(Integer.BYTES).putInt(places.length);
            for (int place : places) {
                room(Integer.BYTES).putInt(place);
            }
        }
        drain(block.flip());
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (block.remaining() < bytes) {
            drain(block.flip());
            block.clear();
        }
        return block;
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
