package org.jekasy.trials.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jekasy.language.LotId;
import org.jekasy.standalone.Folders;
import org.jekasy.trials.rig.Rig;

/**
 * A backup is taken, work goes on, the database is lost and the backup put in its place. The world has seen positions that would now be given a second
 * time: nothing is recorded until what is missing was put back.
 */
final class Past implements Trial {
    /** Who holds this file's lock has the folder open, and the ledger's own commands speak to his servers. */
    private static final String OPEN = "jekasy.lock";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "past";
    }

    @Override
    public String promise() {
        return "a backup restored to the past records nothing until it is told how to go on, names what is missing, and takes it back byte for byte";
    }

    @Override
    public String fault() {
        return "./ledger backup, more entries, the database deleted, ./ledger restore";
    }

    @Override
    public String withoutWhat() {
        return "the heads not compared";
    }

    @Override
    public int quick() {
        return 1;
    }

    @Override
    public int many() {
        return 20;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        for (int trial = 1; trial <= trials; trial++) {
            Acknowledged acknowledged = new Acknowledged();
            Whole whole = stage.everything(1);
            Cooperative cooperative = stage.cooperative(chance);
            Lost before = restored(whole, cooperative, acknowledged, chance);
            if (before.acknowledged() == 0) {
                tally.tooQuiet();
                continue;
            }
            List<String> lost = tellIt(whole, before, new Next(cooperative), acknowledged);
            tally.counted(lost);
            lost.forEach(voice::says);
            voice.says("%d/%d put back to the past, %d of %d acknowledged entries were after it: %d lost"
                    .formatted(trial, trials, before.acknowledged(), acknowledged.count(), lost.size()));
        }
        return tally;
    }

    /** The relay of the control compares the journal with a topic that knows nothing. */
    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        Whole whole = stage.everything(1);
        Cooperative cooperative = stage.cooperative(chance);
        if (restored(whole, cooperative, acknowledged, chance).acknowledged() == 0) {
            tally.tooQuiet();
        } else {
            whole.service(0).kill();
            whole.replaceNode(
                    0,
                    whole.rig()
                            .commands(
                                    whole.port(0), Map.of("relay.topic", "jekasy.elsewhere.v1"), List.of(), Map.of()));
            whole.awaitNode(0);
            tally.counted(givenTwice(whole.node(0), new Next(cooperative), acknowledged));
        }
        return tally;
    }

    /** What the database had when it was lost: its head, and how many entries were acknowledged after the backup (0: too little traffic). */
    private record Lost(long head, int acknowledged) {}

    /** Takes a backup under traffic and puts it back after more of it. */
    private static Lost restored(Whole whole, Cooperative cooperative, Acknowledged acknowledged, Random chance)
            throws Exception {
        Rig rig = whole.rig();
        Path backup = rig.folder().resolve("backup");
        int before;
        rig.ports().writeTo(rig.folder());
        // that of a trial with too little traffic
        Folders.delete(backup);
        try (Traffic traffic = Traffic.flow(cooperative, acknowledged, 4, whole.node(0))) {
            boolean busy = traffic.flows(50 + chance.nextInt(100), 0, PATIENCE);
            traffic.flowsOn();
            ledger(whole, true, "backup", "--to", backup.toString());
            before = acknowledged.count();
            busy &= traffic.flows(50 + chance.nextInt(100), before, PATIENCE);
            if (!busy) {
                return new Lost(0, 0);
            }
        }
        if (!whole.settles(PATIENCE)) {
            throw new IllegalStateException("the copy is not complete");
        }
        Lost lost = new Lost(Books.head(rig), acknowledged.count() - before);
        whole.service(0).kill();
        whole.pages().kill();
        rig.killPostgres();
        Folders.delete(rig.folder().resolve("postgresql/data"));
        ledger(whole, false, "restore", "--from", backup.toString());
        rig.startPostgres();
        whole.startPages();
        whole.startNode(0);
        whole.awaitNode(0);
        whole.pages().awaitReady(Whole.START);
        return lost;
    }

    private static List<String> tellIt(Whole whole, Lost before, Next next, Acknowledged acknowledged)
            throws Exception {
        List<String> wrong = new ArrayList<>();
        long head = Books.head(whole.rig());
        try (Doors doors = new Doors(Duration.ofSeconds(10))) {
            Doors.Answer[] refused = new Doors.Answer[1];
            // until the heads were compared it is refused for another reason
            Await.until(PATIENCE, "the heads are compared", () -> {
                refused[0] = next.sent(doors, whole.node(0), acknowledged);
                return refused[0].recorded() || refused[0].body().contains("journal-behind");
            });
            if (refused[0].status() != 503) {
                wrong.add("a harvest was answered %d".formatted(refused[0].status()));
            }
            for (long end : List.of(head, before.head())) {
                if (!refused[0].body().replaceAll("[\\s\\u00a0\\u202f]", "").contains(Long.toString(end))) {
                    wrong.add("the refusal does not name position %d: %s".formatted(end, refused[0].body()));
                }
            }
            if (Books.head(whole.rig()) != head) {
                wrong.add("something was recorded behind the copy");
            }
            int page = doors.get(whole.pages().address(), "/lots?limit=1").status();
            if (page != 200) {
                wrong.add("a page was answered %d meanwhile".formatted(page));
            }
            ledger(whole, true, "restore", "--refill-from-topic");
            Await.until(
                    PATIENCE,
                    "it records again",
                    () -> next.sent(doors, whole.node(0), acknowledged).recorded());
        }
        wrong.addAll(Books.journal(whole.rig(), acknowledged));
        if (whole.settles(PATIENCE)) {
            wrong.addAll(Books.pages(whole.rig(), acknowledged));
        } else {
            wrong.add("the pages did not catch up");
        }
        return wrong;
    }

    private static List<String> givenTwice(URI node, Next next, Acknowledged acknowledged) throws InterruptedException {
        Doors.Answer[] recorded = new Doors.Answer[1];
        try (Doors doors = new Doors(Duration.ofSeconds(10))) {
            Await.comes(PATIENCE, () -> {
                recorded[0] = doors.send(node, next.harvest());
                return recorded[0].recorded();
            });
        }
        return recorded[0] != null
                        && recorded[0].recorded()
                        && acknowledged.all().stream().anyMatch(receipt -> receipt.position() == recorded[0].position())
                ? List.of("position %d was given twice".formatted(recorded[0].position()))
                : List.of();
    }

    /** One more harvest; sent again it is the same entry. */
    private record Next(LotId lot, Cooperative.Command harvest) {
        private static final long GRAMS = 700_000;

        Next(Cooperative cooperative) {
            this(cooperative, cooperative.newLot());
        }

        private Next(Cooperative cooperative, LotId lot) {
            this(lot, cooperative.harvest(lot, GRAMS));
        }

        Doors.Answer sent(Doors doors, URI node, Acknowledged acknowledged) throws IOException, InterruptedException {
            Doors.Answer answer = doors.send(node, harvest);
            if (answer.recorded()) {
                acknowledged.keep(new Acknowledged.Receipt(harvest.eventId(), lot.text(), GRAMS, answer.position()));
            }
            return answer;
        }
    }

    /** One of the ledger's own commands on the rig's folder; {@code open}: as on a folder that a running ledger holds. */
    private static void ledger(Whole whole, boolean open, String... words) throws IOException, InterruptedException {
        Path folder = whole.rig().folder();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true",
                "-jar",
                Path.of(System.getProperty("jekasy.home", "."), "standalone/target/standalone.jar")
                        .toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", folder.toString()));
        try (FileChannel mark =
                FileChannel.open(folder.resolve(OPEN), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (open) {
                mark.lock();
            }
            Programs.run(command.toArray(String[]::new));
        }
    }
}
