/**
 * Python's pickles, read without Python.
 *
 * <p>A <b>pickle</b> is a program for a small stack machine: it builds numbers, texts, lists and dictionaries, and may
 * <b>name</b> any function or class of Python's to be called, which is how a hostile file takes over a computer. Here names
 * are looked up in a short list ({@link org.bactrian.checkpoint.pickle.KnownNames}) of what checkpoints and plans consist
 * of; a name that is not on it is refused, and nothing of any file is ever run. No memory is taken for what a file merely
 * claims.
 *
 * <p>What comes out are plain values: {@code Long}, {@code BigInteger}, {@code Double}, {@code Boolean}, {@code String},
 * {@link org.bactrian.checkpoint.pickle.PickledBytes}, {@code List} (for tuples and sets too), {@code Map}, {@link
 * org.bactrian.checkpoint.pickle.Nothing} for {@code None}, {@link org.bactrian.checkpoint.pickle.NumpyArray}, and {@link
 * org.bactrian.checkpoint.pickle.StoredTensor}, whose numbers lie elsewhere in the file.
 *
 * <pre>{@code
 * Object root = PickleReader.read("plans.pkl", ByteBuffer.wrap(bytes));
 * JsonObject plan = PickleJson.object("plans.pkl", root);
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.pickle;

import org.jspecify.annotations.NullMarked;
