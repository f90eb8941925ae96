package org.jekasy.trials.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jekasy.standalone.Memory;
import org.jekasy.standalone.Ports;
import org.jekasy.trials.rig.Rig;

/** How long the whole ledger takes to open on a folder with a season in it, part by part, and what memory it holds then. */
final class StartFigures {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private StartFigures() {}

    /** Nothing else may run on the rig's folder: PostgreSQL and Kafka are stopped here, and started again at the end. */
    static void measure(Figures figures, Rig rig) throws Exception {
        if (!figures.wants("start")) {
            return;
        }
        Path folder = rig.folder();
        rig.broker().close();
        rig.postgres().close();
        // the mark of a ledger's own folder
        if (!Files.exists(folder.resolve("jekasy.lock"))) {
            Files.createFile(folder.resolve("jekasy.lock"));
        }
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, Long> memory = new LinkedHashMap<>();
        int times = figures.size(3, 1);
        for (int n = 0; n < times; n++) {
            once(folder, seconds, memory);
        }
        seconds.forEach((part, each) -> figures.add(Row.alone(
                "start." + part.replace(' ', '-'),
                "ouverture, la campagne chargée : " + part,
                "start to ready with the season loaded: " + part,
                Rounds.median(each),
                "s",
                Goal.atMost(10))));
        memory.forEach((part, bytes) -> figures.add(
                Row.alone("memory." + part, "mémoire : " + part, "memory: " + part, mebibytes(bytes), "MiB", null)));
        figures.add(Row.alone(
                "memory.together",
                "mémoire : ensemble",
                "memory: together",
                mebibytes(memory.values().stream().mapToLong(Long::longValue).sum()),
                "MiB",
                Goal.atMost(mebibytes(Memory.ALLOWED))));
        rig.startPostgres();
        rig.startBroker();
    }

    private static double mebibytes(long bytes) {
        return bytes / 1024.0 / 1024.0;
    }

    private static void once(Path folder, Map<String, List<Double>> seconds, Map<String, Long> memory)
            throws Exception {
        Ports used = Ports.free();
        int first = used.pages();
        Path said = folder.resolve("logs/demo.log");
        Process demo = demo(folder, first, said);
        try {
            long begin = System.nanoTime();
            answers(demo, "PostgreSQL", used.postgres(), begin, begin, seconds);
            long database = System.nanoTime();
            answers(demo, "Kafka", used.kafka(), database, begin, seconds);
            long broker = System.nanoTime();
            healthy(demo, "command-service", used.watch().commands(), broker, begin, seconds);
            long commands = System.nanoTime();
            healthy(demo, "query-service", used.watch().pages(), commands, begin, seconds);
            long pages = System.nanoTime();
            healthy(demo, "label-printer", used.watch().labels(), pages, begin, seconds);
            seconds.computeIfAbsent("all of it", none -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e9);
            use(used);
            memory.put(
                    "PostgreSQL",
                    pss(ProcessHandle.of(
                                    Long.parseLong(Files.readAllLines(folder.resolve("postgresql/data/postmaster.pid"))
                                            .getFirst()
                                            .strip()))
                            .orElseThrow()));
            memory.put("Kafka", pss(broker(folder)));
            memory.put(
                    "services",
                    pss(demo.toHandle()) - (isChild(demo, broker(folder)) ? memory.getOrDefault("Kafka", 0L) : 0L));
        } finally {
            demo.destroy();
            if (!demo.waitFor(60, TimeUnit.SECONDS)) {
                demo.destroyForcibly().waitFor();
            }
        }
    }

    private static boolean isChild(Process parent, ProcessHandle child) {
        return parent.descendants().anyMatch(child::equals);
    }

    private static long pss(ProcessHandle process) {
        return Memory.of(process).orElse(0);
    }

    private static ProcessHandle broker(Path folder) throws IOException {
        String mark = "-Djekasy.broker=" + folder.toRealPath().resolve("kafka");
        return ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(mark))
                .findFirst()
                .orElseThrow();
    }

    /** The ledger as {@code ./ledger demo} starts it. */
    private static Process demo(Path folder, int firstPort, Path said) throws IOException {
        String home = System.getProperty("jekasy.home", ".");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx384m",
                        "-Xss512k",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ReservedCodeCacheSize=64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Daxoniq.update-checker.disabled=true",
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Djekasy.home=" + home,
                        "-jar",
                        home + "/standalone/target/standalone.jar",
                        "demo",
                        "--data",
                        folder.toString(),
                        "--port",
                        Integer.toString(firstPort))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(said.toFile()))
                .start();
    }

    private static void answers(
            Process demo, String part, int port, long since, long begin, Map<String, List<Double>> seconds)
            throws InterruptedException {
        await(demo, part, begin, () -> Ports.answers(port));
        seconds.computeIfAbsent(part, none -> new ArrayList<>()).add((System.nanoTime() - since) / 1e9);
    }

    private static void healthy(
            Process demo, String part, int port, long since, long begin, Map<String, List<Double>> seconds)
            throws InterruptedException {
        await(demo, part, begin, () -> isUp(port));
        seconds.computeIfAbsent(part, none -> new ArrayList<>()).add((System.nanoTime() - since) / 1e9);
    }

    private static boolean isUp(int port) {
        try (Wire wire = new Wire(port)) {
            return wire.get("/actuator/health").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private interface Fact {
        boolean holds();
    }

    private static void await(Process demo, String part, long begin, Fact fact) throws InterruptedException {
        while (!fact.holds()) {
            if (!demo.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        part + " is not ready after " + PATIENCE.toSeconds() + " s, or the ledger ended");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    // memory is counted after it was used a little
    private static void use(Ports ports) throws IOException {
        try (Wire wire = new Wire(ports.pages())) {
            for (int n = 0; n < 50; n++) {
                wire.get("/lots?limit=50").expect(200);
            }
        }
    }
}
