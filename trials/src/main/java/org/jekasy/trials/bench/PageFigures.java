package org.jekasy.trials.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.LotId;
import org.jekasy.language.wire.EventJson;
import org.jekasy.query.QueryService;
import org.jekasy.query.follow.Progress.Now;
import org.jekasy.query.follow.Progress.State;
import org.jekasy.query.follow.Rebuild;
import org.jekasy.standalone.FreePorts;
import org.jekasy.standalone.Room;
import org.jekasy.standalone.Services;
import org.jekasy.trials.bench.limit.Constant;
import org.jekasy.trials.bench.limit.WithoutLedger;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** What people meet: the services over HTTP with a season in them, and the read side built anew. */
final class PageFigures {
    static final String[] FAMILIES = {"http", "visible", "rebuild", "trace", "page", "recall", "labels"};
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 32;
    private static final int PACE = 200;

    private final Figures figures;
    private final Rig rig;
    private final Loaded loaded;

    private PageFigures(Figures figures, Rig rig, Loaded loaded) {
        this.figures = figures;
        this.rig = rig;
        this.loaded = loaded;
    }

    @SuppressWarnings("try") // a service runs while its block does
    static void measure(Figures figures, Rig rig, Loaded loaded) throws Exception {
        if (!figures.wants(FAMILIES)) {
            return;
        }
        PageFigures measured = new PageFigures(figures, rig, loaded);
        try (Served commands = rig.commands().awaitReady(PATIENCE)) {
            try (Served pages = rig.pages().awaitReady(PATIENCE)) {
                measured.awaitPages();
                measured.reading();
            }
            if (figures.wants("http")) {
                measured.http();
            }
            measured.awaitRelay();
        }
        if (figures.wants("rebuild")) {
            measured.rebuild();
        }
    }

    private void reading() throws Exception {
        if (figures.wants("trace")) {
            traces();
        }
        if (figures.wants("recall")) {
            recall();
        }
        if (figures.wants("page")) {
            page();
        }
        if (figures.wants("labels")) {
            LabelFigures.measure(figures, rig, loaded);
        }
        if (figures.wants("visible")) {
            visible();
        }
    }

    private void awaitPages() throws IOException {
        long begin = System.nanoTime();
        while (!Wire.reached(rig.ports().pages(), loaded.head())) {
            if (System.nanoTime() - begin > Duration.ofMinutes(5).toNanos()) {
                throw new IllegalStateException("the pages do not get to position " + loaded.head());
            }
        }
    }

    private void awaitRelay() throws IOException {
        try (Wire wire = new Wire(rig.ports().watch().commands())) {
            for (int n = 0; n < 600; n++) {
                var details =
                        EventJson.mapper().readTree(wire.get("/actuator/health").body());
                long head = details.at("/components/journal/details/head").longValue(-1);
                if (topic(false) >= head) {
                    return;
                }
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }
        throw new IllegalStateException("the relay does not get to the end of the journal");
    }

    // ---- reading

    private void traces() throws Exception {
        Map<String, LotId> lots = new LinkedHashMap<>();
        lots.put("30", loaded.few());
        lots.put("3333", loaded.many());
        lots.put("16700", loaded.most());
        List<Double> goals = List.of(5.0, 30.0, 150.0);
        int n = 0;
        try (Wire wire = new Wire(rig.ports().pages());
                Connection pages = pages();
                PreparedStatement one = pages.prepareStatement("select weight_g from lot where lot = ?")) {
            for (Map.Entry<String, LotId> each : lots.entrySet()) {
                String path = "/lots/" + each.getValue() + "/trace?direction=back";
                int times = figures.size(each.getKey().length() > 4 ? 40 : 100, 5);
                // until the compiler is done with it
                Callers.run(
                        1,
                        figures.size(Duration.ofSeconds(12), Duration.ofMillis(100)),
                        Integer.MAX_VALUE,
                        caller -> wire.get(path).expect(200));
                Rounds.Paired paired = figures.rounds()
                        .paired(
                                () -> each(times, () -> wire.get(path).expect(200)),
                                () -> each(times, () -> key(one, each.getValue())));
                figures.add(Row.paired(
                        "trace." + each.getKey(),
                        "origine de " + each.getKey() + " ancêtres, 95 sur 100 en (limite : 1 SELECT)",
                        "trace back of " + each.getKey() + " ancestors, p95 (limit: 1 SELECT)",
                        paired,
                        "ms",
                        Goal.atMost(goals.get(n++))));
            }
        }
    }

    private interface Step {
        void take() throws Exception;
    }

    /** The 95th percentile in milliseconds. */
    private static double each(int times, Step step) throws Exception {
        return Callers.run(1, Duration.ofMinutes(2), times, caller -> step.take())
                .percentile(0.95);
    }

    private static void key(PreparedStatement one, LotId lot) throws SQLException {
        one.setString(1, lot.text());
        try (ResultSet row = one.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("lot " + lot + " is not on the pages");
            }
        }
    }

    private Connection pages() throws SQLException {
        return DriverManager.getConnection(
                rig.postgres().url("pages") + "?prepareThreshold=1",
                "pages_app",
                rig.secrets().pagesApp());
    }

    private void recall() throws Exception {
        List<LotId> some = some(figures.size(100, 5), 5);
        int[] at = {0};
        try (Wire wire = new Wire(rig.ports().pages())) {
            Step next = () -> wire.get("/recall-set?lot=" + some.get(at[0]++ % some.size()))
                    .expect(200);
            each(some.size(), next);
            figures.add(Row.alone(
                    "recall-set",
                    "tout ce qu'une récolte a touché, 95 sur 100 en",
                    "recall set of one harvest in the full season, p95",
                    figures.rounds().median(() -> each(some.size(), next)),
                    "ms",
                    Goal.atMost(50)));
        }
    }

    private List<LotId> some(int count, long seed) {
        List<LotId> shuffled = new ArrayList<>(loaded.harvests());
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    @SuppressWarnings("try") // a service runs while its block does
    private void page() throws Exception {
        List<LotId> some = some(500, 6);
        int port = FreePorts.row(1);
        try (Served constant = Served.start(
                                List.of(),
                                room("constant", Constant.class, port),
                                port,
                                List.of("-Xmx384m"),
                                Map.of(),
                                log("constant"))
                        .awaitReady(PATIENCE);
                Wires ours = new Wires(rig.ports().pages(), CONNECTIONS);
                Wires limit = new Wires(port, CONNECTIONS)) {
            int bytes = ours.of(0).get("/lots/" + some.getFirst()).expect(200).body().length;
            Callers.Task nothing =
                    caller -> limit.of(caller).get("/constant?bytes=" + bytes).expect(200);
            page(
                    new Words("page.32", "page d'un lot en JSON, 32 connexions", "lot page JSON, 32 connections"),
                    caller -> ours.of(caller).get("/lots/" + any(some)).expect(200),
                    nothing);
            String cooperative = cooperative();
            List<String> own = lots(cooperative);
            page(
                    new Words(
                            "page.32.own",
                            "la même, lue par sa coopérative : rien de gardé, deux murs",
                            "the same, read by its cooperative: nothing kept, two walls"),
                    caller -> ours.of(caller)
                            .get("/lots/" + any(own), cooperative)
                            .expect(200),
                    nothing);
        }
    }

    private record Words(String name, String french, String english) {}

    private static <T> T any(List<T> some) {
        return some.get((int) (System.nanoTime() / 1_000 % some.size()));
    }

    /** Who holds most lots of the season. */
    private String cooperative() throws SQLException {
        return strings("select holder from lot group by holder order by count(*) desc limit 1")
                .getFirst();
    }

    private List<String> lots(String holder) throws SQLException {
        return strings("select lot from lot where holder = '" + holder + "' order by md5(lot) limit 500");
    }

    private List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection pages = rig.postgres().superuser("pages");
                Statement statement = pages.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }

    private void page(Words words, Callers.Task page, Callers.Task nothing) throws Exception {
        Duration warm = figures.size(Duration.ofSeconds(10), Duration.ofMillis(500));
        Callers.run(CONNECTIONS, warm, Integer.MAX_VALUE, page);
        Callers.run(CONNECTIONS, warm.dividedBy(2), Integer.MAX_VALUE, nothing);
        List<Double> worst = new ArrayList<>();
        Rounds.Paired paired = figures.rounds()
                .paired(
                        () -> {
                            Callers.Done done = Callers.run(CONNECTIONS, figures.round(), Integer.MAX_VALUE, page);
                            worst.add(done.percentile(0.99));
                            return done.perSecond();
                        },
                        () -> Callers.run(CONNECTIONS, figures.round(), Integer.MAX_VALUE, nothing)
                                .perSecond());
        figures.add(Row.paired(words.name(), words.french(), words.english(), paired, "/s", Goal.ratioAtLeast(0.5)));
        figures.add(Row.alone(
                words.name() + ".p99",
                words.french() + ", 99 sur 100 en",
                words.english() + ", 99 of 100 within",
                Rounds.median(worst),
                "ms",
                null));
    }

    private Path log(String name) {
        return rig.folder().resolve("logs").resolve(name + ".log");
    }

    /** With the settings of the command service: the same server, the same threads. */
    private static Room room(String name, Class<?> main, int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", Integer.toString(port));
        settings.put(Services.WATCH, Integer.toString(FreePorts.row(1)));
        settings.put("spring.application.name", name);
        return new Room("command-service", main, settings);
    }

    // ---- writing

    @SuppressWarnings("try") // a service runs while its block does
    private void http() throws Exception {
        int port = FreePorts.row(1);
        try (Served without = Served.start(
                                List.of(),
                                room("without-ledger", WithoutLedger.class, port),
                                port,
                                List.of("-Xmx384m"),
                                Map.of(),
                                log("without-ledger"))
                        .awaitReady(PATIENCE);
                Wires ours = new Wires(rig.ports().commands(), CONNECTIONS);
                Wires limit = new Wires(port, CONNECTIONS)) {
            Duration warm = figures.size(Duration.ofSeconds(30), Duration.ofMillis(500));
            harvests(ours, warm);
            harvests(limit, warm);
            List<Double> worst = new ArrayList<>();
            Rounds.Paired paired = figures.rounds()
                    .paired(
                            () -> {
                                Callers.Done done = harvests(ours, figures.round());
                                worst.add(done.percentile(0.99));
                                return done.perSecond();
                            },
                            () -> harvests(limit, figures.round()).perSecond());
            figures.add(Row.paired(
                    "http.32",
                    "commandes par HTTP, 32 appelants",
                    "commands through HTTP, 32 callers",
                    paired,
                    "/s",
                    Goal.ratioAtLeast(0.5)));
            figures.add(Row.alone(
                    "http.32.p99",
                    "commandes par HTTP, 32 appelants, 99 sur 100 en",
                    "commands through HTTP, 32 callers, 99 of 100 within",
                    Rounds.median(worst),
                    "ms",
                    null));
        }
    }

    private Callers.Done harvests(Wires wires, Duration time) throws Exception {
        return Callers.run(
                CONNECTIONS,
                time,
                Integer.MAX_VALUE,
                caller -> wires.of(caller)
                        .post(
                                "/harvests",
                                Village.BY_HEADER,
                                Village.body(loaded.village().harvest()))
                        .expect(201));
    }

    /** At a steady pace: from the receipt to the lot's page. */
    private void visible() throws Exception {
        List<Double> middle = new ArrayList<>();
        int seconds = figures.size(4, 1);
        // a service that nobody has asked yet spends half of the cores on compiling itself
        try (Wires commands = new Wires(rig.ports().commands(), 4);
                Wires pages = new Wires(rig.ports().pages(), 4)) {
            Callers.run(
                    4,
                    figures.size(Duration.ofSeconds(40), Duration.ofMillis(200)),
                    Integer.MAX_VALUE,
                    caller -> shown(commands.of(caller), pages.of(caller)));
        }
        double late = figures.rounds().median(() -> {
            long[] nanos = visible(seconds);
            middle.add(Callers.percentile(nanos, 0.5));
            return Callers.percentile(nanos, 0.99);
        });
        figures.add(Row.alone(
                "visible.p50",
                "de l'écriture à la page à 200/s, une sur deux en",
                "commit to visible on the lot page at 200/s, p50",
                Rounds.median(middle),
                "ms",
                Goal.atMost(30)));
        figures.add(Row.alone("visible.p99", "… 99 sur 100 en", "… p99", late, "ms", Goal.atMost(150)));
    }

    private long[] visible(int seconds) throws Exception {
        BlockingQueue<Wire> commands = new ArrayBlockingQueue<>(64);
        BlockingQueue<Wire> pages = new ArrayBlockingQueue<>(64);
        for (int n = 0; n < 64; n++) {
            commands.add(new Wire(rig.ports().commands()));
            pages.add(new Wire(rig.ports().pages()));
        }
        int pace = figures.size(PACE, PACE / 10);
        List<Future<Long>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int n = 0; n < seconds * pace; n++) {
                LockSupport.parkNanos(begin + n * (1_000_000_000L / pace) - System.nanoTime());
                running.add(threads.submit(() -> {
                    Wire command = commands.take();
                    Wire page = pages.take();
                    long nanos = shown(command, page);
                    commands.add(command);
                    pages.add(page);
                    return nanos;
                }));
            }
        }
        long[] nanos = new long[running.size()];
        for (int n = 0; n < nanos.length; n++) {
            nanos[n] = running.get(n).get();
        }
        for (Wire wire : commands) {
            wire.close();
        }
        for (Wire wire : pages) {
            wire.close();
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private long shown(Wire command, Wire page) throws IOException {
        Request harvest = loaded.village().harvest();
        Wire.Answer receipt = command.post("/harvests", Village.BY_HEADER, Village.body(harvest))
                .expect(201);
        long begin = System.nanoTime();
        long position =
                EventJson.mapper().readTree(receipt.body()).path("position").longValue();
        LotId lot = ((org.jekasy.command.ledger.RecordHarvest) harvest.command()).lot();
        page.get("/lots/" + URLEncoder.encode(lot.text(), StandardCharsets.UTF_8) + "?min-position=" + position)
                .expect(200);
        return System.nanoTime() - begin;
    }

    // ---- the read side anew

    private void rebuild() throws Exception {
        try (ConfigurableApplicationContext reader = QueryService.builder()
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties("follow.autostart=false")
                .run(Services.pages(rig.ports(), rig.secrets()).settings())) {
            Rebuild rebuild = reader.getBean(Rebuild.class);
            Rounds.Figure ours = () -> {
                long begin = System.nanoTime();
                Now end = rebuild.run();
                if (end.state() == State.STOPPED) {
                    throw new IllegalStateException("stopped at " + end.at() + ": " + end.reason());
                }
                return end.position() * 1e9 / (System.nanoTime() - begin);
            };
            Rounds.Figure limit = () -> {
                long begin = System.nanoTime();
                return topic(true) * 1e9 / (System.nanoTime() - begin);
            };
            if (!figures.quick()) {
                new Rounds(3).median(ours);
            }
            limit.measure();
            figures.add(Row.paired(
                    "rebuild",
                    "pages relues de Kafka (limite : lire et ne rien faire)",
                    "rebuild from Kafka (limit: consume and do nothing)",
                    figures.rounds().paired(ours, limit),
                    "entries/s",
                    Goal.atLeast(10_000)));
        }
    }

    /** Reads the topic from its begin ({@code all}) or its last record only, and answers how many positions it holds. */
    private long topic(boolean all) {
        TopicPartition partition = new TopicPartition("jekasy.ledger.v1", 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, rig.broker().bootstrap(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "4000",
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "4194304"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seek(partition, all ? 0 : Math.max(0, end - 2));
            long position = 0;
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> read :
                        consumer.poll(Duration.ofMillis(500)).records(partition)) {
                    position = Long.parseLong(
                            new String(read.headers().lastHeader("position").value(), StandardCharsets.UTF_8));
                }
            }
            return position;
        }
    }
}
