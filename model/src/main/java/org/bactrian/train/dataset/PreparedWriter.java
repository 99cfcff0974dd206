package org.bactrian.train.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Writes a preprocessed case and its labels to the file that {@link PreparedCase} maps. */
final class PreparedWriter {

    private static final int BLOCK_BYTES = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private PreparedWriter(FileChannel channel) {
        this.channel = channel;
    }

    /** Writes the file beside its place and moves it there when it is complete. */
    static void write(Path file, Case prepared, PreparedHeader header) throws IOException {
        if (header.voxelBytes() > Integer.MAX_VALUE - PreparedHeader.BYTES) {
            throw BadCaseException.of(
                    prepared.id(), "prepared size", header.size(), "less than 2 GiB; prepare with a larger spacing");
        }
        LabelMap labels = prepared.labels().orElseThrow();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                new PreparedWriter(channel).write(header, prepared.channels(), labels);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
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
