/**
 * The command line: {@code bactrian VERB}, one small class for each verb, in packages by what verbs are about: {@code segment},
 * {@code service}, {@code model}, {@code evaluate}, {@code prepare}, {@code train}, {@code bench}. Below them lies what
 * they share: {@code result}, {@code scan}, {@code option}, {@code file}, and {@code terminal} at the bottom.
 *
 * <p>A <em>verb</em> is a picocli command whose {@code call} returns an {@link org.bactrian.cli.terminal.ExitCode}. It prints
 * through {@link org.bactrian.cli.terminal.Terminal} alone: its result to standard output (as text, or as one JSON document with
 * {@code --json}), progress and notes to standard error. What it throws becomes an exit code and a line in
 * {@link org.bactrian.cli.Failures}. A new verb is a class in one of these and its name in {@link org.bactrian.cli.Bactrian}:
 *
 * <pre>{@code
 * @Command(name = "voxels", description = "Counts the voxels of a volume.", footerHeading = "%nExample:%n",
 *         footer = "  bactrian voxels ct.nii.gz")
 * public final class VoxelsCommand implements Callable<Integer> {
 *     @Mixin private OutputOptions output = new OutputOptions();
 *     @Parameters(paramLabel = "FILE") private Path file = Path.of("");
 *
 *     @Override
 *     public Integer call() {
 *         output.terminal().result(String.valueOf(NiftiReader.read(file).geometry().size().product()));
 *         return ExitCode.DONE;
 *     }
 * }
 * }</pre>
 */
@NullMarked
package org.bactrian.cli;

import org.jspecify.annotations.NullMarked;
