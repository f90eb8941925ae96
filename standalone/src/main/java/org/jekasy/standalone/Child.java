package org.jekasy.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What PostgreSQL and Kafka have in common as processes beside ours. */
final class Child {
    private Child() {}

    /** Runs a short program to its end; what it prints is added to {@code log}. */
    static int run(Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        return process.onExit().join().exitValue();
    }

    /** Asks the process to end, waits, and ends it by force when it does not listen. */
    static void end(ProcessHandle process, Duration patience) {
        CompletableFuture<Boolean> gone = process.onExit().thenApply(_ -> true);
        process.destroy();
        // join, not get: closing is not left half done because somebody interrupts it
        if (!gone.copy()
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join()) {
            process.destroyForcibly();
            gone.copy().completeOnTimeout(false, 10, TimeUnit.SECONDS).join();
        }
    }

    /** The last line of a log that says something to a person: where in a program it happened is not said, nor what was put away in good order afterwards. */
    static String lastWord(Path log) {
        try {
            List<String> said = Files.readAllLines(log).reversed().stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty()
                            && !line.matches("at \\S+\\(.*\\)|\\.\\.\\. \\d+ (more|common frames omitted)"))
                    .toList();
            return said.stream()
                    .filter(line -> !line.matches("\\S+ (INFO|WARN) .*"))
                    .findFirst()
                    .orElse(said.isEmpty() ? "" : said.getFirst());
        } catch (IOException e) {
            return "";
        }
    }
}
