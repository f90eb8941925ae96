package org.jekasy.trials.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts the table into a page between two marks; the words around it are written by people and stay. Rows that were not measured this time stay too, so that
 * a page can be filled family by family; above the table stands each command with its day and machine.
 */
final class Markdown {
    private static final String BEGIN = "<!-- written by ./ledger bench: begin -->";
    private static final String END = "<!-- written by ./ledger bench: end -->";
    private static final int HEADER_LINES = 2;

    private Markdown() {}

    static void write(Path page, String command, LocalDate day, String host, List<Row> rows) throws IOException {
        String before = Files.exists(page) ? Files.readString(page) : "# Performance\n\n" + BEGIN + "\n" + END + "\n";
        int from = before.indexOf(BEGIN);
        int to = before.indexOf(END);
        if (from < 0 || to < from) {
            throw new IOException(page + ": " + BEGIN + " … " + END + " is missing");
        }
        Map<String, String> runs = new LinkedHashMap<>();
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : before.substring(from, to).split("\n")) {
            if (line.startsWith("* `")) {
                runs.put(line.split("`")[1], line);
            } else if (line.startsWith("| ")) {
                lines.put(line.split(" \\| ")[0], line);
            }
        }
        String run = ("./ledger bench " + command).strip();
        runs.put(run, "* `%s` on %s: %s".formatted(run, day, host));
        List<String> table = Table.markdown(rows).lines().toList();
        lines.remove(table.getFirst().split(" \\| ")[0]);
        for (String line : table.subList(HEADER_LINES, table.size())) {
            lines.put(line.split(" \\| ")[0], line);
        }
        String text = "%s%n%s%n%n%s%n%s%n"
                .formatted(
                        BEGIN,
                        String.join("\n", runs.values()),
                        table.stream().limit(HEADER_LINES).collect(Collectors.joining("\n")),
                        String.join("\n", lines.values()));
        Files.writeString(page, before.substring(0, from) + text + before.substring(to));
    }
}
