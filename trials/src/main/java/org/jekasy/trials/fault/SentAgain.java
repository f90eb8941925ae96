package org.jekasy.trials.fault;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jekasy.trials.rig.Rig;

/** One entry is sent up to 50 times, at once and again, to two nodes whose answers are cut off and who are killed meanwhile: it is one entry with one receipt. */
final class SentAgain implements Trial {
    private static final int MOST = 50;
    private static final int AT_ONCE = 12;

    @Override
    public String name() {
        return "event-id";
    }

    @Override
    public String promise() {
        return "one event id, sent up to 50 times, in parallel, over two nodes, across restarts: one entry, the same receipt";
    }

    @Override
    public String fault() {
        return "a proxy cuts answers, nodes are killed and started again";
    }

    @Override
    public String withoutWhat() {
        return "the journal's unique indexes dropped";
    }

    @Override
    public int quick() {
        return 500;
    }

    @Override
    public int many() {
        return 20_000;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        return sequences(
                stage.journal(2),
                stage.cooperative(chance),
                trials,
                Math.max(1, trials / 250),
                Duration.ofSeconds(60),
                chance,
                voice);
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Whole whole = stage.journal(2);
        dropUniqueIndexes(whole.rig());
        // a spoilt journal may never answer: that is a loss too, and is not waited for long
        return sequences(whole, stage.cooperative(chance), 24, 0, Duration.ofSeconds(5), chance, voice);
    }

    /** For controls only: neither an event id nor a position is kept once any more. */
    static void dropUniqueIndexes(Rig rig) throws SQLException {
        Books.execute(
                rig,
                "ledger",
                "alter table journal drop constraint journal_event_id_once, drop constraint journal_position_once",
                "alter table journal_tag drop constraint journal_tag_once",
                "create index on journal (event_id)",
                "create index on journal (position)",
                "create index on journal_tag (tag, position)");
    }

    private static Tally sequences(
            Whole whole,
            Cooperative cooperative,
            int trials,
            int restarts,
            Duration patience,
            Random chance,
            Voice voice)
            throws Exception {
        Tally tally = new Tally();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger cut = new AtomicInteger();
        List<Sequence> sequences = new ArrayList<>();
        for (int n = 0; n < trials; n++) {
            sequences.add(
                    new Sequence(cooperative.harvest(cooperative.newLot(), 800_000), new Random(chance.nextLong())));
        }
        try (Proxy first = Proxy.to(whole.port(0), new Random(chance.nextLong()));
                Proxy second = Proxy.to(whole.port(1), new Random(chance.nextLong()));
                Doors doors = new Doors(Duration.ofSeconds(30));
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            first.cutAnswers(50, 2_000, 20);
            second.cutAnswers(50, 2_000, 20);
            URI[] nodes = {first.address(), second.address()};
            Semaphore room = new Semaphore(AT_ONCE);
            List<Future<?>> running = new ArrayList<>();
            int every = restarts == 0 ? Integer.MAX_VALUE : Math.max(1, trials / (restarts + 1));
            for (int n = 0; n < trials; n++) {
                Sequence sequence = sequences.get(n);
                room.acquire();
                running.add(senders.submit(() -> {
                    try {
                        sequence.run(doors, nodes, senders, patience, sent, cut);
                    } finally {
                        room.release();
                    }
                    return null;
                }));
                if (n % every == every - 1 && n < trials - 1) {
                    int victim = chance.nextInt(2);
                    whole.service(victim).kill();
                    whole.startNode(victim);
                    voice.says("%d/%d sequences, node %d killed and started again".formatted(n + 1, trials, victim));
                }
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        try (Look journal = Look.at(whole.rig(), "ledger")) {
            for (Sequence sequence : sequences) {
                tally.counted(sequence.judge(journal.number(
                        "select count(*) from journal where event_id = '" + sequence.harvest.eventId() + "'")));
            }
        }
        tally.note("%,d sent, %,d answers cut off or never given".formatted(sent.get(), cut.get()));
        return tally;
    }

    /** The life of one entry on its way. */
    private static final class Sequence {
        private final Cooperative.Command harvest;
        private final Cooperative.Command other;
        private final Random chance;
        private final Set<String> receipts = Collections.synchronizedSet(new HashSet<>());
        private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

        Sequence(Cooperative.Command harvest, Random chance) {
            this.harvest = harvest;
            // the same id with another weight is another entry, and must be refused
            this.other = new Cooperative.Command(
                    harvest.path(), harvest.eventId(), harvest.body().replace("800000", "700000"));
            this.chance = chance;
        }

        void run(
                Doors doors,
                URI[] nodes,
                ExecutorService senders,
                Duration patience,
                AtomicInteger sent,
                AtomicInteger cut)
                throws Exception {
            int left = 1 + chance.nextInt(MOST);
            while (left > 0) {
                int together = Math.min(left, 1 + chance.nextInt(8));
                List<Future<?>> under = new ArrayList<>();
                for (int n = 0; n < together; n++) {
                    URI node = nodes[chance.nextInt(2)];
                    sent.incrementAndGet();
                    under.add(senders.submit(() -> {
                        if (!one(doors, node)) {
                            cut.incrementAndGet();
                        }
                        return null;
                    }));
                }
                for (Future<?> each : under) {
                    each.get();
                }
                left -= together;
            }
            // nobody gives up without a receipt
            boolean received = Await.comes(patience, () -> {
                if (receipts.isEmpty()) {
                    one(doors, nodes[chance.nextInt(2)]);
                }
                return !receipts.isEmpty();
            });
            if (!received || !refusesAnother(doors, nodes, patience)) {
                wrong.add("entry %s got no answer within %d s".formatted(harvest.eventId(), patience.toSeconds()));
            }
        }

        private boolean refusesAnother(Doors doors, URI[] nodes, Duration patience) throws InterruptedException {
            return Await.comes(patience, () -> {
                Doors.Answer answer = doors.send(nodes[chance.nextInt(2)], other);
                if (answer.recorded()) {
                    wrong.add("the same id with another weight was answered " + answer.body());
                }
                return !answer.later();
            });
        }

        private boolean one(Doors doors, URI node) throws InterruptedException {
            try {
                Doors.Answer answer = doors.send(node, harvest);
                if (answer.recorded()) {
                    receipts.add(answer.body());
                } else if (!answer.later()) {
                    wrong.add("answered %d: %s".formatted(answer.status(), answer.body()));
                }
                return true;
            } catch (IOException broken) {
                return false;
            }
        }

        List<String> judge(long entries) {
            List<String> lost = new ArrayList<>(wrong);
            if (entries != 1) {
                lost.add("entry %s is %d times in the journal".formatted(harvest.eventId(), entries));
            }
            if (receipts.size() > 1) {
                lost.add("entry %s got different receipts: %s".formatted(harvest.eventId(), receipts));
            }
            return lost;
        }
    }
}
