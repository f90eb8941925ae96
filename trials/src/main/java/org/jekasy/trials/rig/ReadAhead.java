package org.jekasy.trials.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of each program as its JVM keeps them once they are read and linked (the AOT cache of JEP 483 and 514), beside this module's jar: with them a
 * service starts in half the time. Made by one run that ends in good order; the JVM itself leaves them aside when they no longer fit the jars. Beside them
 * the ledger of that run, for others to begin with instead of making every table anew.
 */
public final class ReadAhead {
    static final String COMMANDS = "commands";
    static final String PAGES = "pages";
    static final String KAFKA = "kafka";

    private ReadAhead() {}

    /** Whether a run should make them: this module is built as a jar, and one of them is missing or older than it or one of its libraries. */
    public static boolean isDue() throws IOException {
        if (!Files.exists(jar())) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(jar());
        for (Path folder : List.of(target().resolve("lib"), home().resolve("standalone/broker/target/lib"))) {
            try (Stream<Path> libraries = Files.list(folder)) {
                for (Path library : libraries.toList()) {
                    FileTime changed = Files.getLastModifiedTime(library);
                    built = built.compareTo(changed) < 0 ? changed : built;
                }
            }
        }
        for (Path made : List.of(kept(COMMANDS), kept(PAGES), kept(KAFKA), ledger())) {
            if (!Files.exists(made) || Files.getLastModifiedTime(made).compareTo(built) < 0) {
                return true;
            }
        }
        return false;
    }

    /** What makes a JVM use them; nothing where there are none of this program. */
    static List<String> used(String program) {
        return Files.exists(kept(program)) ? List.of("-XX:AOTCache=" + kept(program), "-Xlog:aot*=off") : List.of();
    }

    /** What makes a JVM keep them when it ends in good order. */
    static List<String> made(String program) throws IOException {
        Files.createDirectories(folder());
        return List.of("-XX:AOTCacheOutput=" + kept(program));
    }

    private static Path kept(String program) {
        return folder().resolve(program + ".aot");
    }

    /** What PostgreSQL and Kafka held at the end of that run, and the passwords to it; laid out as in a rig's folder. */
    static Path ledger() {
        return folder().resolve("ledger");
    }

    private static Path folder() {
        return target().resolve("read-ahead");
    }

    /** The jar of this module, which names its libraries. */
    static Path jar() {
        return target().resolve("trials.jar");
    }

    private static Path target() {
        return home().resolve("trials/target");
    }

    private static Path home() {
        return Path.of(System.getProperty("jekasy.home", ".")).toAbsolutePath();
    }
}
