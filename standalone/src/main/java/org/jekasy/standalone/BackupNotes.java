package org.jekasy.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/** When this ledger was last backed up, and when a backup was last tried; kept in its data folder, where the figures and the doctor find it. */
final class BackupNotes {
    static final String BACKUP = "backup";
    static final String DRILL = "drill";

    private BackupNotes() {}

    static Path in(Path folder) {
        return folder.resolve("backup.properties");
    }

    static Optional<Instant> last(Path folder, String what) {
        try {
            return Optional.of(Instant.parse(read(folder).getProperty(what, "")));
        } catch (IOException | DateTimeParseException never) {
            return Optional.empty();
        }
    }

    static Optional<String> value(Path folder, String what) throws IOException {
        return Optional.ofNullable(read(folder).getProperty(what));
    }

    static void note(Path folder, String what, String value) throws IOException {
        Properties notes = read(folder);
        notes.setProperty(what, value);
        StringWriter text = new StringWriter();
        notes.store(text, null);
        // written whole beside it and moved: a scrape may read it at this moment
        Path fresh = Files.createTempFile(folder, "backup", ".new");
        Files.writeString(fresh, text.toString());
        Files.move(fresh, in(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Properties read(Path folder) throws IOException {
        Properties notes = new Properties();
        if (Files.exists(in(folder))) {
            try (Reader in = Files.newBufferedReader(in(folder))) {
                notes.load(in);
            }
        }
        return notes;
    }
}
