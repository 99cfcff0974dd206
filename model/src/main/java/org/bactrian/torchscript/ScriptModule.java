package org.bactrian.torchscript;

/**
 * One TorchScript class and the tensors of its only instance.
 *
 * @param className the class that {@code code} defines, without the {@code __torch__.} before it
 * @param code the source text, in the dialect libtorch reads back: one statement a line, operators spelled out
 * @param parameters what is trained, in the order of the code
 * @param buffers what is kept beside, in the order of the code
 */
public record ScriptModule(String className, String code, Weights parameters, Weights buffers) {}
