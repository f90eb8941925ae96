package org.jekasy.trials.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jekasy.trials.rig.Rig;

/** The plug is pulled on the disk of PostgreSQL; what was acknowledged is there when power is back. */
final class PowerCut implements Trial {
    @Override
    public String name() {
        return "power-cut";
    }

    @Override
    public String promise() {
        return "an acknowledged entry survives a power cut";
    }

    @Override
    public String fault() {
        return "the journal's ext4 is shut down without flushing, everything unsynced is gone";
    }

    @Override
    public String withoutWhat() {
        return "synchronous_commit = off";
    }

    @Override
    public int quick() {
        return 10;
    }

    @Override
    public int many() {
        return 300;
    }

    @Override
    public Optional<String> impossible() {
        return Disk.impossible("mkfs.ext4", "losetup", "mount");
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        return cut(trials, chance, voice, false);
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        return cut(1, chance, voice, true);
    }

    private static Tally cut(int trials, Random chance, Voice voice, boolean careless) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        try (Disk disk = Disk.ext4(1_024);
                Whole whole = Whole.journalOnly(1)) {
            Rig rig = whole.rig();
            rig.movePostgres(disk.path());
            Programs.run("sync", "-f", disk.path().toString());
            if (careless) {
                // the service has looked at its start; behind its back its role commits without waiting for the disk
                Books.execute(
                        rig,
                        "ledger",
                        "alter role ledger_app set synchronous_commit = off",
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ledger_app'");
            }
            try (Traffic traffic =
                    Traffic.flow(new Cooperative(new Random(chance.nextLong())), acknowledged, 8, whole.nodes())) {
                for (int trial = 1; trial <= trials; trial++) {
                    boolean busy = traffic.flows(100, acknowledged.count(), Duration.ofSeconds(30));
                    Thread.sleep(chance.nextInt(300));
                    disk.cut();
                    rig.killPostgres();
                    disk.comeBack();
                    rig.startPostgres();
                    List<String> lost = Books.journal(rig, acknowledged);
                    if (busy) {
                        tally.counted(lost);
                    } else {
                        tally.tooQuiet();
                    }
                    voice.says("%d/%d cut after %d acknowledged: %d lost"
                            .formatted(trial, trials, acknowledged.count(), lost.size()));
                }
            }
            tally.note("%,d entries acknowledged".formatted(acknowledged.count()));
        }
        return tally;
    }
}
