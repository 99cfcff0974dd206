package org.bactrian.event;

/**
 * A number measured on a case: {@code {"name": "kidney_left_volume", "value": 161.3, "unit": "ml"}}.
 *
 * @param name what was measured, in snake case
 * @param value a finite number
 * @param unit such as {@code ml} or {@code mm}
 */
public record Quantity(String name, double value, String unit) {

    /** Refuses a bad value with {@link BadMessageException}. */
    public Quantity {
        Field.id("name", name);
        Field.finite("value", value);
        unit = Field.oneLine(unit);
    }
}
