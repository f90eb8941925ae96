package org.jekasy.command.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.jekasy.command.journal.JournalBehind;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.JournalUnavailable;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.journal.Stored;
import org.jekasy.language.wire.ForgedRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Copies the journal to Kafka, in order and complete. One relay leads (a session advisory lock of PostgreSQL), the others wait. It keeps no notes:
 * where it stopped is read from the topic's own end. So it heals from whatever happens to Kafka, and at worst sends an entry again, which a follower
 * knows by its position. Only a topic that is no copy of this journal, or holds a record it did not seal, makes it halt.
 */
public final class KafkaRelay implements SmartLifecycle {
    /** What the relay does now. */
    public enum Doing {
        /** Another process leads. */
        STANDING_BY,
        /** Copying. */
        LEADING,
        /** Kafka or PostgreSQL does not answer; tried again. */
        WAITING,
        /** The topic is no copy of this journal, or somebody else wrote into it: a person must decide. */
        HALTED
    }

    /** {@code sent}: the last position known to be in the topic. */
    public record State(Doing doing, long sent, @Nullable String why) {}

    /** Who leads holds this advisory lock as long as his session lives. */
    static final long LEADER = 0x6A656B61_73790002L;

    private static final Logger log = LoggerFactory.getLogger(KafkaRelay.class);
    private static final int ROUND = 500;
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

    private final JournalProperties database;
    private final PostgresJournal journal;
    private final RelayProperties relay;
    private volatile State state = new State(Doing.STANDING_BY, 0, null);
    private final CountDownLatch looked = new CountDownLatch(1);
    private volatile boolean running;
    private @Nullable Thread thread;

    public KafkaRelay(JournalProperties database, PostgresJournal journal, RelayProperties relay) {
        this.database = database;
        this.journal = journal;
        this.relay = relay;
    }

    public State state() {
        return state;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("relay").start(this::run);
        try {
            // the doors open next: whoever comes first should not be sent away because nobody has looked yet
            if (!looked.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Kafka has not answered yet: starting without its copy");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            try (Connection session =
                    DriverManager.getConnection(database.url(), database.user(), database.password())) {
                while (running && !becomesLeader(session)) {
                    become(Doing.STANDING_BY, null);
                    pause(1);
                }
                if (running) {
                    lead(session);
                }
            } catch (Topic.Changed changed) {
                log.warn("{}: looking again at what is there", changed.getMessage());
            } catch (RelayHalted | ForgedRecord halted) {
                become(Doing.HALTED, halted.getMessage());
                pause(10);
            } catch (SQLException | JournalUnavailable | KafkaException away) {
                become(Doing.WAITING, String.valueOf(away.getMessage()));
                pause(2);
            } catch (RuntimeException defect) {
                log.error("The relay failed, and starts again", defect);
                become(Doing.WAITING, String.valueOf(defect));
                pause(2);
            }
        }
    }

    private void lead(Connection session) throws SQLException {
        if (state.doing() == Doing.STANDING_BY) {
            state = new State(Doing.WAITING, state.sent(), "looking at topic " + relay.topic());
        }
        try (Topic topic = new Topic(relay)) {
            topic.prepare();
            execute(session, "listen " + PostgresJournal.BELL);
            long sent = whereItStopped(topic);
            journal.compared();
            become(Doing.LEADING, null, sent);
            while (running) {
                List<Stored> next = journal.after(sent, ROUND);
                if (!next.isEmpty()) {
                    topic.send(next);
                    sent = next.getLast().position();
                    become(Doing.LEADING, null, sent);
                }
                // who rang while we sent is heard here; a bell that is lost costs one beat, no entry
                if (next.size() < ROUND && !rings(session)) {
                    topic.checkUntouched();
                }
            }
        }
    }

    private static boolean rings(Connection session) throws SQLException {
        PGNotification[] rung = session.unwrap(PGConnection.class).getNotifications((int) BEAT.toMillis());
        return rung != null && rung.length > 0;
    }

    /** The position after which the copy goes on. */
    private long whereItStopped(Topic topic) {
        Topic.Holdings holds = topic.holdings();
        long position = holds.highest().position();
        if (position == 0) {
            return 0;
        }
        long head = journal.head();
        if (position > head) {
            journal.refuse(new JournalBehind(head, position));
            throw new RelayHalted(
                    "Le topic %s est en avance : il va jusqu'à la position %d, le journal jusqu'à %d. Rien n'est enregistré. Remettez ce qui manque : ./ledger restore --refill-from-topic"
                            .formatted(relay.topic(), position, head),
                    "Topic %s is ahead: it goes to position %d, the journal to %d. Nothing is recorded. Put back what is missing: ./ledger restore --refill-from-topic"
                            .formatted(relay.topic(), position, head));
        }
        Stored here = journal.after(position - 1, 1).getFirst();
        if (!Arrays.equals(here.entry(), holds.highest().entry())) {
            throw new RelayHalted(
                    "Le topic %s est la copie d'un autre journal : à la position %d il n'a pas l'enregistrement %s, que le journal y a. Restaurez le bon journal, ou supprimez le topic."
                            .formatted(relay.topic(), position, here.eventId()),
                    "Topic %s is the copy of another journal: at position %d it does not have entry %s, which the journal has there. Restore the right journal, or delete the topic."
                            .formatted(relay.topic(), position, here.eventId()));
        }
        if (holds.first() != 1) {
            log.warn("Topic {} begins at position {} instead of 1: it is filled again", relay.topic(), holds.first());
            topic.wipe();
            return 0;
        }
        if (holds.reached() < position) {
            log.warn("Topic {} has a gap after position {}: sending again from there", relay.topic(), holds.reached());
        }
        return holds.reached();
    }

    private static boolean becomesLeader(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LEADER + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private void become(Doing doing, @Nullable String why) {
        become(doing, why, state.sent());
    }

    private void become(Doing doing, @Nullable String why, long sent) {
        if (state.doing() != doing) {
            log.info("Relay to {}: {}{}", relay.topic(), doing, why == null ? "" : " – " + why);
        }
        state = new State(doing, sent, why);
        looked.countDown();
    }

    private void pause(int beats) {
        for (int beat = 0; beat < beats && running; beat++) {
            LockSupport.parkNanos(BEAT.toNanos());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread worker = thread;
        thread = null;
        try {
            if (worker != null && !worker.join(Duration.ofSeconds(2))) {
                worker.interrupt(); // waiting for a Kafka that does not answer
                worker.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts before and stops after the doors (the web server), so that what they took in is still copied. */
    @Override
    public int getPhase() {
        return 0;
    }
}
