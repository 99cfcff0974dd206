package org.bactrian.bench;

import static org.bactrian.bench.PeerScript.part;
import static org.bactrian.bench.PeerScript.whole;
import static org.bactrian.bench.Row.Target.NONE;
import static org.bactrian.bench.Row.Target.share;
import static org.bactrian.bench.Row.Target.time;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.bench.Row.Section;
import org.bactrian.bench.Row.Target;
import org.bactrian.bench.Work.InOneJvm;
import org.bactrian.bench.Work.Kernel;
import org.bactrian.bench.Work.WholeProcess;
import org.bactrian.bench.data.BenchVolume;
import org.bactrian.bench.task.Repeats;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;

/** The table of contents: every row that can be measured, in order. */
public final class Rows {

    private static final BenchVolume A = BenchVolume.A;
    private static final BenchVolume B = BenchVolume.B;
    private static final BenchVolume C = BenchVolume.C;

    private static final String NNUNET = "nnU-Net";
    private static final String NNUNET_TORCH = "nnU-Net, torch resampling";

    /** Quick work is repeated more often, for little of it is compiled the first time. */
    private static final Repeats OFTEN = new Repeats(6, 5);

    private static final Repeats SOME = new Repeats(3, 5);
    private static final Repeats FEW = new Repeats(2, 3);

    private final BenchFiles files;
    private final List<Row> all = new ArrayList<>();

    private Rows(BenchFiles files) {
        this.files = files;
    }

    /** All rows, on these files. */
    public static Rows of(BenchFiles files) {
        Rows rows = new Rows(files);
        rows.preprocessing();
        rows.export();
        rows.network();
        rows.processes();
        rows.steps();
        rows.kernels();
        return rows;
    }

    /** In the order of the table. */
    public List<Row> all() {
        return List.copyOf(all);
    }

    /**
     * The rows of these ids in the order of the table; all if none is asked for. An id that ends in {@code *} means all
     * that begin like it.
     *
     * @throws IllegalArgumentException naming every id that no row has, and the known ones
     */
    public List<Row> select(List<String> ids) {
        List<String> unknown = ids.stream()
                .filter(id -> all.stream().noneMatch(row -> matches(row, id)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no row is called %s; known: %s"
                    .formatted(
                            String.join(" or ", unknown),
                            String.join(", ", all.stream().map(Row::id).toList())));
        }
        return all.stream()
                .filter(row -> ids.isEmpty() || ids.stream().anyMatch(id -> matches(row, id)))
                .toList();
    }

    private static boolean matches(Row row, String id) {
        return id.endsWith("*")
                ? row.id().startsWith(id.substring(0, id.length() - 1))
                : row.id().equals(id);
    }

    private void preprocessing() {
        preprocess(A, "seed", OFTEN, "default", time(6));
        preprocess(B, "seed", SOME, "default", time(6).memory(6));
        preprocess(C, "seed", FEW, "default", time(8).memory(6));
        preprocess(B, "seed", SOME, "torch", time(3));
        preprocess(C, "seed", FEW, "torch", time(3));
        preprocess(B, "iso", FEW, "default", time(12).memory(8));
        String image = files.data().image(C).toString();
        String labels = files.data().labels(C).toString();
        all.add(new Row(
                "preprocess-labels-c",
                Section.PREPROCESSING,
                "c onto 3.22x1.62x1.62 mm with its labels and a sample of each label's voxels",
                Optional.of(C),
                new InOneJvm(List.of("preprocess", "seed", image, labels), FEW),
                Optional.of(
                        part(NNUNET, "run_case", "preprocess.py", "--image", image, "--seg", labels, "--grid", "seed")),
                time(8)));
    }

    private void preprocess(BenchVolume volume, String grid, Repeats repeats, String kind, Target target) {
        String image = files.data().image(volume).toString();
        boolean torch = kind.equals("torch");
        all.add(new Row(
                "preprocess-%s-%s%s".formatted(grid, volume.name(), torch ? "-torch" : ""),
                Section.PREPROCESSING,
                "%s (%s) onto %s"
                        .formatted(
                                volume.name(),
                                volume.sizeText(),
                                grid.equals("seed") ? "3.22x1.62x1.62 mm" : "0.78 mm in every direction"),
                Optional.of(volume),
                new InOneJvm(List.of("preprocess", grid, image), repeats),
                Optional.of(part(
                        torch ? NNUNET_TORCH : NNUNET,
                        "run_case",
                        "preprocess.py",
                        "--image",
                        image,
                        "--grid",
                        grid,
                        "--kind",
                        kind)),
                target));
    }

    private void export() {
        export(A, OFTEN, "default", time(20).memory(6));
        export(B, SOME, "default", time(20).memory(6));
        export(C, FEW, "default", time(20).memory(6));
        export(A, OFTEN, "torch", NONE);
        export(B, SOME, "torch", time(4).memory(6));
        export(C, FEW, "torch", time(4).memory(6));
        for (BenchVolume volume : List.of(A, B, C)) {
            all.add(new Row(
                    "export-61-" + volume.name(),
                    Section.EXPORT,
                    "61 classes, " + volume.name(),
                    Optional.of(volume),
                    exportTask(volume, 61, FEW),
                    Optional.empty(),
                    NONE));
        }
    }

    private void export(BenchVolume volume, Repeats repeats, String kind, Target target) {
        boolean torch = kind.equals("torch");
        all.add(new Row(
                "export-seed-%s%s".formatted(volume.name(), torch ? "-torch" : ""),
                Section.EXPORT,
                "3 classes, from 3.22x1.62x1.62 mm to " + volume.name(),
                Optional.of(volume),
                exportTask(volume, 3, repeats),
                Optional.of(part(
                        torch ? NNUNET_TORCH : NNUNET,
                        "export",
                        "export.py",
                        "--seg",
                        files.data().labels(volume).toString(),
                        "--grid",
                        "seed",
                        "--kind",
                        kind)),
                target));
    }

    private Work exportTask(BenchVolume volume, int classes, Repeats repeats) {
        String labels = files.data().labels(volume).toString();
        return new InOneJvm(List.of("export", "seed", labels, Integer.toString(classes)), repeats);
    }

    private void network() {
        window("fp32", "fp32", share(1));
        wholeCase("fp32", share(0.72).memory(2));
        // Elsewhere neither side has kernels for bfloat16: a window would take hours.
        if (Precision.of("auto", ComputeDevice.CPU) == Precision.BFLOAT16) {
            window("bf16", "bf16", share(1));
            wholeCase("auto", share(0.45).memory(2));
        } else {
            wholeCase("auto", share(0.72).memory(2));
        }
    }

    private void window(String precision, String dtype, Target target) {
        all.add(new Row(
                "network-" + precision,
                Section.NETWORK,
                "one patch of 160x160x96 through the reference network, " + precision,
                Optional.empty(),
                new InOneJvm(List.of("score", precision), new Repeats(1, 3)),
                Optional.of(part("PyTorch", "forward", "network.py", "--mode", "forward", "--dtype", dtype)),
                target));
    }

    private void wholeCase(String precision, Target target) {
        String model = files.caseModel().toString();
        String image = files.data().image(B).toString();
        Path ours = files.output("b-%s.nii.gz".formatted(precision));
        Path theirs = files.peersFolder().resolve("b.nii.gz");
        List<String> arguments =
                List.of("segment", "--model", model, image, "--out", ours.toString(), "--no-mirror", "--quiet");
        all.add(new Row(
                "segment-process-b-" + precision,
                Section.NETWORK,
                "bactrian segment of b in 27 windows, features 8 to 64, --precision " + precision,
                Optional.of(B),
                new WholeCase(
                        Stream.concat(arguments.stream(), Stream.of("--precision", precision))
                                .toList(),
                        ours,
                        theirs),
                Optional.of(whole(
                        NNUNET,
                        "predict_case.py",
                        "--model",
                        model,
                        "--image",
                        image,
                        "--out",
                        files.peersFolder().toString())),
                target));
    }

    private void processes() {
        String image = files.data().image(B).toString();
        String out = files.output("b.npy").toString();
        all.add(new Row(
                "preprocess-process-b",
                Section.PROCESS,
                "bactrian preprocess of b onto 3.22x1.62x1.62 mm",
                Optional.of(B),
                new WholeProcess(
                        List.of("preprocess", "--model", files.model().toString(), image, "--out", out, "--quiet")),
                Optional.of(whole(NNUNET, "preprocess.py", "--image", image, "--grid", "seed")),
                time(4)));
        all.add(new Row(
                "evaluate-process-c",
                Section.PROCESS,
                "bactrian evaluate of one label map of c's size",
                Optional.of(C),
                new WholeProcess(List.of("evaluate", moved(C), labels(C), "--quiet")),
                Optional.of(whole(NNUNET, "evaluate.py", "--what", "metrics", "--ref", labels(C), "--pred", moved(C))),
                time(4)));
    }

    private void steps() {
        String image = files.data().image(C).toString();
        all.add(new Row(
                "read-c",
                Section.STEPS,
                "read c from a packed file, int16 as int16",
                Optional.of(C),
                new InOneJvm(List.of("read", image), FEW),
                Optional.of(part("SimpleITK", "read", "read_write.py", "--image", image, "--library", "sitk")),
                time(1)));
        String specks = files.data().specks(C).toString();
        all.add(new Row(
                "components-c",
                Section.STEPS,
                "components of 26 neighbours in c's label map with 200 specks",
                Optional.of(C),
                new InOneJvm(List.of("components", specks), OFTEN),
                Optional.of(part(
                        "cc3d", "components", "evaluate.py", "--what", "cc3d", "--ref", labels(C), "--pred", specks)),
                time(1)));
        all.add(new Row(
                "surfaces-b",
                Section.STEPS,
                "distances between the surfaces of b's label map and a moved copy",
                Optional.of(B),
                new InOneJvm(List.of("surfaces", labels(B), moved(B)), OFTEN),
                Optional.of(part(
                        "surface-distance",
                        "distances",
                        "evaluate.py",
                        "--what",
                        "surface",
                        "--ref",
                        labels(B),
                        "--pred",
                        moved(B))),
                time(1)));
    }

    private void kernels() {
        kernel("spline-x", "SplineKernel.x", "cubic spline halving x of 256x256x128");
        kernel("spline-y", "SplineKernel.y", "cubic spline halving y of 256x256x128");
        kernel("spline-z", "SplineKernel.z", "cubic spline halving z of 256x256x128");
        kernel("labels", "LabelKernel.resize", "label map of 256x256x128 to three quarters along each axis");
        kernel("argmax", "ArgMaxKernel.argMax", "arg-max of 3 classes from 128x128x120 to 256x256x128");
        kernel("components", "ComponentsKernel.count", "components of 26 neighbours in 256x256x128");
        kernel("inflate", "InflateKernel.inflate", "bound of reading: the JDK inflates 16 MB of noisy int16");
    }

    private void kernel(String id, String name, String sentence) {
        all.add(new Row(
                "kernel-" + id, Section.KERNELS, sentence, Optional.empty(), new Kernel(name), Optional.empty(), NONE));
    }

    private String labels(BenchVolume volume) {
        return files.data().labels(volume).toString();
    }

    private String moved(BenchVolume volume) {
        return files.data().moved(volume).toString();
    }
}
