package org.bactrian.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes capitals, digits, full stops and hyphens from glyphs of 5 x 7 dots in the resource {@code glyphs.txt}; other
 * characters stay blank.
 */
final class Lettering {

    private static final int GLYPH_WIDTH = 5;
    private static final int GLYPH_HEIGHT = 7;
    private static final int ADVANCE = GLYPH_WIDTH + 1;

    /** Pixels of a dot along each side. */
    private static final int DOT = 2;

    /** The height of a line of text in pixels. */
    static final int HEIGHT = GLYPH_HEIGHT * DOT;

    private static final Map<Character, List<String>> GLYPHS = glyphs();

    private Lettering() {}

    /** The width of a text in pixels. */
    static int width(String text) {
        return text.length() * ADVANCE * DOT;
    }

    /** Writes a text from its upper left corner; what lies outside of the picture is cut off. */
    static void write(BufferedImage picture, String text, int left, int top, int rgb) {
        for (int i = 0; i < text.length(); i++) {
            List<String> glyph = GLYPHS.getOrDefault(text.charAt(i), List.of());
            for (int row = 0; row < glyph.size(); row++) {
                for (int column = 0; column < GLYPH_WIDTH; column++) {
                    if (glyph.get(row).charAt(column) == '#') {
                        dot(picture, left + (i * ADVANCE + column) * DOT, top + row * DOT, rgb);
                    }
                }
            }
        }
    }

    private static void dot(BufferedImage picture, int left, int top, int rgb) {
        for (int y = top; y < Math.min(top + DOT, picture.getHeight()); y++) {
            for (int x = left; x < Math.min(left + DOT, picture.getWidth()); x++) {
                picture.setRGB(x, y, rgb);
            }
        }
    }

    /** The resource holds lines of glyphs: first their characters, one in each column of dots, then seven rows. */
    private static Map<Character, List<String>> glyphs() {
        List<String> lines = resource().lines().toList();
        Map<Character, List<String>> glyphs = new HashMap<>();
        for (int line = 0; line < lines.size(); line += GLYPH_HEIGHT + 1) {
            List<String> rows = lines.subList(line + 1, line + 1 + GLYPH_HEIGHT);
            for (int at = 0; at < lines.get(line).length(); at += ADVANCE) {
                int start = at;
                glyphs.put(
                        lines.get(line).charAt(at),
                        rows.stream()
                                .map(row -> row.substring(start, start + GLYPH_WIDTH))
                                .toList());
            }
        }
        return glyphs;
    }

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(Lettering.class.getResourceAsStream("glyphs.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read glyphs.txt", failed);
        }
    }
}
