package org.jekasy.trials.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of each program as its JVM keeps them once they are read and linked (the AOT cache of JEP 483 and 514), beside this module's jar: with them a
 * service starts in half the time. Made by one run that ends in good order; the JVM itself leaves them aside when they no longer fit the jars.
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
        for (String program : List.of(COMMANDS, PAGES, KAFKA)) {
            if (!Files.exists(kept(program))
                    || Files.getLastModifiedTime(kept(program)).compareTo(built) < 0) {
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
        Files.createDirectories(target().resolve("read-ahead"));
        return List.of("-XX:AOTCacheOutput=" + kept(program));
    }

    private static Path kept(String program) {
        return target().resolve("read-ahead").resolve(program + ".aot");
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
