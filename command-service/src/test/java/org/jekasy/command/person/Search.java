package org.jekasy.command.person;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jekasy.command.journal.TestDatabase;

/** Looks for a word in everything a house leaves behind: every table of every schema, and the bytes of files. */
public final class Search {
    private Search() {}

    /** The tables in which the word stands: those of PostgreSQL itself too, where a column of bytes holds it too. */
    public static Set<String> tables(TestDatabase database, String word) {
        Set<String> found = new TreeSet<>();
        try (Connection connection = database.connect();
                Statement ask = connection.createStatement()) {
            List<String> all = new ArrayList<>();
            try (ResultSet tables = ask.executeQuery(
                    "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                            + " where c.relkind in ('r', 'p', 'm', 't')")) {
                while (tables.next()) {
                    all.add(tables.getString(1));
                }
            }
            for (String table : all) {
                // a row as text shows its bytes in hexadecimal
                try (ResultSet count = ask.executeQuery("select count(*) from " + table
                        + " as any_row where strpos(row(any_row.*)::text, '" + word
                        + "') > 0 or strpos(row(any_row.*)::text, encode(convert_to('" + word
                        + "', 'UTF8'), 'hex')) > 0")) {
                    count.next();
                    if (count.getLong(1) > 0) {
                        found.add(table);
                    }
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The files under a folder in whose bytes the word stands, by their names in it. */
    static Set<String> files(Path folder, String word) {
        return files(folder, word.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for bytes that are no text. */
    static Set<String> files(Path folder, byte[] bytes) {
        String wanted = latin(bytes);
        Set<String> found = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (bytes(file).contains(wanted)) {
                    found.add(folder.relativize(file).toString());
                }
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String bytes(Path file) throws IOException {
        try {
            return latin(Files.readAllBytes(file));
        } catch (NoSuchFileException meanwhile) {
            return "";
        }
    }

    // a byte, a character: a text to search in without understanding it
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
