package org.jekasy.query;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.wire.EventJson;
import org.jekasy.language.wire.EventType;
import org.jekasy.language.wire.RecordSeal;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real PostgreSQL that keeps its promises and a real Kafka broker, started once; databases and topics as many as wanted. */
public final class Servers {
    /** What the relay of tests seals records with. */
    public static final String SEAL_KEY = "b2YgdGhlIHRlc3RzLCBhbmQgb2Ygbm9ib2R5IGVsc2U=";

    private static final RecordSeal SEAL = RecordSeal.with(SEAL_KEY, "relay.seal-key");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres POSTGRES = postgres();
    private static final EmbeddedKafkaKraftBroker KAFKA = kafka();
    private static final KafkaProducer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.getBrokersAsString(), "acks", "all", "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    private Servers() {}

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static EmbeddedKafkaKraftBroker kafka() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperty("auto.create.topics.enable", "false");
        broker.brokerProperty("delete.topic.enable", "true");
        broker.afterPropertiesSet();
        return broker;
    }

    public static String brokers() {
        return KAFKA.getBrokersAsString();
    }

    /** The address of a new, empty database. */
    public static String database() {
        String name = "pages_" + COUNT.incrementAndGet();
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return POSTGRES.getJdbcUrl("postgres", name);
    }

    /** What only the superuser of PostgreSQL may do. */
    public static void superuser(String sql) {
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Ends all connections to a database, and lets new ones in or not. */
    public static void reachable(String database, boolean reachable) {
        String name = database.replaceAll(".*/([a-z_0-9]+)\\?.*", "$1");
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database %s allow_connections %s".formatted(name, reachable));
            if (!reachable) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The name of a new, empty topic. */
    public static String topic() {
        String topic = "jekasy.test." + COUNT.incrementAndGet();
        create(topic);
        return topic;
    }

    public static void create(String topic) {
        admin(admin -> admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                .all()
                .get());
    }

    public static void delete(String topic) {
        admin(admin -> admin.deleteTopics(List.of(topic)).all().get());
    }

    private interface Work {
        Object on(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static void admin(Work work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers()))) {
            work.on(admin);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(asked);
        }
    }

    /** Sends entries as the relay does. */
    public static void send(String topic, List<LedgerEntry> entries) {
        List<Future<?>> sent = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            sent.add(PRODUCER.send(record(topic, entry, EventJson.write(entry))));
        }
        arrived(sent);
    }

    /** Sends anything. */
    public static void send(ProducerRecord<byte[], byte[]> record) {
        arrived(List.of(PRODUCER.send(record)));
    }

    private static void arrived(List<Future<?>> sent) {
        try {
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(asked);
        }
    }

    /** The record of an entry, with a body that may be another, as the relay seals it. */
    public static ProducerRecord<byte[], byte[]> record(String topic, LedgerEntry entry, byte[] body) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, null, body);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", entry.eventId().text());
        header(record, "ce_type", EventType.of(entry.event()).name());
        header(record, "ce_source", "/ledger");
        header(record, "ce_time", entry.occurredAt().toString());
        header(record, "ce_datacontenttype", "application/json");
        header(record, "position", Long.toString(entry.position()));
        byte[] hash = "00".repeat(32).getBytes(StandardCharsets.UTF_8);
        record.headers().add(RecordSeal.REQUEST_HASH, hash);
        record.headers().add(RecordSeal.HEADER, SEAL.of(entry.position(), hash, body));
        return record;
    }

    public static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
