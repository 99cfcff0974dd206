/**
 * Model bundles: everything needed to segment with a network, in one file.
 *
 * <p><b>Terms.</b> A <i>bundle</i> is a TorchScript archive ({@code torch.jit.load} opens it) with one more entry, the
 * <i>manifest</i>: format version, network plan, label names, the stages before and after the network with their
 * settings, provenance, and the SHA-256 of the program and of the weights. The manifest thus vouches for everything
 * else, and its own SHA-256 is the <i>digest</i> that identifies the model, whatever file it lies in. Equal content
 * gives equal bytes. The program of another make is kept whole, as it was read, in place of program and weights.
 *
 * <pre>{@code
 * ModelBundle bundle = ModelBundle.read(Path.of("model.bactrian"));   // refuses what was cut off or altered
 * Pipeline before = StageCatalog.builtIn().pipeline(bundle.preprocessing());
 * Network network = bundle.network(precision, device);
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint;

import org.jspecify.annotations.NullMarked;
