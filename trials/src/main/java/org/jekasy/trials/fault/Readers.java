package org.jekasy.trials.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jekasy.trials.rig.Rig;

/** A writer is stopped between its insert and its commit; nobody who reads along skips an entry or sees one twice. */
final class Readers implements Trial {
    private static final Duration LONG = Duration.ofSeconds(65);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** Who holds this advisory lock decides when an insert may go on to its commit. */
    private static final long GATE = 0x6A656B61_74726C01L;

    @Override
    public String name() {
        return "readers";
    }

    @Override
    public String promise() {
        return "no reader skips or doubles an entry";
    }

    @Override
    public String fault() {
        return "a writer is stopped (SIGSTOP) between insert and commit: once 65 s, else 0.2 s";
    }

    @Override
    public String withoutWhat() {
        return "a plain « id > last » reader on a sequence";
    }

    @Override
    public int quick() {
        return 49;
    }

    @Override
    public int many() {
        return 2_000;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Acknowledged acknowledged = new Acknowledged();
        try (Whole whole = Whole.open(2);
                Reader reader = Reader.of(whole.rig(), "journal", "position");
                Traffic traffic =
                        Traffic.flow(new Cooperative(new Random(chance.nextLong())), acknowledged, 4, whole.nodes())) {
            gate(whole.rig());
            int theLongOne = chance.nextInt(trials);
            for (int trial = 0; trial < trials; trial++) {
                boolean busy = traffic.flows(5, acknowledged.count(), Duration.ofSeconds(30));
                boolean stopped = stopBeforeCommit(whole.rig(), trial == theLongOne ? LONG : SHORT);
                List<String> lost = new ArrayList<>();
                if (!traffic.flows(5, acknowledged.count(), Duration.ofSeconds(30))) {
                    lost.add("nothing was recorded within 30 s after the writer went on");
                }
                lost.addAll(reader.wrong());
                if (busy && stopped) {
                    tally.counted(lost);
                } else {
                    tally.tooQuiet();
                }
                if (trial == theLongOne || trial % 20 == 19 || !lost.isEmpty()) {
                    voice.says("%d/%d stops, %d acknowledged: %d lost"
                            .formatted(trial + 1, trials, acknowledged.count(), lost.size()));
                }
            }
            traffic.end();
            List<String> atLast = new ArrayList<>(Books.journal(whole.rig(), acknowledged));
            if (!reader.reaches(Books.head(whole.rig()))) {
                atLast.add("the reader of the journal did not come to its end");
            }
            atLast.addAll(reader.wrong());
            if (whole.settles(Duration.ofSeconds(60))) {
                atLast.addAll(Books.pages(whole.rig(), acknowledged));
            } else {
                atLast.add("the pages did not catch up");
            }
            if (!atLast.isEmpty()) {
                tally.counted(atLast);
            }
            tally.note(
                    "%,d entries acknowledged, read along every 2 ms and on the pages".formatted(acknowledged.count()));
        }
        return tally;
    }

    /** Lets every insert wait for us before its commit, when we want it to. */
    private static void gate(Rig rig) throws SQLException {
        Books.execute(rig, "ledger", """
                create function wait_at_the_gate() returns trigger language plpgsql as $$
                begin
                    perform pg_advisory_xact_lock_shared(%d);
                    return null;
                end $$""".formatted(GATE), """
                create trigger wait_at_the_gate after insert on journal
                    for each statement execute function wait_at_the_gate()""");
    }

    /** Stops the process of PostgreSQL that has inserted and not committed yet, for so long; false where nobody came. */
    private static boolean stopBeforeCommit(Rig rig, Duration length)
            throws SQLException, IOException, InterruptedException {
        try (Connection gate = rig.postgres().superuser("ledger");
                Statement statement = gate.createStatement()) {
            statement.execute("select pg_advisory_lock(" + GATE + ")");
            long[] pid = {0};
            boolean came = Await.comes(Duration.ofSeconds(10), () -> {
                pid[0] = waiting(statement);
                return pid[0] > 0;
            });
            if (came) {
                Programs.run("kill", "-STOP", Long.toString(pid[0]));
            }
            statement.execute("select pg_advisory_unlock(" + GATE + ")");
            if (came) {
                Thread.sleep(length);
                Programs.run("kill", "-CONT", Long.toString(pid[0]));
            }
            return came;
        }
    }

    private static long waiting(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select pid from pg_locks where locktype = 'advisory' and not granted and mode = 'ShareLock' limit 1")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        try (Rig rig = Rig.withoutKafka()) {
            Books.execute(rig, "ledger", "create table plain (id bigserial primary key, position bigint)");
            try (Reader reader = Reader.of(rig, "plain", "id");
                    Connection slow = rig.postgres().superuser("ledger");
                    Connection quick = rig.postgres().superuser("ledger");
                    Statement slowly = slow.createStatement();
                    Statement quickly = quick.createStatement()) {
                for (int trial = 0; trial < 5; trial++) {
                    slow.setAutoCommit(false);
                    slowly.execute("insert into plain default values");
                    quickly.execute("insert into plain default values");
                    long last = Books.number(rig, "ledger", "select max(id) from plain");
                    reader.reaches(last);
                    slow.commit();
                    quickly.execute("insert into plain default values");
                    reader.reaches(last + 1);
                    tally.counted(reader.wrong());
                }
            }
        }
        return tally;
    }

    /** Follows a table by « number > last », every 2 ms, and takes note where a number is not the one after. */
    private static final class Reader implements AutoCloseable {
        private final Connection connection;
        private final List<String> wrong = new ArrayList<>();
        private volatile long last;
        private volatile boolean open = true;

        private Reader(Connection connection, String query) {
            this.connection = connection;
            Thread.ofVirtual().name("reader").start(() -> follow(query));
        }

        static Reader of(Rig rig, String table, String number) throws SQLException {
            return new Reader(
                    rig.postgres().superuser("ledger"),
                    "select %2$s from %1$s where %2$s > ? order by %2$s".formatted(table, number));
        }

        private void follow(String query) {
            try (PreparedStatement select = connection.prepareStatement(query)) {
                while (open) {
                    select.setLong(1, last);
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            if (row.getLong(1) != last + 1) {
                                note("a reader went from %d to %d".formatted(last, row.getLong(1)));
                            }
                            last = row.getLong(1);
                        }
                    }
                    Thread.sleep(2);
                }
            } catch (SQLException gone) {
                note("the reader broke: " + gone.getMessage());
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void note(String what) {
            if (open) {
                wrong.add(what);
            }
        }

        boolean reaches(long number) throws InterruptedException {
            return Await.comes(Duration.ofSeconds(20), () -> last >= number);
        }

        /** What went wrong since it was last asked. */
        synchronized List<String> wrong() {
            List<String> taken = List.copyOf(wrong);
            wrong.clear();
            return taken;
        }

        @Override
        public void close() throws SQLException {
            open = false;
            connection.close();
        }
    }
}
