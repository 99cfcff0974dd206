package org.bactrian.cli;

import java.util.ArrayList;
import java.util.List;

/** A table as plain text: columns as wide as their widest cell, two spaces apart, numbers to the right. */
record TextTable(List<String> heads, List<List<String>> rows) {

    static TextTable of(List<String> heads, List<List<String>> rows) {
        return new TextTable(List.copyOf(heads), List.copyOf(rows));
    }

    /** The lines, heads first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(heads));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < heads.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            line.append(isNumeric(column) ? padding + cell : cell + padding).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = heads.get(column).length();
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("|-|[-+]?[0-9][0-9.,]*"));
    }
}
