package org.jekasy.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** A real Kafka broker (KRaft, broker and controller in one) as a JVM beside ours, on 127.0.0.1 only, formatted once, its topics kept. */
public final class Broker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final Process process;

    private Broker(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Ends a broker of ours that outlived the JVM that had started it. Does nothing if there is none. */
    public static void endLeftOver(Path home) {
        List<ProcessHandle> leftOver;
        try (var all = ProcessHandle.allProcesses()) {
            leftOver = all.filter(process -> process.info()
                            .arguments()
                            .map(List::of)
                            .orElse(List.of())
                            .contains(mark(home)))
                    .toList();
        }
        for (ProcessHandle process : leftOver) {
            Child.end(process, Duration.ofSeconds(20));
        }
    }

    /** By this argument a broker is known as ours, and as the one of this folder. */
    private static String mark(Path home) {
        return "-Djekasy.broker=" + home;
    }

    /**
     * Starts the broker on its folder, formatted first where it is new, and waits until it answers.
     *
     * @param jar the broker's own jar, its libraries beside it; nothing of it is on our class path
     */
    public static Broker start(Path jar, Path home, Path logs, int port, int controllerPort)
            throws IOException, InterruptedException, CannotStart {
        return start(jar, home, logs, port, controllerPort, List.of());
    }

    /**
     * The same with options of its JVM besides ours.
     *
     * @param jvm such as {@code -XX:AOTCache=…}
     */
    public static Broker start(Path jar, Path home, Path logs, int port, int controllerPort, List<String> jvm)
            throws IOException, InterruptedException, CannotStart {
        endLeftOver(home);
        Path settings = home.resolve("server.properties");
        Path topics = home.resolve("topics");
        Path log = logs.resolve("kafka.log");
        Path console = logs.resolve("kafka.console.log");
        Files.deleteIfExists(console);
        Files.writeString(settings, settings(topics, port, controllerPort));
        if (!Files.exists(topics.resolve("meta.properties"))) {
            format(jar, home, settings, console);
            // the formatter does not wait for the disk, and a broker whose first files a power cut emptied never starts
            Checked.syncAll(home);
        }
        // the terminal sends Ctrl-C to every process it sees; the broker must wait for us to end it, last but one
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
        command.addAll(java());
        command.addAll(jvm);
        command.addAll(List.of(mark(home), "-Djekasy.log=" + log, "-jar", jar.toString(), settings.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        Broker broker = new Broker(port, process);
        try {
            broker.awaitAnswer(log, console);
            return broker;
        } catch (CannotStart | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Xss512k",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    private static void format(Path jar, Path home, Path settings, Path console) throws IOException, CannotStart {
        List<String> command = new ArrayList<>(java());
        command.addAll(
                List.of(mark(home), "-Djekasy.log=" + console, "-cp", jar.toString(), "kafka.tools.StorageTool"));
        // --ignore-formatted: a first format that was killed half-way may be done again
        command.addAll(List.of(
                "format",
                "--ignore-formatted",
                "--cluster-id",
                Uuid.randomUuid().toString()));
        command.addAll(List.of("--config", settings.toString()));
        if (Child.run(console, command) != 0) {
            throw refused(console);
        }
    }

    private static String settings(Path topics, int port, int controllerPort) {
        return """
                # written anew at each start
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=BROKER://127.0.0.1:%1$d
                listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=BROKER
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                # the topic is a complete copy of the journal: it is created by the relay and kept for ever
                auto.create.topics.enable=false
                # one broker has no neighbour to recover from: what it acknowledged is on disk
                log.flush.interval.messages=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                # after a kill the controller takes the new start for a second broker of the same number until the old one's session is over
                broker.heartbeat.interval.ms=500
                broker.session.timeout.ms=3000
                # 128 MB by default, and with our small heap the broker would end without a word
                log.cleaner.dedupe.buffer.size=4194304
                num.network.threads=1
                num.io.threads=2
                background.threads=2
                """.formatted(port, controllerPort, topics.toString().replace("\\", "\\\\"));
    }

    private void awaitAnswer(Path log, Path console) throws InterruptedException, CannotStart {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Ports.answers(port)) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw refused(Files.exists(log) ? log : console);
            }
        }
        Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                2_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis()));
        try {
            // who answers at the port may be somebody else, and ours be gone
            CompletableFuture.anyOf(
                            process.onExit(),
                            admin.describeCluster().nodes().toCompletionStage().toCompletableFuture())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw refused(log);
        } finally {
            // else it waits for an answer nobody gives
            admin.close(Duration.ZERO);
        }
        if (!process.isAlive()) {
            throw refused(log);
        }
    }

    private static CannotStart refused(Path log) {
        return new CannotStart(
                "Kafka n'a pas démarré : " + Child.lastWord(log) + " (voir " + log + ").",
                "Kafka did not start: " + Child.lastWord(log) + " (see " + log + ").");
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Child.end(process.toHandle(), Duration.ofSeconds(20));
    }
}
