package org.jekasy.trials.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jekasy.trials.rig.Rig;

/** The disk of PostgreSQL is full; who writes is told so, who reads is served, and after there is room again it goes on by itself. */
final class DiskFull implements Trial {
    private static final int MEGABYTES = 320;
    private static final int LEFT = 2;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String promise() {
        return "disk full: writes are refused, reads served, nothing is lost, and it resumes";
    }

    @Override
    public String fault() {
        return "PostgreSQL on a small file system in memory, filled up to the last byte";
    }

    @Override
    public String withoutWhat() {
        return "SQL errors swallowed";
    }

    @Override
    public int quick() {
        return 2;
    }

    @Override
    public int many() {
        return 50;
    }

    @Override
    public Optional<String> impossible() {
        return Disk.impossible("mount");
    }

    @Override
    public Tally attempt(int trials, Random chance, Voice voice) throws Exception {
        return fill(trials, chance, voice, false);
    }

    @Override
    public Tally control(Random chance, Voice voice) throws Exception {
        return fill(1, chance, voice, true);
    }

    private static Tally fill(int trials, Random chance, Voice voice, boolean careless) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        Cooperative cooperative = new Cooperative(new Random(chance.nextLong()));
        try (Disk disk = Disk.memory(MEGABYTES);
                Whole whole = careless ? Whole.journalOnly(1) : Whole.open(1)) {
            Rig rig = whole.rig();
            rig.movePostgres(disk.path());
            for (int trial = 1; trial <= trials; trial++) {
                try (EarlyAnswer early = EarlyAnswer.before(whole.node(0));
                        Traffic traffic = Traffic.flow(
                                cooperative, acknowledged, 8, careless ? early.address() : whole.node(0))) {
                    boolean busy = traffic.flows(50, acknowledged.count(), Duration.ofSeconds(60));
                    roomForTheLog(rig);
                    Path ballast = disk.path().resolve("ballast");
                    leave(ballast, LEFT);
                    List<String> lost = new ArrayList<>();
                    if (careless) {
                        traffic.flows(2_000, acknowledged.count(), Duration.ofSeconds(60));
                        traffic.end();
                        early.handsOnEverything();
                    } else {
                        lost.addAll(whileFull(whole, cooperative));
                    }
                    Files.delete(ballast);
                    if (!careless && !traffic.flows(50, acknowledged.count(), Duration.ofSeconds(60))) {
                        lost.add("nothing was recorded within 60 s after there was room again");
                    }
                    lost.addAll(Books.journal(rig, acknowledged));
                    if (!careless && !whole.pagesCatchUp(Duration.ofSeconds(60))) {
                        lost.add("the pages did not catch up within 60 s");
                    }
                    if (busy) {
                        tally.counted(lost);
                    } else {
                        tally.tooQuiet();
                    }
                    lost.stream().limit(5).forEach(voice::says);
                    voice.says("%d/%d full, %d acknowledged, %d lost"
                            .formatted(trial, trials, acknowledged.count(), lost.size()));
                }
            }
            tally.note("%,d entries acknowledged".formatted(acknowledged.count()));
        }
        return tally;
    }

    /** Log files are made ahead and used again, so that what runs out first is room for tables, as on most disks. */
    private static void roomForTheLog(Rig rig) throws java.sql.SQLException {
        for (int n = 0; n < 4; n++) {
            Books.execute(
                    rig, "ledger", "select pg_logical_emit_message(false, 'trial', 'x')", "select pg_switch_wal()");
        }
        Books.execute(rig, "ledger", "checkpoint");
    }

    private static void leave(Path ballast, int megabytes) throws IOException {
        long fill = Files.getFileStore(ballast.getParent()).getUsableSpace() - megabytes * 1024L * 1024L;
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long written = 0; written < fill; written += block.length) {
                out.write(block, 0, (int) Math.min(block.length, fill - written));
            }
        }
    }

    private static List<String> whileFull(Whole whole, Cooperative cooperative) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        try (Doors doors = new Doors(Duration.ofSeconds(30))) {
            Doors.Answer[] refusal = new Doors.Answer[1];
            boolean full = Await.comes(Duration.ofMinutes(2), () -> {
                Doors.Answer answer = doors.send(whole.node(0), cooperative.harvest(cooperative.newLot(), 700_000));
                // a slow moment is not the full disk yet
                refusal[0] = answer.recorded() ? refusal[0] : answer;
                return answer.status() == 507;
            });
            if (!full || refusal[0] == null) {
                wrong.add("nothing was refused though the disk is full");
            } else if (refusal[0].status() != 507) {
                wrong.add("a full disk was answered %d: %s".formatted(refusal[0].status(), refusal[0].body()));
            } else if (refusal[0].millis() > 5_000) {
                wrong.add("a full disk was answered after %d ms".formatted(refusal[0].millis()));
            }
            Doors.Answer page = doors.get(whole.pages().address(), "/lots?limit=5");
            if (page.status() != 200) {
                wrong.add("while the disk was full a page was answered " + page.status());
            }
        } catch (IOException gone) {
            wrong.add("while the disk was full a page was not answered: " + gone);
        }
        return wrong;
    }
}
