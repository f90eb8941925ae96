package org.jekasy.trials.fault;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jekasy.language.LotId;

/** The service is told to stop (SIGTERM) while commands are under way; each of them still gets its receipt, and it starts again. */
final class Stopped implements Trial {
    private static final int IN_FLIGHT = 20;

    /** Who appends holds this advisory lock until his commit; holding it keeps commands in flight. */
    private static final long TURN = 0x6A656B61_73790001L;

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String promise() {
        return "stop and start: SIGTERM loses no command in flight";
    }

    @Override
    public String fault() {
        return IN_FLIGHT + " commands wait for the journal while the service is told to stop";
    }

    @Override
    public String withoutWhat() {
        return "killed without draining";
    }

    @Override
    public int quick() {
        return 3;
    }

    @Override
    public int many() {
        return 50;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        long slowest = 0;
        Whole whole = stage.journal(1);
        Cooperative cooperative = stage.cooperative(chance);
        for (int trial = 1; trial <= trials; trial++) {
            List<String> lost = stop(whole, cooperative, chance, false);
            tally.counted(lost);
            long begin = System.nanoTime();
            whole.startNode(0);
            whole.awaitNode(0);
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            slowest = Math.max(slowest, seconds);
            voice.says("%d/%d stopped with %d in flight, %d lost; answers again after %d s"
                    .formatted(trial, trials, IN_FLIGHT, lost.size(), seconds));
        }
        tally.note("slowest start %d s".formatted(slowest));
        return tally;
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        tally.counted(stop(stage.journal(1), stage.cooperative(chance), chance, true));
        return tally;
    }

    private static List<String> stop(Whole whole, Cooperative cooperative, Random chance, boolean withoutDraining)
            throws Exception {
        List<String> lost = new ArrayList<>();
        URI node = whole.node(0);
        Acknowledged acknowledged = new Acknowledged();
        try (Connection turn = whole.rig().postgres().superuser("ledger");
                Statement statement = turn.createStatement();
                Doors doors = new Doors(Duration.ofSeconds(30));
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            // an entry of another writer makes this one ask for the turn, which we hold
            statement.execute("select pg_advisory_lock(" + TURN + ")");
            List<Future<String>> answers = new ArrayList<>();
            for (int n = 0; n < IN_FLIGHT; n++) {
                LotId lot = cooperative.newLot();
                Cooperative.Command harvest = cooperative.harvest(lot, 800_000);
                answers.add(senders.submit(() -> {
                    try {
                        Doors.Answer answer = doors.send(node, harvest);
                        if (answer.recorded()) {
                            acknowledged.keep(new Acknowledged.Receipt(
                                    harvest.eventId(), lot.text(), 800_000, answer.position()));
                            return "";
                        }
                        return "a command in flight was answered %d".formatted(answer.status());
                    } catch (IOException cut) {
                        return "a command in flight was cut off: " + cut.getMessage();
                    }
                }));
            }
            Await.until(
                    Duration.ofSeconds(20),
                    "the writer waits for its turn",
                    () -> Books.number(
                                    whole.rig(),
                                    "ledger",
                                    "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            > 0);
            Thread.sleep(200 + chance.nextInt(300));
            if (withoutDraining) {
                whole.service(0).kill();
            } else {
                whole.service(0).process().destroy();
            }
            Thread.sleep(500 + chance.nextInt(1_000));
            statement.execute("select pg_advisory_unlock(" + TURN + ")");
            for (Future<String> answer : answers) {
                String wrong = answer.get();
                if (!wrong.isEmpty()) {
                    lost.add(wrong);
                }
            }
        }
        if (!whole.service(0).process().waitFor(30, TimeUnit.SECONDS)) {
            lost.add("the service did not end within 30 s");
            whole.service(0).kill();
        }
        lost.addAll(Books.journal(whole.rig(), acknowledged));
        return lost;
    }
}
