package org.jekasy.trials.fault;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jekasy.trials.rig.Rig;

/** Two parts of the ledger can not reach each other for a while: nobody gets a wrong answer, nobody waits long for one, and afterwards all is as before. */
final class CutOff implements Trial {
    private static final Duration QUICKLY = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final int LONG_ONES = 2;

    /** Who can not reach whom. */
    private enum Between {
        COMMANDS_AND_JOURNAL,
        PAGES_AND_DATABASE,
        SERVICES_AND_KAFKA
    }

    @Override
    public String name() {
        return "cut-off";
    }

    @Override
    public String promise() {
        return "cut off from each other: no wrong answer, 503 within 5 s, back within 30 s";
    }

    @Override
    public String fault() {
        return "packets between two parts are dropped for 1 to 5 s, some for 30 s"
                + (Wire.dropsPackets() ? " (nftables)" : " (our proxy goes silent)");
    }

    @Override
    public String withoutWhat() {
        return "a pool without timeouts";
    }

    @Override
    public int quick() {
        return 16;
    }

    @Override
    public int many() {
        return 200;
    }

    private record Cut(Between between, Duration length) {}

    /** What a ledger that was cut came to. */
    private record Half(Tally tally, int acknowledged, long slowestRefusal, long slowestReturn) {}

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        // two ledgers, each with every second cut: most of the time is waiting
        List<List<Cut>> plans = List.of(new ArrayList<>(), new ArrayList<>());
        for (int trial = 0; trial < trials; trial++) {
            boolean goesLong = trial >= trials - Math.max(1, trials * LONG_ONES / 16);
            plans.get(trial % 2)
                    .add(new Cut(
                            Between.values()[chance.nextInt(Between.values().length)],
                            goesLong ? Duration.ofSeconds(30) : Duration.ofMillis(1_000 + chance.nextInt(4_000))));
        }
        Tally tally = new Tally();
        try (ExecutorService ledgers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Half>> under = new ArrayList<>();
            for (List<Cut> plan : plans) {
                Random own = new Random(chance.nextLong());
                if (!plan.isEmpty()) {
                    under.add(ledgers.submit(() -> half(plan, own, voice)));
                }
            }
            int acknowledged = 0;
            long slowestRefusal = 0;
            long slowestReturn = 0;
            for (Future<Half> each : under) {
                Half half = each.get();
                tally.add(half.tally());
                acknowledged += half.acknowledged();
                slowestRefusal = Math.max(slowestRefusal, half.slowestRefusal());
                slowestReturn = Math.max(slowestReturn, half.slowestReturn());
            }
            tally.note("%,d entries acknowledged; slowest refusal %,d ms; back after %,d ms at most"
                    .formatted(acknowledged, slowestRefusal, slowestReturn));
        }
        return tally;
    }

    private static Half half(List<Cut> plan, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        try (Parts parts = Parts.open(chance);
                Traffic traffic = Traffic.flow(
                        new Cooperative(new Random(chance.nextLong())), acknowledged, 2, parts.whole.node(0))) {
            for (Cut cut : plan) {
                boolean busy = traffic.flows(30, acknowledged.count(), BACK);
                List<String> lost = parts.cut(cut.between(), cut.length(), acknowledged, traffic);
                lost.addAll(Books.journal(parts.whole.rig(), acknowledged));
                if (busy) {
                    tally.counted(lost);
                } else {
                    tally.tooQuiet();
                }
                lost.forEach(voice::says);
                voice.says("%s for %,d ms, %d acknowledged, %d lost"
                        .formatted(cut.between(), cut.length().toMillis(), acknowledged.count(), lost.size()));
            }
            traffic.end();
            if (parts.whole.settles(Duration.ofSeconds(60))) {
                List<String> atLast = Books.pages(parts.whole.rig(), acknowledged);
                if (!atLast.isEmpty()) {
                    tally.counted(atLast);
                }
            } else {
                tally.counted(List.of("the pages did not catch up at last"));
            }
            return new Half(tally, acknowledged.count(), parts.slowestRefusal, parts.slowestReturn);
        }
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        try (Rig rig = Rig.withoutKafka();
                Wire wire = Wire.proxied(rig.ports().postgres(), chance);
                HikariDataSource pool = new HikariDataSource();
                ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + wire.port() + "/pages");
            pool.setUsername("pages_app");
            pool.setPassword(rig.secrets().pagesApp());
            pool.setConnectionTimeout(0);
            pool.setMaximumPoolSize(1);
            ask(pool);
            wire.cut();
            Future<?> answer = asking.submit(() -> ask(pool));
            Thread.sleep(QUICKLY.plusSeconds(1));
            boolean answered = answer.isDone();
            wire.mend();
            answer.get();
            tally.counted(
                    answered ? List.of() : List.of("a question waited longer than " + QUICKLY.toSeconds() + " s"));
        }
        return tally;
    }

    private static Object ask(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        }
    }

    /** The whole ledger with a wire of ours between its parts. */
    private static final class Parts implements AutoCloseable {
        private final Whole whole;
        private final Wire journal;
        private final Wire pages;
        private final Wire kafka;
        private final Doors doors = new Doors(Duration.ofSeconds(60));
        private long slowestRefusal;
        private long slowestReturn;

        private Parts(Whole whole, Wire journal, Wire pages, Wire kafka) {
            this.whole = whole;
            this.journal = journal;
            this.pages = pages;
            this.kafka = kafka;
        }

        static Parts open(Random chance) throws Exception {
            Rig rig = Rig.prepared();
            Wire journal = Wire.proxied(rig.ports().postgres(), chance);
            Wire pages = Wire.proxied(rig.ports().postgres(), chance);
            Whole whole = Whole.wired(
                    rig,
                    Map.of("journal.url", "jdbc:postgresql://127.0.0.1:" + journal.port() + "/ledger"),
                    Map.of("read.url", "jdbc:postgresql://127.0.0.1:" + pages.port() + "/pages"));
            return new Parts(whole, journal, pages, Wire.direct(rig));
        }

        List<String> cut(Between between, Duration length, Acknowledged acknowledged, Traffic traffic)
                throws IOException, InterruptedException {
            List<String> lost = new ArrayList<>();
            Wire wire = switch (between) {
                case COMMANDS_AND_JOURNAL -> journal;
                case PAGES_AND_DATABASE -> pages;
                case SERVICES_AND_KAFKA -> kafka;
            };
            traffic.takeSlowest();
            traffic.flowsOn();
            wire.cut();
            long end = System.nanoTime() + length.toNanos();
            try {
                switch (between) {
                    case COMMANDS_AND_JOURNAL -> {}
                    case PAGES_AND_DATABASE -> askPages(end, lost);
                    case SERVICES_AND_KAFKA -> {
                        if (!traffic.flows(10, acknowledged.count(), QUICKLY)) {
                            lost.add("nothing was recorded while Kafka was cut off");
                        }
                    }
                }
                long left = end - System.nanoTime();
                if (left > 0) {
                    Thread.sleep(Duration.ofNanos(left));
                }
            } finally {
                wire.mend();
            }
            long begin = System.nanoTime();
            if (!traffic.flows(10, acknowledged.count(), BACK)) {
                lost.add("nothing was recorded within 30 s after the cut between " + between);
            }
            if (!whole.pagesCatchUp(BACK.minusNanos(System.nanoTime() - begin))) {
                lost.add("the pages were not back within 30 s after the cut between " + between);
            }
            slowestReturn = Math.max(slowestReturn, (System.nanoTime() - begin) / 1_000_000);
            long slowest = traffic.takeSlowest();
            if (between == Between.COMMANDS_AND_JOURNAL) {
                slowestRefusal = Math.max(slowestRefusal, slowest);
                if (slowest > QUICKLY.toMillis() + 500) {
                    lost.add("a command waited %,d ms for its answer".formatted(slowest));
                }
            }
            return lost;
        }

        private void askPages(long end, List<String> lost) throws IOException, InterruptedException {
            do {
                Doors.Answer answer = doors.get(whole.pages().address(), "/lots?limit=3");
                slowestRefusal = Math.max(slowestRefusal, answer.millis());
                if (answer.millis() > QUICKLY.toMillis() + 500 || (answer.status() != 503 && answer.status() != 200)) {
                    lost.add("a page was answered %d after %,d ms".formatted(answer.status(), answer.millis()));
                }
                Thread.sleep(50);
            } while (System.nanoTime() < end);
        }

        @Override
        public void close() throws IOException {
            doors.close();
            for (Wire wire : List.of(journal, pages, kafka)) {
                wire.close();
            }
            whole.close();
        }
    }
}
