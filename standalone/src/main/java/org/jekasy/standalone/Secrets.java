package org.jekasy.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords of the PostgreSQL roles and the key that records in the topic are sealed with, made by chance at the first start and kept in a file only
 * its owner can read.
 */
public record Secrets(String superuser, String ledgerOwner, String ledgerApp, String pagesApp, String sealKey) {
    /** The file's name in its folder. */
    public static final String FILE = "passwords.properties";

    private static final String SEAL_KEY = "topic_seal_key";

    public static Secrets keptIn(Path folder, SecureRandom chance) throws IOException {
        Path file = folder.resolve(FILE);
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                kept.load(in);
            }
        }
        boolean complete = true;
        for (String role : new String[] {"superuser", "ledger_owner", "ledger_app", "pages_app"}) {
            if (kept.getProperty(role) == null) {
                kept.setProperty(role, password(chance));
                complete = false;
            }
        }
        if (kept.getProperty(SEAL_KEY) == null) {
            kept.setProperty(SEAL_KEY, Base64.getEncoder().encodeToString(bytes(32, chance)));
            complete = false;
        }
        if (!complete) {
            // written whole beside it and moved: a half-written file would lock us out of our own data
            Path fresh = Files.createTempFile(
                    folder,
                    "passwords",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer out = Files.newBufferedWriter(fresh)) {
                kept.store(out, null);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Secrets(
                kept.getProperty("superuser"),
                kept.getProperty("ledger_owner"),
                kept.getProperty("ledger_app"),
                kept.getProperty("pages_app"),
                kept.getProperty(SEAL_KEY));
    }

    private static String password(SecureRandom chance) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24, chance));
    }

    private static byte[] bytes(int count, SecureRandom chance) {
        byte[] bytes = new byte[count];
        chance.nextBytes(bytes);
        return bytes;
    }

    /** Never the passwords or the key: a record is printed sooner than one thinks. */
    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
