package org.jekasy.trials.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.trials.rig.Rig;

/** What the command side does without HTTP, beside what PostgreSQL does without a ledger. */
final class CommandFigures {
    private static final List<Integer> CALLERS = List.of(1, 8, 32, 128);
    private static final List<Double> GOALS = List.of(0.35, 0.6, 1.2, 1.6);
    private static final int BATCH = 500;
    private static final int TAKES = 10;

    private final Figures figures;
    private final Rig rig;
    private final Village village;
    private final OpenLedger open;
    private final Ledger ledger;
    private final Plain plain;

    private CommandFigures(Figures figures, Rig rig, OpenLedger open, Plain plain) {
        this.figures = figures;
        this.rig = rig;
        this.village = new Village(figures.size(10_000, 500), 1);
        this.open = open;
        this.ledger = open.ledger();
        this.plain = plain;
    }

    static void measure(Figures figures, Rig rig) throws Exception {
        if (!figures.wants("commands", "batch", "grouping", "same-lot")) {
            return;
        }
        try (OpenLedger open = OpenLedger.on(rig, "measured", Village.CLOCK);
                Plain plain = new Plain(
                        rig.postgres().url("measured"),
                        "postgres",
                        rig.secrets().superuser())) {
            CommandFigures measured = new CommandFigures(figures, rig, open, plain);
            measured.village.settle(measured.ledger);
            if (figures.wants("commands")) {
                measured.commands();
            }
            if (figures.wants("batch")) {
                measured.batch();
            }
            if (figures.wants("grouping")) {
                measured.grouping();
            }
            if (figures.wants("same-lot")) {
                measured.sameLot();
            }
        }
        try (Connection connection = rig.postgres().superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database measured (force)");
        }
    }

    private Callers.Done harvests(int callers, Duration time) throws Exception {
        return Callers.run(
                callers, time, Integer.MAX_VALUE, caller -> Village.recorded(ledger.submit(village.harvest())));
    }

    private void commands() throws Exception {
        // the compiler needs both cores for a while; after it every grower has a season behind him
        harvests(32, figures.size(Duration.ofSeconds(25), Duration.ofMillis(300)));
        for (int n = 0; n < CALLERS.size(); n++) {
            int callers = CALLERS.get(n);
            List<Double> worst = new ArrayList<>();
            List<Double> plainWorst = new ArrayList<>();
            plain.inserts(callers, Duration.ofMillis(300));
            Rounds.Paired paired = figures.rounds()
                    .paired(
                            () -> {
                                Callers.Done done = harvests(callers, figures.round());
                                worst.add(done.percentile(0.99));
                                return done.perSecond();
                            },
                            () -> {
                                Callers.Done done = plain.inserts(callers, figures.round());
                                plainWorst.add(done.percentile(0.99));
                                return done.perSecond();
                            });
            figures.add(Row.paired(
                    "commands." + callers,
                    "commandes, " + callers + (callers == 1 ? " appelant" : " appelants"),
                    "single commands, " + callers + (callers == 1 ? " caller" : " callers"),
                    paired,
                    "/s",
                    Goal.ratioAtLeast(GOALS.get(n))));
            if (callers == 32) {
                double ours = Rounds.median(worst);
                double beside = Rounds.median(plainWorst);
                figures.add(new Row(
                        "commands.32.p99",
                        "commandes, 32 appelants, 99 sur 100 en",
                        "single commands, 32 callers, 99 of 100 within",
                        ours,
                        "ms",
                        beside,
                        ours / beside,
                        Goal.atMost(10)));
            }
            pgbench(callers);
        }
    }

    /** The same insert by PostgreSQL's own load generator, where it is installed; one client a caller, two threads. */
    private void pgbench(int callers) throws Exception {
        Path program = Path.of("/usr/bin/pgbench");
        if (!Files.isExecutable(program)) {
            return;
        }
        Path script = Files.writeString(
                rig.folder().resolve("insert.sql"),
                "insert into plain_bench (entry) values (decode(repeat('7b', 640), 'hex'));\n");
        try (Connection connection = rig.postgres().superuser("measured");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists plain_bench (position bigint generated always as identity primary key, entry bytea not null)");
        }
        Process process = command(program, script, callers).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            figures.say("pgbench n'a pas abouti : " + said, "pgbench did not work: " + said);
            return;
        }
        double perSecond = Arrays.stream(said.split("\n"))
                .filter(line -> line.startsWith("tps = "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[2]))
                .findFirst()
                .orElse(0);
        figures.add(Row.alone(
                "pgbench." + callers,
                "pgbench, la même insertion, " + callers,
                "pgbench, the same insert, " + callers,
                perSecond,
                "/s",
                null));
    }

    private ProcessBuilder command(Path program, Path script, int callers) {
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        Integer.toString(callers),
                        "-j",
                        Integer.toString(Math.min(2, callers)),
                        "-T",
                        figures.quick() ? "1" : "4",
                        "-f",
                        script.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(rig.ports().postgres()),
                        "-U",
                        "postgres",
                        "measured")
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", rig.secrets().superuser());
        return builder;
    }

    private void batch() throws Exception {
        Callers.Task task =
                caller -> ledger.submit(village.harvests(BATCH), false).forEach(Village::recorded);
        Callers.run(1, figures.size(Duration.ofSeconds(3), Duration.ofMillis(300)), Integer.MAX_VALUE, task);
        // a harvest has three tags: its lot, its ticket, its grower
        plain.batches(BATCH, 3, Duration.ofMillis(500));
        Rounds.Paired paired = figures.rounds()
                .paired(
                        () -> Callers.run(1, figures.round(), Integer.MAX_VALUE, task)
                                        .perSecond()
                                * BATCH,
                        () -> plain.batches(BATCH, 3, figures.round()));
        figures.add(Row.paired(
                "batch.500",
                "lots de 500 commandes",
                "batches of 500 commands",
                paired,
                "entries/s",
                Goal.ratioAtLeast(0.6)));
    }

    private void grouping() throws Exception {
        int size = figures.size(3_333, 300);
        Rounds.Figure once = () -> {
            List<LotId> lots = village.harvested(ledger, size);
            Request grouping = village.grouping(village.newLot(), lots, Weight.ofGrams(806_500));
            long begin = System.nanoTime();
            Village.recorded(ledger.submit(grouping));
            return (System.nanoTime() - begin) / 1e6;
        };
        if (!figures.quick()) {
            new Rounds(3).median(once);
        }
        figures.add(Row.alone(
                "grouping." + size,
                "un groupage de " + size + " lots",
                "one grouping of " + size + " lots",
                figures.rounds().median(once),
                "ms",
                Goal.atMost(150)));
    }

    private void sameLot() throws Exception {
        List<Double> retries = new ArrayList<>();
        List<Double> worst = new ArrayList<>();
        Rounds.Figure one = () -> {
            LotId lot = village.grouped(ledger, 30);
            open.counting().lost();
            Callers.Done done = taking(caller -> lot);
            retries.add((double) open.counting().lost());
            worst.add(done.worst());
            // nobody starves: every caller gets all of his ten, or the run fails; the longest wait says how fairly
            return done.perSecond();
        };
        Rounds.Figure many = () -> {
            List<LotId> lots = new ArrayList<>();
            for (int caller = 0; caller < 32; caller++) {
                lots.add(village.grouped(ledger, 2));
            }
            return taking(lots::get).perSecond();
        };
        // a round is a second's work, and the compiler needs both cores for longer than that
        for (int round = 0; round < figures.size(25, 1); round++) {
            one.measure();
            many.measure();
        }
        retries.clear();
        worst.clear();
        Rounds.Paired paired = figures.rounds().paired(one, many);
        figures.add(Row.paired(
                "same-lot.32",
                "32 appelants puisent dans un lot (limite : 32 lots)",
                "32 callers take from one lot (limit: from 32 lots)",
                paired,
                "/s",
                Goal.atLeast(500)));
        figures.add(Row.alone(
                "same-lot.32.retries",
                "… essais perdus pour 320 commandes",
                "… tries lost for 320 commands",
                Rounds.median(retries),
                "",
                null));
        figures.add(Row.alone(
                "same-lot.32.worst",
                "… la plus longue attente",
                "… the longest wait",
                Rounds.median(worst),
                "ms",
                null));
    }

    private Callers.Done taking(java.util.function.IntFunction<LotId> from) throws Exception {
        return Callers.run(
                32,
                Duration.ofMinutes(1),
                TAKES,
                caller -> Village.recorded(ledger.submit(
                        village.grouping(village.newLot(), List.of(from.apply(caller)), Weight.ofGrams(1_000)))));
    }
}
