package org.jekasy.trials.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jekasy.standalone.CannotStart;
import org.jekasy.standalone.Folders;
import org.jekasy.trials.rig.Rig;

/** Kafka loses its copy in every way it can; topic and pages are complete again, and nobody did anything. */
final class KafkaGone implements Trial {
    private static final TopicPartition COPY = new TopicPartition("jekasy.ledger.v1", 0);

    private enum How {
        TOPIC_DELETED,
        TRUNCATED,
        POWER_CUT,
        STOPPED,
        BEGUN_ANEW
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String promise() {
        return "Kafka wiped, truncated, stopped: the copy and the pages heal alone";
    }

    @Override
    public String fault() {
        return "topic deleted, records deleted, power cut of the broker, broker stopped, broker begun anew";
    }

    @Override
    public String withoutWhat() {
        return "a reader whose progress is Kafka's offset";
    }

    @Override
    public int quick() {
        return How.values().length;
    }

    @Override
    public int many() {
        return 100;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        boolean canCut = Disk.impossible("mkfs.ext4", "losetup", "mount").isEmpty();
        try (Disk disk = canCut ? Disk.ext4(512) : null;
                Whole whole = Whole.open(1)) {
            if (disk != null) {
                whole.rig().moveBroker(disk.path());
                Programs.run("sync", "-f", disk.path().toString());
            }
            try (Traffic traffic =
                    Traffic.flow(new Cooperative(new Random(chance.nextLong())), acknowledged, 4, whole.nodes())) {
                List<How> ways = new ArrayList<>();
                for (int trial = 1; trial <= trials; trial++) {
                    if (ways.isEmpty()) {
                        Collections.addAll(ways, How.values());
                        Collections.shuffle(ways, chance);
                    }
                    How how = ways.removeFirst();
                    boolean busy = traffic.flows(100, acknowledged.count(), Duration.ofSeconds(30));
                    whole.pagesCatchUp(Duration.ofSeconds(60));
                    traffic.flowsOn();
                    happens(whole.rig(), how, disk, chance);
                    List<String> lost = new ArrayList<>();
                    if (!traffic.flows(50, acknowledged.count(), Duration.ofSeconds(30))) {
                        lost.add("nothing was recorded while Kafka was " + how);
                    }
                    Duration patience = Duration.ofSeconds(60 + acknowledged.count() / 1_000);
                    long begin = System.nanoTime();
                    if (!whole.pagesCatchUp(patience)) {
                        lost.add(
                                "after %s the pages did not catch up within %d s".formatted(how, patience.toSeconds()));
                    }
                    List<String> copy = List.of("the topic was not looked at");
                    // the relay looks at its beginning every few seconds
                    while (!copy.isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
                        copy = topic(whole.rig());
                    }
                    lost.addAll(copy);
                    if (busy) {
                        tally.counted(lost);
                    } else {
                        tally.tooQuiet();
                    }
                    lost.forEach(voice::says);
                    voice.says("%d/%d %s: whole again after %d s, %d lost"
                            .formatted(trial, trials, how, (System.nanoTime() - begin) / 1_000_000_000, lost.size()));
                }
            }
            List<String> atLast = new ArrayList<>(Books.journal(whole.rig(), acknowledged));
            if (whole.settles(Duration.ofSeconds(60))) {
                atLast.addAll(Books.pages(whole.rig(), acknowledged));
            } else {
                atLast.add("the pages did not catch up at last");
            }
            if (!atLast.isEmpty()) {
                tally.counted(atLast);
            }
            tally.note("%,d entries acknowledged%s"
                    .formatted(acknowledged.count(), disk == null ? "; killed instead of cut: no root" : ""));
        }
        return tally;
    }

    private static void happens(Rig rig, How how, @org.jspecify.annotations.Nullable Disk disk, Random chance)
            throws IOException, InterruptedException, CannotStart, SQLException {
        switch (how) {
            case TOPIC_DELETED ->
                admin(
                        rig,
                        admin -> admin.deleteTopics(List.of(COPY.topic())).all().get());
            case TRUNCATED -> truncate(rig, 1 + chance.nextInt((int) Books.reached(rig)));
            case POWER_CUT -> {
                if (disk != null) {
                    disk.cut();
                }
                rig.killBroker();
                if (disk != null) {
                    disk.comeBack();
                }
                rig.startBroker();
            }
            case STOPPED -> {
                String broker = Long.toString(rig.broker().process().pid());
                Programs.run("kill", "-STOP", broker);
                Thread.sleep(2_000L + chance.nextInt(6_000));
                Programs.run("kill", "-CONT", broker);
            }
            case BEGUN_ANEW -> {
                rig.killBroker();
                Path topics = rig.folder().resolve("kafka/topics").toRealPath();
                try (var inside = java.nio.file.Files.list(topics)) {
                    for (Path each : inside.toList()) {
                        delete(each);
                    }
                }
                rig.startBroker();
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (java.nio.file.Files.isDirectory(path)) {
            Folders.delete(path);
        } else {
            java.nio.file.Files.delete(path);
        }
    }

    private static void truncate(Rig rig, long before) throws InterruptedException, IOException {
        admin(
                rig,
                admin -> admin.deleteRecords(Map.of(COPY, RecordsToDelete.beforeOffset(before)))
                        .all()
                        .get());
    }

    private interface Work {
        Object with(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static void admin(Rig rig, Work work) throws InterruptedException, IOException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", rig.broker().bootstrap()))) {
            work.with(admin);
        } catch (ExecutionException failed) {
            throw new IOException(failed);
        }
    }

    /** What a reader finds wrong who reads the whole topic and takes each position once and in order. */
    private static List<String> topic(Rig rig) throws SQLException, InterruptedException {
        long head = Books.head(rig);
        long[] reached = {0};
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(rig)) {
            consumer.assign(List.of(COPY));
            consumer.seekToBeginning(List.of(COPY));
            List<String> wrong = new ArrayList<>();
            Await.comes(Duration.ofSeconds(60), () -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    long position = position(record);
                    if (position == reached[0] + 1) {
                        reached[0] = position;
                    } else if (position > reached[0] && wrong.isEmpty()) {
                        wrong.add("the topic goes from position %d to %d".formatted(reached[0], position));
                    }
                }
                return !wrong.isEmpty() || reached[0] >= head;
            });
            if (reached[0] < head && wrong.isEmpty()) {
                wrong.add("the topic ends at position %d of %d".formatted(reached[0], head));
            }
            return wrong;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Rig rig) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", rig.broker().bootstrap(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static long position(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(new String(record.headers().lastHeader("position").value(), StandardCharsets.UTF_8));
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        try (Whole whole = Whole.open(1);
                KafkaConsumer<byte[], byte[]> careless = consumer(whole.rig())) {
            try (Traffic traffic =
                    Traffic.flow(new Cooperative(new Random(chance.nextLong())), acknowledged, 4, whole.nodes())) {
                traffic.flows(100, 0, Duration.ofSeconds(30));
            }
            whole.pagesCatchUp(Duration.ofSeconds(60));
            careless.assign(List.of(COPY));
            List<Long> applied = new ArrayList<>();
            long head = Books.head(whole.rig());
            readOn(careless, applied, head);
            // half of it is gone, and the relay fills the topic again under the reader
            truncate(whole.rig(), 1 + chance.nextInt((int) head));
            Await.comes(Duration.ofSeconds(30), () -> {
                readOn(careless, applied, head + 1);
                return applied.size() > head;
            });
            List<String> lost = new ArrayList<>();
            for (int n = 0; n < applied.size() && lost.isEmpty(); n++) {
                if (applied.get(n) != n + 1) {
                    lost.add("after position %d it applied position %d".formatted(n, applied.get(n)));
                }
            }
            tally.counted(lost);
        }
        return tally;
    }

    private static void readOn(KafkaConsumer<byte[], byte[]> consumer, List<Long> applied, long most) {
        for (int idle = 0; idle < 10 && applied.size() < most; idle++) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> applied.add(position(record)));
        }
    }
}
