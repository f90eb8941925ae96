package org.jekasy.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory our processes hold, in bytes, each with its helpers. Pages that several processes share (PostgreSQL's buffers) are counted once, in
 * proportion (Pss of /proc), else the sum would say more than the machine gave.
 */
public record Memory(Map<String, Long> byProcess) {
    /** What the whole ledger may take on a small machine: 1.2 GiB. */
    public static final long ALLOWED = 1_288_490_188L;

    /** Empty where the system has no {@code /proc}. */
    public static OptionalLong of(ProcessHandle process) {
        long sum = 0;
        for (ProcessHandle each :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            OptionalLong one = resident(each.pid());
            if (one.isEmpty() && each.equals(process)) {
                return OptionalLong.empty();
            }
            sum += one.orElse(0);
        }
        return OptionalLong.of(sum);
    }

    static Memory of(Map<String, ProcessHandle> processes) {
        Map<String, Long> seen = new LinkedHashMap<>();
        processes.forEach((name, process) -> of(process).ifPresent(bytes -> seen.put(name, bytes)));
        return new Memory(seen);
    }

    long sum() {
        return byProcess.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean fits() {
        return sum() <= ALLOWED;
    }

    /** For example: PostgreSQL 43 · Kafka 178 · services 402 = 623 Mio / 1228 Mio. */
    String line(Language language) {
        if (byProcess.isEmpty()) {
            return language.say("Mémoire : inconnue sur ce système", "Memory: unknown on this system");
        }
        StringBuilder line = new StringBuilder(language.say("Mémoire : ", "Memory: "));
        String unit = language.say(" Mio", " MiB");
        byProcess.forEach((name, bytes) ->
                line.append(name).append(' ').append(bytes >> 20).append(unit).append(" · "));
        line.append(language.say("ensemble ", "together ")).append(sum() >> 20).append(unit);
        return line.append(language.say(" sur ", " of "))
                .append(ALLOWED >> 20)
                .append(unit)
                .toString();
    }

    /** The most a process was resident with since it began, in bytes; unknown once it has ended. */
    public static OptionalLong highest(ProcessHandle process) {
        return kilobytes(Path.of("/proc/" + process.pid() + "/status"), "VmHWM:");
    }

    private static OptionalLong resident(long pid) {
        OptionalLong shared = kilobytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
        return shared.isPresent() ? shared : kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:");
    }

    private static OptionalLong kilobytes(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return OptionalLong.empty(); // ended in the meantime, or not ours to read
        }
    }
}
