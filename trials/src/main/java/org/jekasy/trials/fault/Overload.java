package org.jekasy.trials.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;

/** Ten times as many callers as are let in knock for two minutes; who is not served is told so quickly, memory stays flat, and half a minute later all is as before. */
final class Overload implements Trial {
    private static final int LET_IN = 32;
    private static final int IN_LINE = 32;
    private static final int CALLERS = 10 * LET_IN;
    private static final Duration LENGTH = Duration.ofMinutes(2);

    /** What a caller waits at most: the line's patience and the work of those before. */
    private static final long QUICKLY_MILLIS = 4_000;

    /** What a process may grow by from the first half of the crowd to the second. */
    private static final double FLAT = 1.25;

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String promise() {
        return "overload, 10 times for 2 minutes: the rest is told quickly to come later, memory is flat, normal within 30 s";
    }

    @Override
    public String fault() {
        return CALLERS + " callers without a pause, where " + LET_IN + " are let in, half at each service";
    }

    @Override
    public String withoutWhat() {
        return "no limit to how many stand in line, nor to how long";
    }

    @Override
    public int quick() {
        return 1;
    }

    @Override
    public int many() {
        return 10;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        for (int trial = 0; trial < trials; trial++) {
            crowd(IN_LINE, Duration.ofSeconds(1), LENGTH, chance, voice, tally);
        }
        return tally;
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        crowd(100_000, Duration.ofMinutes(5), Duration.ofSeconds(6), chance, voice, tally);
        return tally;
    }

    private static void crowd(int inLine, Duration patience, Duration length, Random chance, Voice voice, Tally tally)
            throws Exception {
        Map<String, String> limit = Map.of(
                "crowd.at-once", Integer.toString(LET_IN),
                "crowd.in-line", Integer.toString(inLine),
                "crowd.patience", patience.toSeconds() + "s");
        Acknowledged acknowledged = new Acknowledged();
        List<String> lost = new ArrayList<>();
        try (Whole whole = Whole.wired(Rig.prepared(), limit, limit);
                Doors doors = new Doors(Duration.ofSeconds(60))) {
            Cooperative cooperative = new Cooperative(new Random(chance.nextLong()));
            Crowd commands = new Crowd();
            Crowd pages = new Crowd();
            AtomicBoolean open = new AtomicBoolean(true);
            long before;
            long after;
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                for (int n = 0; n < CALLERS / 2; n++) {
                    all.add(callers.submit(() -> commands.callAsLongAs(open, () -> {
                        var lot = cooperative.newLot();
                        Cooperative.Command harvest = cooperative.harvest(lot, 900_000);
                        Doors.Answer answer = doors.send(whole.node(0), harvest);
                        if (answer.recorded()) {
                            acknowledged.keep(new Acknowledged.Receipt(
                                    harvest.eventId(), lot.text(), 900_000, answer.position()));
                        }
                        return answer;
                    })));
                    URI address = whole.pages().address();
                    all.add(callers.submit(() -> pages.callAsLongAs(open, () -> doors.get(address, "/lots?limit=50"))));
                }
                Thread.sleep(length.dividedBy(2));
                before = memory(whole.service(0)) + memory(whole.pages());
                Thread.sleep(length.dividedBy(2));
                after = memory(whole.service(0)) + memory(whole.pages());
                open.set(false);
                for (Future<?> each : all) {
                    each.get();
                }
            }
            lost.addAll(commands.judge("a command"));
            lost.addAll(pages.judge("a page"));
            if (length.equals(LENGTH) && after > before * FLAT) {
                lost.add("memory grew from %d to %d MiB".formatted(before >> 20, after >> 20));
            }
            boolean normal = Await.comes(Duration.ofSeconds(30), () -> {
                Doors.Answer command = doors.send(whole.node(0), cooperative.harvest(cooperative.newLot(), 900_000));
                Doors.Answer page = doors.get(whole.pages().address(), "/lots?limit=50");
                return command.recorded() && page.status() == 200 && command.millis() + page.millis() < 1_000;
            });
            if (!normal) {
                lost.add("not as before within 30 s");
            }
            lost.addAll(Books.journal(whole.rig(), acknowledged));
            voice.says("commands %s; pages %s; memory %d, then %d MiB"
                    .formatted(commands, pages, before >> 20, after >> 20));
            tally.note("commands %s; pages %s; memory %d, then %d MiB"
                    .formatted(commands, pages, before >> 20, after >> 20));
            if (commands.served.size() < 100 || pages.served.size() < 100) {
                tally.tooQuiet();
            } else {
                tally.counted(lost);
            }
        }
    }

    /** What the process holds in memory now, in bytes. */
    private static long memory(Served service) throws IOException {
        for (String line : Files.readAllLines(
                Path.of("/proc", Long.toString(service.process().pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }

    private interface Call {
        Doors.Answer made() throws IOException, InterruptedException;
    }

    /** How it went for those who knocked at one service. */
    private static final class Crowd {
        private final List<Long> served = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> sentAway = Collections.synchronizedList(new ArrayList<>());
        private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

        Object callAsLongAs(AtomicBoolean open, Call call) throws InterruptedException {
            while (open.get()) {
                try {
                    Doors.Answer answer = call.made();
                    if (answer.status() == 200 || answer.status() == 201) {
                        served.add(answer.millis());
                    } else if (answer.later()) {
                        sentAway.add(answer.millis());
                    } else {
                        wrong.add("answered " + answer.status());
                    }
                } catch (IOException broken) {
                    wrong.add("not answered: " + broken);
                }
            }
            return this;
        }

        List<String> judge(String what) {
            List<String> lost = new ArrayList<>();
            wrong.stream().limit(3).forEach(each -> lost.add(what + " was " + each));
            if (sentAway.isEmpty()) {
                lost.add("nobody with " + what + " was told to come later");
            } else if (percentile(sentAway, 99) > QUICKLY_MILLIS) {
                lost.add("%s was told to come later after %,d ms".formatted(what, percentile(sentAway, 99)));
            }
            return lost;
        }

        private static long percentile(List<Long> millis, int percent) {
            List<Long> sorted = millis.stream().sorted().toList();
            return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
        }

        @Override
        public String toString() {
            return "%,d served (p99 %,d ms), %,d sent away (p99 %,d ms)"
                    .formatted(served.size(), percentile(served, 99), sentAway.size(), percentile(sentAway, 99));
        }
    }
}
