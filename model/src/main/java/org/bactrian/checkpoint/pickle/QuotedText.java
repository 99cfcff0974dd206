package org.bactrian.checkpoint.pickle;

/** Texts as Python prints them in quotes, which the oldest protocol does. */
final class QuotedText {

    private QuotedText() {}

    static String unquoted(String line) {
        if (line.length() < 2 || line.charAt(0) != line.charAt(line.length() - 1)) {
            throw new IllegalArgumentException("a text in quotes was expected");
        }
        String inside = line.substring(1, line.length() - 1);
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < inside.length()) {
            if (inside.charAt(at) != '\\') {
                text.append(inside.charAt(at++));
            } else if (at + 3 < inside.length() && inside.charAt(at + 1) == 'x') {
                text.append((char) Integer.parseInt(inside.substring(at + 2, at + 4), 16));
                at += 4;
            } else if (at + 1 < inside.length()) {
                text.append(escaped(inside.charAt(at + 1)));
                at += 2;
            } else {
                throw new IllegalArgumentException("a text ends in a backslash");
            }
        }
        return text.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> letter;
        };
    }
}
