package org.bactrian.cli.prepare;

import java.util.Arrays;
import org.bactrian.volume.Spacing;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 1.62,1.62,3.22}. */
final class SpacingConverter implements ITypeConverter<Spacing> {

    @Override
    public Spacing convert(String text) {
        try {
            double[] mm = Arrays.stream(text.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (mm.length == 3) {
                return new Spacing(mm[0], mm[1], mm[2]);
            }
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(expected(text));
        }
        throw new TypeConversionException(expected(text));
    }

    private static String expected(String text) {
        return "expected three positive numbers of millimetres such as 1.62,1.62,3.22, got '%s'".formatted(text);
    }
}
