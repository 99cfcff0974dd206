package org.bactrian.checkpoint.nnunet;

/** What a state dict calls the weights of a network. */
public interface StateNames {

    /** The name in the state dict of a weight of the program, such as {@code encoder_0_1_weight}. */
    String of(String weight);

    /** One name for all that stand for the same tensor. */
    String canonical(String stateName);

    /** Whether a network of this kind may do without a weight, which changes nothing then: a gain is 1, all else 0. */
    boolean mayLack(String weight);
}
