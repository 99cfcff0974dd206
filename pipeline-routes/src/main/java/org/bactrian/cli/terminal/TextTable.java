package org.bactrian.cli.terminal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table as plain text: columns as wide as their widest cell, two spaces apart, numbers to the right. */
record TextTable(List<String> heads, List<List<String>> rows) {

    private static final Pattern NUMBER_OR_NONE = Pattern.compile("|-|[-+]?[0-9][0-9.,]*");

    static TextTable of(List<String> heads, List<List<String>> rows) {
        return new TextTable(List.copyOf(heads), List.copyOf(rows));
    }

    /** The lines, heads first. */
    List<String> lines() {
        List<Column> columns =
                IntStream.range(0, heads.size()).mapToObj(this::column).toList();
        return Stream.concat(Stream.of(heads), rows.stream())
                .map(cells -> line(cells, columns))
                .toList();
    }

    private Column column(int number) {
        List<String> cells = rows.stream().map(row -> row.get(number)).toList();
        int widest = Stream.concat(Stream.of(heads.get(number)), cells.stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return new Column(widest, !cells.isEmpty() && cells.stream().allMatch(NUMBER_OR_NONE.asMatchPredicate()));
    }

    private static String line(List<String> cells, List<Column> columns) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            line.append(columns.get(i).padded(cells.get(i))).append("  ");
        }
        return line.toString().stripTrailing();
    }

    /** How wide a column is, and whether it holds nothing but numbers. */
    private record Column(int width, boolean isNumeric) {

        String padded(String cell) {
            String padding = " ".repeat(width - cell.length());
            return isNumeric ? padding + cell : cell + padding;
        }
    }
}
