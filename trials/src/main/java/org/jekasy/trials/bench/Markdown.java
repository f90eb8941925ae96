package org.jekasy.trials.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Puts the table into a page between two marks; the words around it are written by people and stay. */
final class Markdown {
    private static final String BEGIN = "<!-- written by ./ledger bench: begin -->";
    private static final String END = "<!-- written by ./ledger bench: end -->";

    private Markdown() {}

    static void write(Path page, String command, LocalDate day, String host, List<Row> rows) throws IOException {
        String table =
                "%s%n%n`%s` on %s%n%n%s%n%n%s%n%s".formatted(BEGIN, command, day, host, Table.markdown(rows), END);
        String before = Files.exists(page) ? Files.readString(page) : "# Performance\n\n" + BEGIN + END + "\n";
        int from = before.indexOf(BEGIN);
        int to = before.indexOf(END);
        if (from < 0 || to < from) {
            throw new IOException(page + ": " + BEGIN + " … " + END + " is missing");
        }
        Files.writeString(page, before.substring(0, from) + table + before.substring(to + END.length()));
    }
}
