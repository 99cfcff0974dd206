package org.bactrian.unet.program;

/**
 * How the operations of a network are written in a program. Every wording computes the same scores; they differ in what
 * they need, and in speed.
 */
interface Wording {

    /** Torch's own operations, which are at home on every device, in batches and with gradients. */
    Wording PLAIN = new PlainWording();

    /** Whether the scores of coarser levels are computed too. */
    boolean hasAllHeads();

    /** Whether the first convolution and the heads compute in 32 bits, whatever the others do. */
    boolean hasExactEnds();

    /** How the kernel of a convolution is stored. */
    KernelOrder order(Convolution layer);

    /** How the kernel of a transposed convolution is stored. */
    KernelOrder transposedOrder();

    /** The network's input. */
    String input(String patches);

    /** A convolution, its kernel read from storage. */
    String convolution(Convolution layer, String maps, String kernel, String bias);

    /** Instance normalisation; the floor is added to the variance. */
    String normalisation(String maps, String gain, String shift, double floor, LayerFormat format);

    /** The network's output. */
    String output(String scores);

    /** The methods that all of this calls, indented as members of the class. */
    String methods();
}
