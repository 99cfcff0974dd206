package org.bactrian.checkpoint.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.export.MindSporeExport;
import org.bactrian.segment.FirstVersionFiles;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Zips of nnU-Net, bundles, checkpoints of MindSpore and of older PyTorch: sound ones, and others. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileFilesTest {

    private static final String MODEL = "Dataset001_none/nnUNetTrainer__nnUNetPlans__3d_fullres/";
    private static final String LOW = "Dataset001_none/nnUNetTrainer__nnUNetPlans__3d_lowres/";

    private final Path temporary;
    private final Path zip;

    HostileFilesTest(@TempDir Path temporary) {
        this.temporary = temporary;
        this.zip = temporary.resolve("model.zip");
    }

    @Test
    void aZipOpensAsTheFolderDoes() throws IOException {
        Path folder = SmallModel.folder(temporary);
        zipped(packed -> add(packed, MODEL, folder));

        ModelBundle fromZip = ModelSource.open(zip, ModelWishes.USUAL);

        ModelBundle fromFolder = ModelSource.open(folder, ModelWishes.USUAL);
        assertThat(fromZip.digest()).isEqualTo(fromFolder.digest());
    }

    @Test
    void ofSeveralModelsTheOneThatIsNamedOpens() throws IOException {
        Path folder = SmallModel.folder(temporary);
        zipped(packed -> {
            add(packed, LOW, folder);
            add(packed, LOW.replace("lowres", "cascade_fullres"), folder);
        });

        ModelBundle low = ModelSource.open(zip, wanting("3d_lowres"));

        assertThat(low.labels()).containsExactly("background", "kidney", "tumor");
        assertRefused(ModelWishes.USUAL, "which configuration?", "3d_lowres");
        assertRefused(wanting("2d"), "which configuration?", "3d_lowres");
    }

    @Test
    void namesThatLeadOutOfTheZipAreRefused() throws IOException {
        Path folder = SmallModel.folder(temporary);
        for (String name : List.of("../harm", "/harm", MODEL + "../../harm", "..\\harm", "C:/harm")) {
            zipped(packed -> {
                add(packed, MODEL, folder);
                add(packed, name, new byte[] {1});
            });

            assertRefused(ModelWishes.USUAL, "model.zip", "entry", "names below");
        }
        assertThat(temporary.resolve("harm")).doesNotExist();
    }

    @Test
    void whatUnpacksToAThousandTimesItsSizeIsRefused() throws IOException {
        Path folder = SmallModel.folder(temporary);
        byte[] zeros = new byte[64 << 20];
        zipped(packed -> {
            add(packed, MODEL + "plans.json", Files.readAllBytes(folder.resolve("plans.json")));
            add(packed, MODEL + "dataset.json", Files.readAllBytes(folder.resolve("dataset.json")));
            add(packed, MODEL + "fold_0/checkpoint_final.pth", zeros);
        });

        assertRefused(ModelWishes.USUAL, "model.zip", "checkpoint_final.pth", "times its packed size");
    }

    @Test
    void zipsOfTheFirstVersionAreReadAsCarefully() throws IOException {
        String model = "3d_fullres/Task007_Thin/nnUNetTrainerV2__nnUNetPlansv2.1/";
        Path folder = FirstVersionFiles.of("thin");
        zipped(packed -> add(packed, model, folder));
        assertThat(ModelSource.open(zip, ModelWishes.USUAL).labels()).hasSize(3);

        zipped(packed -> add(packed, model.replace("Task007_Thin", ".."), folder));
        assertRefused(ModelWishes.USUAL, "model.zip", "entry", "names below");

        zipped(packed -> {
            add(packed, model, folder);
            add(packed, model + "fold_1/model_final_checkpoint.model", new byte[64 << 20]);
        });
        assertRefused(ModelWishes.USUAL, "model.zip", "model_final_checkpoint.model", "times its packed size");

        zipped(packed -> {
            add(packed, model + "plans.pkl", "cos\nsystem\n(S'touch harm'\ntR.".getBytes(StandardCharsets.UTF_8));
            add(packed, model + "fold_0/", folder.resolve("fold_0"));
        });
        assertRefused(ModelWishes.USUAL, "plans.pkl", "os.system");

        zipped(packed -> add(packed, "plans.pkl/".repeat(6_000) + "plans.pkl", new byte[] {1}));
        assertRefused(ModelWishes.USUAL, "plans.pkl");

        zipped(packed -> add(packed, "3d_fullres/" + "x".repeat(5_000) + "/trainer__plans/plans.pkl", new byte[] {1}));
        assertRefused(ModelWishes.USUAL, "model.zip", "plans");
        assertThat(temporary.resolve("harm")).doesNotExist();
    }

    @Test
    void aZipThatWasCutOffIsRefused() throws IOException {
        Path folder = SmallModel.folder(temporary);
        zipped(packed -> add(packed, MODEL, folder));
        cut(zip);

        assertRefused(ModelWishes.USUAL, "model.zip", "zip");
    }

    @Test
    void aZipWithoutTheFoldThatIsWantedIsRefused() throws IOException {
        Path folder = SmallModel.folder(temporary);
        zipped(packed -> add(packed, MODEL, folder));

        assertRefused(new ModelWishes(List.of("3"), Optional.empty()), "fold_3", "missing");
    }

    @Test
    void aBundleThatWasCutOffOrAlteredIsRefused() throws IOException {
        Path bundle = temporary.resolve("model.bactrian");
        SmallModel.bundle().write(bundle);
        byte[] whole = Files.readAllBytes(bundle);

        cut(bundle);
        assertRefused(bundle, ModelWishes.USUAL, "model.bactrian", "zip");

        whole[whole.length / 2] ^= 1;
        Files.write(bundle, whole);
        assertRefused(bundle, ModelWishes.USUAL, "model.bactrian", "altered");
    }

    @Test
    void aBundleThatIsCompressedIsRefused() throws IOException {
        Path bundle = temporary.resolve("model.bactrian");
        try (OutputStream stream = Files.newOutputStream(bundle);
                ZipOutputStream packed = new ZipOutputStream(stream)) {
            add(packed, "archive/extra/bactrian.json", new byte[64 << 20]);
        }

        assertRefused(bundle, ModelWishes.USUAL, "model.bactrian", "compressed");
    }

    @Test
    void foldsAreAskedOfNoModel() throws IOException {
        Path scan = Files.write(temporary.resolve("case.nii.gz"), new byte[] {31, -117, 8, 0});
        Path bundle = temporary.resolve("model.bactrian");
        SmallModel.bundle().write(bundle);
        ModelWishes fold = new ModelWishes(List.of("0"), Optional.empty());

        assertRefused(scan, fold, "folds", "case.nii.gz is no model");
        assertRefused(bundle, fold, "folds", "model.bactrian is a bundle");
    }

    @Test
    void aCheckpointOfMindSporeThatWasCutOffIsRefused() throws IOException {
        Path checkpoint = mindSpore();

        cut(checkpoint);

        assertRefused(checkpoint, planned(), "model.ckpt");
    }

    @Test
    void aTensorOfMindSporeThatClaimsATeraIsRefused() throws IOException {
        Path checkpoint = mindSpore();
        byte[] tag = "conv_blocks_context.0.blocks.0.conv.weight".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        tensor.writeBytes(new byte[] {8, -128, -92, -24, 3, 8, -64, -124, 61, 18, 7});
        tensor.writeBytes("Float32".getBytes(StandardCharsets.UTF_8));
        tensor.writeBytes(new byte[] {26, 4, 0, 0, 0, 0});
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes(new byte[] {10, (byte) tag.length});
        value.writeBytes(tag);
        value.writeBytes(new byte[] {18, (byte) tensor.size()});
        value.writeBytes(tensor.toByteArray());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {10, (byte) value.size()});
        file.writeBytes(value.toByteArray());
        Files.write(checkpoint, file.toByteArray());

        assertRefused(checkpoint, planned(), "model.ckpt", "conv_blocks_context.0.blocks.0.conv.weight", "4 bytes");
    }

    @Test
    void groupsOfMindSporeThatNestWithoutEndAreRefused() throws IOException {
        Path checkpoint = mindSpore();
        byte[] groups = new byte[5_000_000];
        Arrays.fill(groups, (byte) 0x1b);
        Files.write(checkpoint, groups);

        assertRefused(checkpoint, planned(), "model.ckpt");
    }

    @Test
    void plansOfTheFirstVersionThatCallAreRefused() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("v1/fold_0"));
        byte[] harm = "cos\nsystem\n(S'touch harm'\ntR.".getBytes(StandardCharsets.UTF_8);
        for (String name :
                List.of("../plans.pkl", "model_final_checkpoint.model", "model_final_checkpoint.model.pkl")) {
            Files.write(folder.resolve(name), harm);
        }

        assertRefused(
                folder.resolveSibling(""), ModelWishes.USUAL, "fold_0/model_final_checkpoint.model.pkl: ", "os.system");
        assertThat(Path.of("harm")).doesNotExist();
    }

    @Test
    void anOlderStreamThatCallsOrIsCutOffIsRefused() throws IOException {
        Path folder = SmallModel.folder(temporary);
        Path checkpoint = folder.resolve(SmallModel.CHECKPOINT);

        Files.writeString(checkpoint, "cos\nsystem\n(S'touch harm'\ntR.");
        assertRefused(folder, ModelWishes.USUAL, "fold_0/checkpoint_final.pth: ", "os.system");

        Files.writeString(checkpoint, "I1\n.");
        assertRefused(folder, ModelWishes.USUAL, "fold_0/checkpoint_final.pth: ", "magic number");
    }

    @Test
    void aBrokenCheckpointIsNamedWithItsFold() throws IOException {
        Path folder = SmallModel.folder(temporary);
        Path second = Files.createDirectory(folder.resolve("fold_1")).resolve("checkpoint_final.pth");
        Files.copy(folder.resolve(SmallModel.CHECKPOINT), second);
        cut(second);
        assertRefused(folder, ModelWishes.USUAL, "fold_1/checkpoint_final.pth: content is no complete zip file");

        Path first = FirstVersionFiles.of("thin");
        Path copy = temporary.resolve("nnUNetTrainerV2__nnUNetPlansv2.1");
        for (String name : List.of(
                "plans.pkl", "fold_0/model_final_checkpoint.model", "fold_0/model_final_checkpoint.model.pkl")) {
            Files.createDirectories(copy.resolve("fold_0"));
            Files.copy(first.resolve(name), copy.resolve(name));
        }
        cut(copy.resolve("fold_0/model_final_checkpoint.model"));
        assertRefused(copy, ModelWishes.USUAL, "fold_0/model_final_checkpoint.model: ");
    }

    @Test
    void whatIsNoJsonIsToldInPlainWordsWithItsPlace() throws IOException {
        Path folder = SmallModel.folder(temporary);
        Path plans = folder.resolve("plans.json");

        Files.writeString(plans, "{\n  \"configurations\": {]}");
        assertRefused(
                folder, ModelWishes.USUAL, "plans.json: content is no JSON at line 2, column 22, expected a JSON");

        Files.writeString(plans, "");
        assertRefused(folder, ModelWishes.USUAL, "plans.json: content is empty, expected a JSON object");

        Files.writeString(plans, "[1]");
        assertRefused(folder, ModelWishes.USUAL, "plans.json: content is a list, expected a JSON object");
    }

    private void assertRefused(ModelWishes wishes, String... told) {
        assertRefused(zip, wishes, told);
    }

    private static void assertRefused(Path model, ModelWishes wishes, String... told) {
        assertThatThrownBy(() -> ModelSource.open(model, wishes))
                .isInstanceOfAny(BadCaseException.class, IllegalArgumentException.class)
                .hasMessageContainingAll(told);
    }

    private static ModelWishes wanting(String configuration) {
        return new ModelWishes(List.of(), Optional.empty(), Optional.of(configuration), Optional.empty());
    }

    private Path mindSpore() throws IOException {
        Path checkpoint = temporary.resolve("model.ckpt");
        MindSporeExport.write(SmallModel.bundle(), checkpoint);
        assertThat(ModelSource.open(checkpoint, planned()).labels()).hasSize(3);
        return checkpoint;
    }

    private ModelWishes planned() {
        return new ModelWishes(
                List.of(), Optional.empty(), Optional.empty(), Optional.of(temporary.resolve("plans.json")));
    }

    /** What is put into a zip. */
    private interface Content {
        void addTo(ZipOutputStream packed) throws IOException;
    }

    private void zipped(Content content) throws IOException {
        try (OutputStream stream = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(stream)) {
            content.addTo(packed);
        }
    }

    private static void add(ZipOutputStream packed, String prefix, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(packed, prefix + folder.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    private static void add(ZipOutputStream packed, String name, byte[] content) throws IOException {
        packed.putNextEntry(new ZipEntry(name));
        packed.write(content);
        packed.closeEntry();
    }

    private static void cut(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }
}
