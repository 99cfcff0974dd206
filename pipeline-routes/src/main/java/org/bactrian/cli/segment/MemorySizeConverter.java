package org.bactrian.cli.segment;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads bytes such as {@code 8g}, {@code 1.5G} or {@code 500m}; a kilobyte is 1024 bytes, as Java's -Xmx has it. */
public final class MemorySizeConverter implements ITypeConverter<Double> {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)([kmgt]?)b?");
    private static final String UNITS = "kmgt";
    private static final double STEP = 1024;

    @Override
    public Double convert(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (size.matches()) {
            int unit = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
            double bytes = Double.parseDouble(size.group(1)) * Math.pow(STEP, unit);
            if (bytes > 0) {
                return bytes;
            }
        }
        throw new TypeConversionException("expected a size such as 8g or 500m, got '%s'".formatted(text));
    }
}
