package org.jekasy.language.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One table of the reference data: a CSV file with a header line (RFC 4180: quoted fields, doubled quotes). */
public record Table(List<Row> rows) {
    public Table {
        rows = List.copyOf(rows);
    }

    /** Reads a table that ships with the ledger, such as {@code market_rules.csv}; a missing or uneven file is a defect of the build. */
    public static Table of(String file) {
        try (InputStream in = Table.class.getResourceAsStream("/org/jekasy/reference/" + file)) {
            if (in == null) {
                throw new IllegalStateException("reference table " + file + " is missing");
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reference table " + file, unreadable);
        }
    }

    static Table parse(String file, String text) {
        List<List<String>> lines = lines(text);
        List<String> header = lines.getFirst();
        List<Row> rows = new ArrayList<>(lines.size());
        for (int line = 1; line < lines.size(); line++) {
            List<String> fields = lines.get(line);
            if (fields.size() != header.size()) {
                throw new IllegalStateException("reference table %s, row %d: %d fields instead of %d"
                        .formatted(file, line + 1, fields.size(), header.size()));
            }
            Map<String, String> named = new java.util.LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                named.put(header.get(i), fields.get(i).strip());
            }
            rows.add(new Row(named));
        }
        return new Table(rows);
    }

    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(fields);
                    fields = new ArrayList<>();
                }
            } else if (c != '\r' && c != '\uFEFF') {
                field.append(c);
            }
        }
        if (!fields.isEmpty() || !field.isEmpty()) {
            fields.add(field.toString());
            lines.add(fields);
        }
        return lines;
    }

    /** One row: its fields by the names in the header. */
    public record Row(Map<String, String> fields) {
        public Row {
            fields = Map.copyOf(fields);
        }

        /** The field of a column, empty where nothing stands; a column the table does not have is a defect. */
        public String text(String column) {
            String text = fields.get(column);
            if (text == null) {
                throw new IllegalArgumentException("no column " + column);
            }
            return text;
        }

        /** The field of a column, null where nothing stands. */
        public @Nullable String optional(String column) {
            String text = text(column);
            return text.isEmpty() ? null : text;
        }
    }
}
