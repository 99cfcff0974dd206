package org.bactrian.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bactrian.file.WholeFolder;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.plan.NetworkPlan;
import org.bactrian.volume.Index3;

/**
 * A model as an entry of a model repository of Triton's: a folder with {@code config.pbtxt} and {@code 1/model.pt}, for its
 * back end {@code pytorch_libtorch}. Input {@code INPUT__0} is a batch of prepared patches, output {@code OUTPUT__0} their
 * scores; Triton's libtorch back end takes the numbers in these names for the places of the arguments.
 */
public final class TritonEntry {

    /** A patch takes much memory; more at once are no faster. A program of another make may know only one. */
    private static final int LARGEST_BATCH = 4;

    private TritonEntry() {}

    /**
     * Writes the entry, once it is complete; the folder's name is the model's name in the repository. What else lies in the
     * folder, such as other versions, stays.
     */
    public static void write(ModelBundle bundle, Path folder) throws IOException {
        WholeFolder.write(folder, part -> {
            Path version = Files.createDirectory(part.resolve("1"));
            bundle.writeTorchScript(version.resolve("model.pt"));
            Files.writeString(part.resolve("config.pbtxt"), config(bundle, folder));
        });
    }

    private static String config(ModelBundle bundle, Path folder) {
        String lengths = lengths(bundle.plan());
        return String.format(
                Locale.ROOT,
                """
            name: "%s"
            platform: "pytorch_libtorch"
            max_batch_size: %d
            input [
              {
                name: "INPUT__0"
                data_type: TYPE_FP32
                dims: [ %d, %s ]
              }
            ]
            output [
              {
                name: "OUTPUT__0"
                data_type: TYPE_FP32
                dims: [ %d, %s ]
              }
            ]
            """,
                escaped(String.valueOf(folder.toAbsolutePath().normalize().getFileName())),
                bundle.plan() instanceof ForeignPlan ? 1 : LARGEST_BATCH,
                bundle.plan().inputChannels(),
                lengths,
                bundle.plan().classes(),
                lengths);
    }

    /** A program of another make that sees slices alone knows no depth. */
    private static String lengths(NetworkPlan plan) {
        Index3 patch = plan.patch();
        String slice = String.format(Locale.ROOT, "%d, %d", patch.y(), patch.x());
        return plan instanceof ForeignPlan && plan.isFlat() ? slice : patch.z() + ", " + slice;
    }

    private static String escaped(String name) {
        return TextFormat.escapeBytes(ByteString.copyFromUtf8(name));
    }
}
