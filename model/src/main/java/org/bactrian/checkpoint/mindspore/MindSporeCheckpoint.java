package org.bactrian.checkpoint.mindspore;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.torchscript.Weights;
import org.bactrian.volume.BadCaseException;

/**
 * Reads a checkpoint of MindSpore: the messages {@code Checkpoint}, {@code Value} and {@code TensorProto} of its
 * {@code checkpoint.proto}, and the check sum that may follow them. Memory: the tensors, never more than the file holds.
 */
public final class MindSporeCheckpoint {

    /** The fields of the three messages, as the definition numbers them. */
    static final int VALUE = 1;

    static final int TAG = 1;
    static final int TENSOR = 2;
    static final int DIMS = 1;
    static final int TYPE = 2;
    static final int CONTENT = 3;

    private final Map<String, SavedTensor> tensors = new LinkedHashMap<>();

    private MindSporeCheckpoint() {}

    /**
     * The parameters of the network that a checkpoint holds, under the names and in the shapes that nnU-Net's first
     * generation uses, such as {@code conv_blocks_context.0.blocks.0.instnorm.weight}.
     *
     * @throws BadCaseException when the file is no checkpoint, is cut off, altered, or encrypted; when a tensor is no array of
     *     floating-point numbers of the length that its dims ask for
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    public static Weights weights(Path file) throws IOException {
        return NetworkWeights.of(String.valueOf(file.getFileName()), read(file));
    }

    /** All tensors by name, in the order of the file. Parts of one tensor are joined. */
    private static Map<String, SavedTensor> read(Path file) throws IOException {
        MindSporeCheckpoint checkpoint = new MindSporeCheckpoint();
        try (CheckedMessages stream = new CheckedMessages(file)) {
            CodedInputStream in = CodedInputStream.newInstance(stream);
            in.setSizeLimit(Integer.MAX_VALUE);
            checkpoint.readMessages(in);
            stream.requireWhole();
        } catch (InvalidProtocolBufferException broken) {
            throw refused(file, String.valueOf(broken.getMessage())).because(broken);
        }
        if (checkpoint.tensors.isEmpty()) {
            throw refused(file, "no tensor");
        }
        return checkpoint.tensors;
    }

    private void readMessages(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (isField(tag, VALUE)) {
                int end = in.pushLimit(in.readRawVarint32());
                readValue(in);
                in.popLimit(end);
                in.resetSizeCounter();
            } else {
                skip(in, tag);
            }
        }
    }

    private void readValue(CodedInputStream in) throws IOException {
        String name = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (isField(tag, TAG)) {
                name = in.readStringRequireUtf8();
            } else if (isField(tag, TENSOR)) {
                int end = in.pushLimit(in.readRawVarint32());
                tensors.merge(name, readTensor(in), MindSporeCheckpoint::joined);
                in.popLimit(end);
            } else {
                skip(in, tag);
            }
        }
    }

    private static SavedTensor readTensor(CodedInputStream in) throws IOException {
        List<Long> dims = new ArrayList<>();
        String type = "";
        ByteString content = ByteString.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 == DIMS) {
                readDims(in, tag, dims);
            } else if (isField(tag, TYPE)) {
                type = in.readStringRequireUtf8();
            } else if (isField(tag, CONTENT)) {
                content = in.readBytes();
            } else {
                skip(in, tag);
            }
        }
        return new SavedTensor(dims, type, content);
    }

    /** One length after the other, or all of them packed: both are legal. */
    private static void readDims(CodedInputStream in, int tag, List<Long> dims) throws IOException {
        if (isField(tag, DIMS)) {
            int end = in.pushLimit(in.readRawVarint32());
            while (!in.isAtEnd()) {
                dims.add(in.readInt64());
            }
            in.popLimit(end);
        } else if ((tag & 7) == WireFormat.WIRETYPE_VARINT) {
            dims.add(in.readInt64());
        } else {
            skip(in, tag);
        }
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that never began");
        }
    }

    /** Whether a tag announces this field as text, bytes or a message. */
    private static boolean isField(int tag, int field) {
        return tag == ((field << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }

    private static SavedTensor joined(SavedTensor first, SavedTensor second) {
        return new SavedTensor(first.dims(), first.type(), first.content().concat(second.content()));
    }

    private static BadCaseException refused(Path file, String found) {
        return BadCaseException.of(
                String.valueOf(file.getFileName()),
                "content",
                found,
                "a complete checkpoint of MindSpore that is not encrypted");
    }
}
