package org.jekasy.trials.rig;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jekasy.standalone.Broker;
import org.jekasy.standalone.CannotStart;
import org.jekasy.standalone.Folders;
import org.jekasy.standalone.Ports;
import org.jekasy.standalone.Postgres;
import org.jekasy.standalone.Secrets;
import org.jekasy.standalone.Services;

/**
 * A real PostgreSQL and a real Kafka in a folder of their own on free ports, and the services beside them as processes. Closing ends everything that was
 * started here and deletes the folder.
 */
public final class Rig implements AutoCloseable {
    private final Path folder;
    private final Ports ports;
    private final Secrets secrets;
    private Postgres postgres;
    private Broker broker;

    private Rig(Path folder, Ports ports, Secrets secrets, Postgres postgres, Broker broker) {
        this.folder = folder;
        this.ports = ports;
        this.secrets = secrets;
        this.postgres = postgres;
        this.broker = broker;
    }

    /** Starts PostgreSQL and Kafka; the services are started one by one by who needs them. */
    public static Rig open() throws IOException, InterruptedException, CannotStart {
        Path folder = Files.createTempDirectory("jekasy-rig-");
        Ports ports = Ports.free();
        Secrets secrets = Secrets.keptIn(folder, new SecureRandom());
        Postgres postgres = Postgres.start(
                Files.createDirectories(folder.resolve("postgresql")), logs(folder), ports.postgres(), secrets);
        try {
            return new Rig(folder, ports, secrets, postgres, broker(folder, ports));
        } catch (IOException | InterruptedException | CannotStart e) {
            postgres.close();
            throw e;
        }
    }

    private static Broker broker(Path folder, Ports ports) throws IOException, InterruptedException, CannotStart {
        Path jar = Path.of(System.getProperty("jekasy.home", "."), "standalone/broker/target/broker.jar");
        return Broker.start(
                jar, Files.createDirectories(folder.resolve("kafka")), logs(folder), ports.kafka(), ports.controller());
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
        Ports at = new Ports(
                ports.pages(), port, ports.labels(), ports.lan(), ports.postgres(), ports.kafka(), ports.controller());
        return Served.start(
                Services.commands(at, secrets),
                port,
                List.of("-Xmx384m"),
                logs(folder).resolve("commands-" + port + ".log"));
    }

    /** The query service, not yet ready. */
    public Served pages() throws IOException {
        return Served.start(
                Services.pages(ports, secrets),
                ports.pages(),
                List.of("-Xmx384m"),
                logs(folder).resolve("pages.log"));
    }

    /** The label printer, not yet ready. */
    public Served labels() throws IOException {
        return Served.start(
                Services.labels(ports, URI.create("http://127.0.0.1:" + ports.pages())),
                ports.labels(),
                List.of("-Xmx128m"),
                logs(folder).resolve("labels.log"));
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
        return broker;
    }

    /** Starts PostgreSQL again on its data, after it was killed. */
    public void startPostgres() throws IOException, CannotStart {
        postgres = Postgres.start(folder.resolve("postgresql"), logs(folder), ports.postgres(), secrets);
    }

    /** Starts Kafka again on its data, after it was killed. */
    public void startBroker() throws IOException, InterruptedException, CannotStart {
        broker = broker(folder, ports);
    }

    @Override
    public void close() throws IOException {
        broker.close();
        postgres.close();
        Folders.delete(folder);
    }
}
