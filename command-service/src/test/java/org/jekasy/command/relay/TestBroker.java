package org.jekasy.command.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A real broker that can be stopped and comes back with its data at the same address. */
public final class TestBroker implements AutoCloseable {
    /** What the services of tests seal records with. */
    public static final String SEAL_KEY = "b2YgdGhlIHRlc3RzLCBhbmQgb2Ygbm9ib2R5IGVsc2U=";

    private final int port = freePort();
    private final Properties settings = new Properties();
    private @Nullable KafkaRaftServer server;

    /** Formats a new broker in this folder and starts it. */
    public TestBroker(Path folder) {
        this(folder, Map.of());
    }

    /** The same with settings of its own; it then lets nobody in who does not sign in over TLS. */
    TestBroker(Path folder, Map<String, String> more) {
        int controller = freePort();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@localhost:" + controller);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        if (!more.isEmpty()) {
            settings.setProperty("listeners", "SASL_SSL://localhost:" + port + ",CONTROLLER://localhost:" + controller);
            settings.setProperty("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
            settings.setProperty("inter.broker.listener.name", "SASL_SSL");
            settings.putAll(more);
        }
        settings.setProperty("log.dirs", folder.toString());
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .run();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        start();
    }

    public void start() {
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        starting.startup();
        server = starting;
    }

    public void stop() {
        KafkaRaftServer running = server;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
            server = null;
        }
    }

    public String address() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
