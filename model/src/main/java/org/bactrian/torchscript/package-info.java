/**
 * TorchScript archives, written and read by Java.
 *
 * <p>An <b>archive</b> is a zip whose entries are stored, not compressed: a pickle that names one class and its tensors
 * ({@code data.pkl}), the source text of the class ({@code code/__torch__.py}), and one entry of little-endian floats
 * for each tensor ({@code data/0}, {@code data/1}, ...). {@code torch.jit.load} opens it in Python and C++; so does the
 * engine here. A <b>parameter</b> is a tensor that is trained, a <b>buffer</b> one that is kept beside. An <b>extra
 * file</b> is anything else put into the archive, such as the manifest that makes it a model bundle.
 *
 * <pre>{@code
 * Weights factor = new Weights(Map.of("factor", new Tensor(List.of(1), new float[] {2})));
 * ScriptModule module = new ScriptModule("Twice", code, factor, Weights.NONE);
 * ArchiveWriter.write(file, module, Map.of("manifest.json", manifest));
 *
 * try (TorchScriptArchive archive = TorchScriptArchive.open(file)) {
 *     byte[] same = archive.extra("manifest.json").orElseThrow();
 *     Tensor read = archive.module().parameters().get("factor");
 * }
 * }</pre>
 *
 * <p>Reading trusts nothing: sizes are checked against the file before memory is taken, every entry against its check
 * sum, and the pickle may use only the operations and names that our own archives consist of. A {@link org.bactrian.torchscript.ProgramArchive} is one of another make: it is not read but looked
 * at, and copied for the engine.
 */
@NullMarked
package org.bactrian.torchscript;

import org.jspecify.annotations.NullMarked;
