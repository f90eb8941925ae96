package org.jekasy.trials.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jekasy.standalone.CannotStart;

/** Somebody is killed in the middle of the work; what was acknowledged is there afterwards, once, and on the pages. */
final class Killed implements Trial {
    private enum Victim {
        COMMAND_SERVICE,
        RELAY,
        POSTGRESQL,
        KAFKA,
        QUERY_SERVICE
    }

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String promise() {
        return "an acknowledged entry survives, once";
    }

    @Override
    public String fault() {
        return "kill -9 of command-service, PostgreSQL, Kafka, query-service, relay at random moments";
    }

    @Override
    public String withoutWhat() {
        return "answered before the commit";
    }

    @Override
    public int quick() {
        return 20;
    }

    @Override
    public int many() {
        return 300;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
        Acknowledged acknowledged = new Acknowledged();
        Whole whole = stage.everything(2);
        try (Traffic traffic = Traffic.flow(stage.cooperative(chance), acknowledged, 4, whole.nodes())) {
            for (int trial = 1; trial <= trials; trial++) {
                Victim victim = Victim.values()[chance.nextInt(Victim.values().length)];
                int before = acknowledged.count();
                boolean busy = traffic.flows(50, before, Duration.ofSeconds(30));
                Thread.sleep(chance.nextInt(200));
                long head = Books.head(whole.rig());
                kill(whole, victim, chance);
                List<String> lost = new ArrayList<>();
                if (!traffic.flows(50, acknowledged.count(), Duration.ofSeconds(60))) {
                    lost.add("nothing was recorded within 60 s after " + victim + " was killed");
                }
                lost.addAll(Books.journal(whole.rig(), acknowledged));
                if (!whole.pagesCatchUp(Duration.ofSeconds(60))) {
                    lost.add("the pages did not catch up within 60 s after " + victim + " was killed: "
                            + whole.pagesSay());
                }
                lost.stream().limit(5).forEach(voice::says);
                if (busy) {
                    tally.counted(lost);
                    killed.merge(victim, 1, Integer::sum);
                } else {
                    tally.tooQuiet();
                }
                voice.says("%d/%d %s killed at position %d: %d acknowledged, %d lost"
                        .formatted(trial, trials, victim, head, acknowledged.count(), lost.size()));
            }
            traffic.end();
            List<String> atLast = new ArrayList<>(Books.journal(whole.rig(), acknowledged));
            if (whole.settles(Duration.ofSeconds(60))) {
                atLast.addAll(Books.pages(whole.rig(), acknowledged));
            } else {
                atLast.add("the pages did not catch up at last");
            }
            if (!atLast.isEmpty()) {
                tally.counted(atLast);
            }
            tally.note("%s; %,d entries acknowledged, %d sent again after a broken connection"
                    .formatted(killed, acknowledged.count(), traffic.unanswered()));
        }
        return tally;
    }

    private static void kill(Whole whole, Victim victim, Random chance)
            throws IOException, InterruptedException, CannotStart {
        switch (victim) {
            case COMMAND_SERVICE -> again(whole, chance.nextInt(2));
            case RELAY -> again(whole, leader(whole));
            case POSTGRESQL -> {
                whole.rig().killPostgres();
                whole.rig().startPostgres();
            }
            case KAFKA -> {
                whole.rig().killBroker();
                whole.rig().startBroker();
            }
            case QUERY_SERVICE -> {
                whole.pages().kill();
                whole.startPages();
                whole.pages().awaitReady(Whole.START);
            }
        }
    }

    private static void again(Whole whole, int node) throws IOException, InterruptedException {
        whole.service(node).kill();
        whole.startNode(node);
        whole.awaitNode(node);
    }

    private static int leader(Whole whole) throws InterruptedException {
        int[] leader = {0};
        try (Doors doors = new Doors(Duration.ofSeconds(5))) {
            Await.until(Duration.ofSeconds(30), "a relay leads", () -> {
                for (int n = 0; n < 2; n++) {
                    if (doors.get(whole.service(n).watch(), "/actuator/health")
                            .body()
                            .contains("LEADING")) {
                        leader[0] = n;
                        return true;
                    }
                }
                return false;
            });
        }
        return leader[0];
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        Whole whole = stage.everything(2);
        try (EarlyAnswer early = EarlyAnswer.before(whole.node(0));
                Traffic traffic = Traffic.flow(stage.cooperative(chance), acknowledged, 32, early.address())) {
            boolean busy = traffic.flows(100, 0, Duration.ofSeconds(30));
            whole.service(0).kill();
            traffic.end();
            if (busy) {
                tally.counted(Books.journal(whole.rig(), acknowledged));
            } else {
                tally.tooQuiet();
            }
        }
        return tally;
    }
}
