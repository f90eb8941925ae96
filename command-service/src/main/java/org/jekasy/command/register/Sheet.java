package org.jekasy.command.register;

import java.math.BigDecimal;
import java.util.List;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as a person sees them in the file. {@code separator} is what its cells are separated by where it is text; {@code broken} says
 * why not all of it could be read, null where it could.
 */
record Sheet(List<Row> rows, char separator, @Nullable Why broken) {
    /** More rows than any cooperative weighs in a season. */
    static final int MOST_ROWS = 20_000;

    /** More cells than such rows have. */
    static final int MOST_CELLS = 400_000;

    static final int MOST_COLUMNS = 200;

    /** Longest text in a cell, in characters. */
    static final int MOST_CHARACTERS = 500;

    Sheet {
        rows = List.copyOf(rows);
    }

    /** A row under its number in the file, counted from 1 with titles and empty rows. */
    record Row(int line, List<Cell> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        /** The cell of a column; empty where the row is shorter. */
        Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }

        boolean isEmpty() {
            return cells.stream().allMatch(cell -> cell.text().isBlank());
        }
    }

    /** What stands in a cell; {@code number} where the file itself says that it is one. */
    record Cell(String text, @Nullable BigDecimal number) {
        static final Cell EMPTY = new Cell("", null);

        static Cell of(String text) {
            return text.isEmpty() ? EMPTY : new Cell(text, null);
        }
    }

    static Why tooLong() {
        return new Why(
                RuleCode.E_FORM_01,
                "Ce fichier a plus de " + MOST_ROWS + " lignes. Envoyez-le en plusieurs fois.",
                "This file has more than " + MOST_ROWS + " rows. Send it in parts.");
    }

    static Why tooWide() {
        return new Why(
                RuleCode.E_FORM_01,
                "Ce fichier a plus de " + MOST_COLUMNS + " colonnes : ce n’est ni un registre ni un cahier de pesée.",
                "This file has more than " + MOST_COLUMNS + " columns: it is neither a register nor a weighing book.");
    }
}
