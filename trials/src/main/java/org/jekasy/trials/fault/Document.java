package org.jekasy.trials.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of all promises in a document: a run replaces the rows of the promises it tried and leaves the others as they are. Nothing is copied by hand. */
final class Document {
    private static final String BEGIN = "<!-- written by ./ledger trials --markdown -->\n";
    private static final String END = "<!-- end of the table -->\n";

    private Document() {}

    static void write(Path document, List<Trial> promises, List<Result> results, String run) throws IOException {
        String text = Files.exists(document) ? Files.readString(document) : "";
        if (!text.contains(BEGIN) || !text.contains(END)) {
            text = text + "\n" + BEGIN + END;
        }
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        Map<String, String> rows = new LinkedHashMap<>();
        promises.forEach(trial -> rows.put(key(trial), ""));
        text.substring(begin, end)
                .lines()
                .forEach(line ->
                        rows.keySet().stream().filter(line::startsWith).forEach(key -> rows.put(key, line + "\n")));
        results.forEach(result -> rows.put(key(result.trial()), result.row(run)));
        Files.writeString(
                document,
                text.substring(0, begin) + Result.HEAD + String.join("", rows.values()) + text.substring(end));
    }

    private static String key(Trial trial) {
        return "| " + trial.promise() + " |";
    }
}
