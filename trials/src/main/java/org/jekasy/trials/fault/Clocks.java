package org.jekasy.trials.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jekasy.language.LotId;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;

/** Clocks of servers and devices are off by years; what was acknowledged earlier still stands before what was sent later, and every total is the same. */
final class Clocks implements Trial {
    private static final String LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private static final List<String> OFF = List.of("-100d", "+10y", "+1y", "-150d", "+3d", "+30y");

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public String promise() {
        return "clocks off by years change no order and no total";
    }

    @Override
    public String fault() {
        return "one of two nodes runs 5 months behind to 30 years ahead (libfaketime), devices up to 20 years behind";
    }

    @Override
    public String withoutWhat() {
        return "ordered by the device's time";
    }

    @Override
    public int quick() {
        return 6;
    }

    @Override
    public int many() {
        return 300;
    }

    @Override
    public Optional<String> impossible() {
        return Files.exists(Path.of(LIBRARY)) ? Optional.empty() : Optional.of("there is no libfaketime");
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Whole whole = stage.journal(2);
        Cooperative cooperative = stage.cooperative(chance);
        for (int trial = 1; trial <= trials; trial++) {
            String off = OFF.get((trial - 1) % OFF.size());
            whole.service(1).kill();
            // the ages of files are left true: else the JVM takes the classes it kept for those of other jars
            Served astray = whole.rig()
                    .commands(
                            whole.port(1),
                            Map.of(),
                            List.of(),
                            Map.of("LD_PRELOAD", LIBRARY, "FAKETIME", off, "NO_FAKE_STAT", "1"));
            whole.replaceNode(1, astray);
            whole.awaitNode(1);
            List<Sent> sent = story(whole, cooperative, chance);
            List<String> lost = judge(whole.rig(), sent, "position");
            tally.counted(lost);
            lost.forEach(voice::says);
            voice.says("%d/%d node 1 is %s off: %d entries in their order, %d lost"
                    .formatted(trial, trials, off, sent.size(), lost.size()));
        }
        return tally;
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Whole whole = stage.journal(2);
        List<Sent> sent = story(whole, stage.cooperative(chance), chance);
        tally.counted(judge(whole.rig(), sent, "occurred_at"));
        return tally;
    }

    private record Sent(UUID eventId, LotId lot, long grams) {}

    /** Harvests one after the other, each acknowledged before the next is sent, over both nodes, from devices whose clocks say anything. */
    private static List<Sent> story(Whole whole, Cooperative cooperative, Random chance) throws Exception {
        List<Sent> sent = new ArrayList<>();
        try (Doors doors = new Doors(Duration.ofSeconds(30))) {
            for (int n = 0; n < 30; n++) {
                LotId lot = cooperative.newLot();
                long grams = 500_000L + cooperative.upTo(500_000);
                String claimed = "%d-05-11T09:10:00Z".formatted(2006 + chance.nextInt(21));
                Cooperative.Command harvest = cooperative.harvest(lot, grams, claimed);
                doors.record(whole.node(n % 2), List.of(harvest));
                sent.add(new Sent(harvest.eventId(), lot, grams));
            }
        }
        return sent;
    }

    private static List<String> judge(Rig rig, List<Sent> sent, String order) throws SQLException {
        List<UUID> stored = new ArrayList<>();
        try (Connection ledger = rig.postgres().superuser("ledger");
                Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery("select event_id from journal order by " + order)) {
            while (row.next()) {
                stored.add(row.getObject(1, UUID.class));
            }
        }
        List<UUID> ids = sent.stream().map(Sent::eventId).toList();
        List<String> lost = new ArrayList<>();
        stored.retainAll(ids);
        if (!stored.equals(ids)) {
            lost.add("%d entries are not in the order in which they were acknowledged".formatted(ids.size()));
        }
        Grams.wrongLots(rig).values().forEach(lost::add);
        return lost;
    }
}
