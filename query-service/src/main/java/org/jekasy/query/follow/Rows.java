package org.jekasy.query.follow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jekasy.language.Delta;
import org.jekasy.language.Grams;
import org.jekasy.language.Weight;
import org.jekasy.language.Word;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Rows of one table of facts, collected over a batch: each stands in the place of an entry (`root`), was said at a position, and holds
 * until it is taken back. Written with COPY, one round trip a table.
 */
public final class Rows {
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final String table;
    private final String copy;
    private final String takeBack;
    private final int columns;
    private final StringBuilder text = new StringBuilder();
    private final List<Change> ends = new ArrayList<>();
    private long lastPosition;
    private int line;

    public Rows(String table, String... columns) {
        this(table, "where root = ?", columns);
    }

    private Rows(String table, String standingThere, String... columns) {
        this.table = table;
        this.columns = columns.length;
        this.copy = "copy %s (root, position, line, %s) from stdin".formatted(table, String.join(", ", columns));
        this.takeBack = "update %s set until = ? %s and position < ? and until is null".formatted(table, standingThere);
    }

    /** Rows of a table with one row an entry: what stands in its own place is found by its position, without an index on root. */
    public static Rows onePerEntry(String table, String... columns) {
        return new Rows(
                table,
                "from (values (?::bigint)) place (root) where (position = place.root or (%1$s.root = place.root and %1$s.root <> position))"
                        .formatted(table),
                columns);
    }

    public String table() {
        return table;
    }

    /** A row that holds from this change on. Values: words, masses, days, instants, enums, numbers, texts, or null. */
    public void add(Change change, @Nullable Object... values) {
        if (values.length != columns) {
            throw new IllegalArgumentException("%d values for %d columns of %s: %s"
                    .formatted(values.length, columns, table, Arrays.toString(values)));
        }
        line = change.position() == lastPosition ? line + 1 : 0;
        lastPosition = change.position();
        text.append(change.root())
                .append('\t')
                .append(change.position())
                .append('\t')
                .append(line);
        for (Object value : values) {
            text.append('\t');
            append(value);
        }
        text.append('\n');
    }

    /** What stood in the place of this change's root is taken back by it. */
    public void end(Change change) {
        ends.add(change);
    }

    /** Writes and forgets; says how many rows were taken back. */
    public int write(Connection pages) throws SQLException {
        // rows first: what is taken back may have been said in the same batch
        if (!text.isEmpty()) {
            copy(pages, copy, text);
        }
        int taken = 0;
        if (!ends.isEmpty()) {
            try (PreparedStatement update = pages.prepareStatement(takeBack)) {
                for (Change end : ends) {
                    update.setLong(1, end.position());
                    update.setLong(2, end.root());
                    update.setLong(3, end.position());
                    update.addBatch();
                }
                for (int rows : update.executeBatch()) {
                    taken += rows == Statement.SUCCESS_NO_INFO ? 0 : rows;
                }
            }
        }
        forget();
        return taken;
    }

    public void forget() {
        text.setLength(0);
        ends.clear();
        lastPosition = 0;
        line = 0;
    }

    /** Copies lines of text into a table; several tables share the one spelling of values. */
    public static void copy(Connection pages, String statement, CharSequence lines) throws SQLException {
        try {
            CopyManager copier = pages.unwrap(PGConnection.class).getCopyAPI();
            copier.copyIn(statement, new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException lost) {
            throw new SQLException("the connection was lost", "08006", lost);
        }
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case Word word -> escape(word.text());
            case Weight weight -> text.append(weight.grams());
            case Grams grams -> text.append(grams.grams());
            case Delta delta -> text.append(delta.grams());
            case LocalDate day ->
                text.append(day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(LAST_DAY) ? LAST_DAY : day);
            case Instant time -> text.append(time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time);
            default -> escape(value.toString());
        }
    }

    private void escape(String word) {
        int from = 0;
        for (int i = 0; i < word.length(); i++) {
            String spelled = switch (word.charAt(i)) {
                case '\\' -> "\\\\";
                case '\t' -> "\\t";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                // PostgreSQL holds every character but this one; one entry with it must not stop the reading of all
                case '\0' -> "\uFFFD";
                default -> null;
            };
            if (spelled != null) {
                text.append(word, from, i).append(spelled);
                from = i + 1;
            }
        }
        if (from == 0) {
            text.append(word);
        } else {
            text.append(word, from, word.length());
        }
    }
}
