package org.bactrian.volume;

/**
 * Something measured on a case, such as the millilitres of one kidney.
 *
 * @param name what was measured, in snake case: {@code kidney_left_volume}
 * @param value the number
 * @param unit its unit: {@code ml}, {@code mm}
 */
public record Measurement(String name, double value, String unit) {}
