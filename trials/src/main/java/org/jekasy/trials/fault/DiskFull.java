package org.jekasy.trials.fault;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jekasy.trials.rig.Rig;

/**
 * The disk of PostgreSQL is full, so full that it takes no new connection either; who writes is told so, who reads is served all the while, and after
 * there is room again it goes on by itself.
 */
final class DiskFull implements Trial {
    private static final int MEGABYTES = 320;
    private static final int LEFT = 2;
    private static final Duration FULL = Duration.ofSeconds(8);
    private static final long SOON_MILLIS = 5_000;
    private static final int NO_ROOM = 507;
    private static final String LOTS = "/lots?limit=5";

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
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        return fill(trials, chance, voice, false);
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        return fill(1, chance, voice, true);
    }

    private static Tally fill(int trials, Random chance, Voice voice, boolean careless) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        Cooperative cooperative = new Cooperative(new Random(chance.nextLong()));
        try (Disk disk = Disk.memory(MEGABYTES);
                Whole whole = careless ? Whole.journalOnly(1) : Whole.open(Rig.prepared(), 1)) {
            Rig rig = whole.rig();
            rig.movePostgres(disk.path());
            AtomicLong slowest = new AtomicLong();
            AtomicLong pages = new AtomicLong();
            for (int trial = 1; trial <= trials; trial++) {
                try (EarlyAnswer early = EarlyAnswer.before(whole.node(0));
                        Traffic traffic = Traffic.flow(
                                cooperative, acknowledged, 8, careless ? early.address() : whole.node(0))) {
                    boolean busy = traffic.flows(50, acknowledged.count(), Duration.ofSeconds(60));
                    Path ballast = disk.path().resolve("ballast");
                    List<String> lost = new ArrayList<>();
                    if (careless) {
                        leave(ballast, LEFT);
                        traffic.flows(2_000, acknowledged.count(), Duration.ofSeconds(60));
                        traffic.end();
                        early.handsOnEverything();
                    } else {
                        lost.addAll(fullUnderReaders(whole, cooperative, traffic, ballast, slowest, pages));
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
            if (!careless) {
                tally.note("slowest refusal %,d ms".formatted(slowest.get()));
                tally.note("%,d pages served while it was full".formatted(pages.get()));
            }
        }
        return tally;
    }

    /** Adds to the ballast until no more than this is free. */
    private static void leave(Path ballast, int megabytes) throws IOException {
        long fill = Files.getFileStore(ballast.getParent()).getUsableSpace() - megabytes * 1024L * 1024L;
        byte[] block = new byte[4 * 1024];
        try (OutputStream out = Files.newOutputStream(ballast, CREATE, APPEND)) {
            for (long written = 0; written < fill; written += block.length) {
                out.write(block, 0, (int) Math.min(block.length, fill - written));
            }
        }
    }

    /** Takes what even a table that wanted more has left over; who else writes may take it first. */
    private static void leaveNothing(Path ballast) {
        try {
            leave(ballast, 0);
        } catch (IOException full) {
            // that is what was wanted
        }
    }

    /** Fills the disk while pages are read one after the other; every one of them must be answered. */
    private static List<String> fullUnderReaders(
            Whole whole, Cooperative cooperative, Traffic traffic, Path ballast, AtomicLong slowest, AtomicLong pages)
            throws IOException, InterruptedException {
        URI reader = whole.pages().address();
        List<String> wrong = new CopyOnWriteArrayList<>();
        try (Doors doors = new Doors(Duration.ofSeconds(30))) {
            Await.until(
                    Duration.ofSeconds(30),
                    "a page is served",
                    () -> doors.get(reader, LOTS).status() == 200);
            AtomicBoolean reading = new AtomicBoolean(true);
            Thread readers = Thread.startVirtualThread(() -> {
                while (reading.get() && wrong.isEmpty()) {
                    read(doors, reader, wrong, pages);
                }
            });
            try {
                leave(ballast, LEFT);
                wrong.addAll(whileFull(whole, cooperative, doors, ballast, slowest));
                slowest.accumulateAndGet(traffic.takeSlowest(), Math::max);
            } finally {
                reading.set(false);
                readers.join(Duration.ofSeconds(40));
            }
        }
        if (slowest.get() > SOON_MILLIS) {
            wrong.add("somebody waited %d ms for his refusal".formatted(slowest.get()));
        }
        return wrong;
    }

    private static void read(Doors doors, URI reader, List<String> wrong, AtomicLong pages) {
        try {
            Doors.Answer page = doors.get(reader, LOTS);
            if (page.status() == 200) {
                pages.incrementAndGet();
            } else {
                wrong.add("while the disk was full a page was answered %d: %s".formatted(page.status(), page.body()));
            }
            // how fast somebody turns pages; nothing is waited for
            Thread.sleep(20);
        } catch (IOException gone) {
            wrong.add("while the disk was full a page was not answered: " + gone);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> whileFull(
            Whole whole, Cooperative cooperative, Doors doors, Path ballast, AtomicLong slowest)
            throws IOException, InterruptedException {
        boolean full = Await.comes(
                Duration.ofMinutes(2),
                () -> doors.send(whole.node(0), cooperative.harvest(cooperative.newLot(), 700_000))
                                .status()
                        == NO_ROOM);
        if (!full) {
            return List.of("nothing was refused though the disk is full");
        }
        leaveNothing(ballast);
        forgetWhatConnectionsBeginWith(ballast.resolveSibling("data"));
        boolean closed = Await.comes(Duration.ofSeconds(20), () -> {
            leaveNothing(ballast);
            return takesNobody(whole.rig());
        });
        if (!closed) {
            return List.of("PostgreSQL still took new connections: the disk was not full to the last byte");
        }
        List<String> wrong = new ArrayList<>();
        long end = System.nanoTime() + FULL.toNanos();
        while (System.nanoTime() < end && wrong.isEmpty()) {
            Doors.Answer answer = doors.send(whole.node(0), cooperative.harvest(cooperative.newLot(), 700_000));
            // a last entry may find room on a page that is there
            if (answer.status() != NO_ROOM && !answer.recorded()) {
                wrong.add("a full disk was answered %d: %s".formatted(answer.status(), answer.body()));
            }
            slowest.accumulateAndGet(answer.millis(), Math::max);
        }
        return wrong;
    }

    /**
     * A connection begins with a file of the catalogue, which is thrown away whenever a statistic in there changes, and is written by the next one to come.
     * Where that has no room the connection is refused, sooner or later on every full disk: here at once.
     */
    private static void forgetWhatConnectionsBeginWith(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.toRealPath(), 3)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("pg_internal.init"))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean takesNobody(Rig rig) {
        try {
            Books.head(rig);
            return false;
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage()).contains("No space left on device");
        }
    }
}
