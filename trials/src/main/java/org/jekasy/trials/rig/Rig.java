package org.jekasy.trials.rig;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jekasy.standalone.Broker;
import org.jekasy.standalone.CannotStart;
import org.jekasy.standalone.Folders;
import org.jekasy.standalone.FreePorts;
import org.jekasy.standalone.Ports;
import org.jekasy.standalone.Postgres;
import org.jekasy.standalone.Room;
import org.jekasy.standalone.Secrets;
import org.jekasy.standalone.Services;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL and a real Kafka in a folder of their own on free ports, and the services beside them as processes. Closing ends everything that was
 * started here and deletes the folder.
 */
public final class Rig implements AutoCloseable {
    /** How the JVMs start: compiled in a hurry with their classes read ahead, the same and keeping them, or as on anybody's machine. */
    private enum Start {
        QUICK,
        REHEARSED,
        PLAIN;

        List<String> ofKafka() throws IOException {
            return switch (this) {
                case QUICK -> ReadAhead.used(ReadAhead.KAFKA);
                case REHEARSED -> ReadAhead.made(ReadAhead.KAFKA);
                case PLAIN -> List.of();
            };
        }

        List<String> of(String program) throws IOException {
            return switch (this) {
                case QUICK -> with("-XX:TieredStopAtLevel=1", ReadAhead.used(program));
                case REHEARSED -> with("-XX:TieredStopAtLevel=1", ReadAhead.made(program));
                case PLAIN -> List.of();
            };
        }
    }

    /** What a ledger keeps, in its folder. */
    private static final List<String> HELD = List.of("postgresql/data", "kafka/topics", Secrets.FILE);

    private static final List<String> GIVING_WAY = List.of("nice", "-n", "15");

    private final Path folder;
    private final Ports ports;
    private final Secrets secrets;
    private final Start start;
    private final List<Served> services = new CopyOnWriteArrayList<>();
    // who ends us from outside must not leave servers behind that nobody knows of
    private final Thread atTheEnd = Thread.ofPlatform().unstarted(this::endEverything);
    private Postgres postgres;
    private @Nullable Broker broker;
    private boolean givesWay;

    private Rig(Path folder, Ports ports, Secrets secrets, Start start, Postgres postgres, @Nullable Broker broker) {
        this.folder = folder;
        this.ports = ports;
        this.secrets = secrets;
        this.start = start;
        this.postgres = postgres;
        this.broker = broker;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /** Starts PostgreSQL and Kafka; the services are started one by one by who needs them, compiled as {@code ./ledger demo} compiles them. */
    public static Rig open() throws IOException, InterruptedException, CannotStart {
        return open(fresh(), true, Start.QUICK);
    }

    /** The same on a copy of the ledger that was kept of a rehearsal, its tables made and its first entries recorded; a new one where none was kept. */
    public static Rig prepared() throws IOException, InterruptedException, CannotStart {
        return open(copied(), true, Start.QUICK);
    }

    /** The same without Kafka: the journal alone needs none. */
    public static Rig withoutKafka() throws IOException, InterruptedException, CannotStart {
        return open(copied(), false, Start.QUICK);
    }

    /** The same as {@link #open} with services whose classes are kept for later rigs when they end in good order. */
    public static Rig rehearsed() throws IOException, InterruptedException, CannotStart {
        return open(fresh(), true, Start.REHEARSED);
    }

    /** The same as {@link #open} with services whose compiler may take its time, and that start as on anybody's machine, for who measures them. */
    public static Rig measured() throws IOException, InterruptedException, CannotStart {
        return open(fresh(), true, Start.PLAIN);
    }

    /** Where several rigs are tried at the same time ({@code -Djekasy.beside-others=true}), its services give way to those of a rig whose seconds are judged. */
    public Rig givingWay() {
        givesWay = Boolean.getBoolean("jekasy.beside-others");
        return this;
    }

    private static Path fresh() throws IOException {
        // as the system names it, else nobody finds a program by its path
        return Files.createTempDirectory("jekasy-rig-").toRealPath();
    }

    private static Path copied() throws IOException, InterruptedException {
        Path folder = fresh();
        if (Files.exists(ReadAhead.ledger()) && !ReadAhead.isDue()) {
            for (String each : HELD) {
                Files.createDirectories(folder.resolve(each).getParent());
                copy(ReadAhead.ledger().resolve(each), folder.resolve(each));
            }
        }
        return folder;
    }

    private static Rig open(Path folder, boolean withKafka, Start start)
            throws IOException, InterruptedException, CannotStart {
        Ports ports = Ports.free();
        Secrets secrets = Secrets.keptIn(folder, new SecureRandom());
        Path home = Files.createDirectories(folder.resolve("postgresql"));
        Unpacked.into(home);
        Postgres postgres = Postgres.start(home, logs(folder), ports.postgres(), secrets);
        Unpacked.keep(home);
        try {
            return new Rig(folder, ports, secrets, start, postgres, withKafka ? broker(folder, ports, start) : null);
        } catch (IOException | InterruptedException | CannotStart e) {
            postgres.close();
            throw e;
        }
    }

    private static Broker broker(Path folder, Ports ports, Start start)
            throws IOException, InterruptedException, CannotStart {
        Path jar = Path.of(System.getProperty("jekasy.home", "."), "standalone/broker/target/broker.jar");
        return Broker.start(
                jar,
                Files.createDirectories(folder.resolve("kafka")),
                logs(folder),
                ports.kafka(),
                ports.controller(),
                start.ofKafka());
    }

    private static Path logs(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("logs"));
    }

    /** The command service, not yet ready. */
    public Served commands() throws IOException {
        return commands(ports.commands());
    }

    /** A further command service on another port, on the same database. */
    public Served commands(int port) throws IOException {
        return commands(port, Map.of(), List.of(), Map.of());
    }

    /** The same with settings, options of its JVM and variables of its environment of its own. */
    public Served commands(int port, Map<String, String> settings, List<String> jvm, Map<String, String> environment)
            throws IOException {
        Ports at = new Ports(
                ports.pages(),
                port,
                ports.labels(),
                ports.lan(),
                ports.postgres(),
                ports.kafka(),
                ports.controller(),
                port == ports.commands() ? ports.watch() : free());
        return start(
                with(Services.commands(at, secrets), settings),
                port,
                ReadAhead.COMMANDS,
                with("-Xmx384m", jvm),
                environment,
                "commands-" + port);
    }

    private static Ports.Watch free() {
        int first = FreePorts.row(3);
        return new Ports.Watch(first, first + 1, first + 2);
    }

    /** The query service, not yet ready. */
    public Served pages() throws IOException {
        return pages(ports.pages(), Services.pages(ports, secrets).mainClass(), Map.of(), List.of());
    }

    /** A query service on a port of its own, with settings of its own; what it starts may be more than the query service. */
    public Served pages(int port, Class<?> mainClass, Map<String, String> settings, List<String> jvm)
            throws IOException {
        Room room = with(Services.pages(ports, secrets), settings);
        room.properties().put("server.port", Integer.toString(port));
        if (port != ports.pages()) {
            room.properties().put(Services.WATCH, Integer.toString(FreePorts.row(1)));
        }
        return start(
                new Room(room.name(), mainClass, room.properties()),
                port,
                ReadAhead.PAGES,
                with("-Xmx384m", jvm),
                Map.of(),
                "pages-" + port);
    }

    /** The label printer, not yet ready. */
    public Served labels() throws IOException {
        return start(
                Services.labels(ports, URI.create("http://127.0.0.1:" + ports.pages())),
                ports.labels(),
                "labels",
                List.of("-Xmx128m"),
                Map.of(),
                "labels");
    }

    private Served start(
            Room room, int port, String program, List<String> jvm, Map<String, String> environment, String log)
            throws IOException {
        List<String> options = new ArrayList<>(start.of(program));
        options.addAll(jvm);
        Served service = Served.start(
                givesWay ? GIVING_WAY : List.of(),
                room,
                port,
                options,
                environment,
                logs(folder).resolve(log + ".log"));
        services.add(service);
        return service;
    }

    private static Room with(Room room, Map<String, String> settings) {
        room.properties().putAll(settings);
        return room;
    }

    private static List<String> with(String first, List<String> more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(more);
        return all;
    }

    public Ports ports() {
        return ports;
    }

    public Secrets secrets() {
        return secrets;
    }

    public Path folder() {
        return folder;
    }

    public Postgres postgres() {
        return postgres;
    }

    public Broker broker() {
        return Objects.requireNonNull(broker, "this rig has no Kafka");
    }

    /** SIGKILL to the server and every one of its processes. */
    public void killPostgres() {
        String programs = folder.resolve("postgresql") + "/";
        // by its programs: after a power cut nobody can read which process it was
        List<ProcessHandle> all;
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            all = processes
                    .filter(process -> process.info()
                            .command()
                            .filter(program -> program.startsWith(programs))
                            .isPresent())
                    .toList();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit()
                .completeOnTimeout(process, 10, TimeUnit.SECONDS)
                .join());
    }

    /** SIGKILL to the broker. */
    public void killBroker() {
        ProcessHandle process = broker().process();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Stops PostgreSQL in good order. */
    public void stopPostgres() throws IOException {
        postgres.close();
    }

    /** Starts PostgreSQL again on its data, after it was stopped or killed. */
    public void startPostgres() throws IOException, CannotStart {
        postgres = Postgres.start(folder.resolve("postgresql"), logs(folder), ports.postgres(), secrets);
    }

    /** Starts Kafka again on its data, after it was stopped or killed. */
    public void startBroker() throws IOException, InterruptedException, CannotStart {
        broker = broker(folder, ports, start);
    }

    /** Moves the data of PostgreSQL onto another file system, where a link leads to from now on. */
    public void movePostgres(Path to) throws IOException, InterruptedException, CannotStart {
        postgres.close();
        move(folder.resolve("postgresql/data"), to.resolve("data"));
        startPostgres();
    }

    /** Moves the topics of Kafka onto another file system, where a link leads to from now on. */
    public void moveBroker(Path to) throws IOException, InterruptedException, CannotStart {
        broker().close();
        move(folder.resolve("kafka/topics"), to.resolve("topics"));
        startBroker();
    }

    private static void move(Path from, Path to) throws IOException, InterruptedException {
        copy(from, to);
        Folders.delete(from);
        Files.createSymbolicLink(from, to);
    }

    // cp keeps owners and modes, and crosses file systems
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        int code = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("cp " + from + " " + to + " ended with " + code);
        }
    }

    /** Stops PostgreSQL and Kafka in good order and keeps what they hold for {@link #prepared}; the services have ended before. */
    public void keep() throws IOException, InterruptedException {
        broker().close();
        stopPostgres();
        Path whole = Files.createTempDirectory(ReadAhead.ledger().getParent(), "ledger-");
        for (String each : HELD) {
            Files.createDirectories(whole.resolve(each).getParent());
            copy(folder.resolve(each), whole.resolve(each));
        }
        // nobody finds half of one
        Path old = ReadAhead.ledger().resolveSibling(whole.getFileName() + ".old");
        if (Files.exists(ReadAhead.ledger())) {
            Files.move(ReadAhead.ledger(), old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(whole, ReadAhead.ledger(), StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(old);
    }

    private void endEverything() {
        services.forEach(Served::kill);
        if (broker != null) {
            killBroker();
        }
        killPostgres();
    }

    /** What it held is deleted, so nobody needs to end in good order. */
    @Override
    public void close() throws IOException {
        try {
            endEverything();
        } finally {
            Folders.delete(folder);
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        }
    }
}
