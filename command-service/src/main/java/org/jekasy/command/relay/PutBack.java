package org.jekasy.command.relay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.journal.Stored;
import org.jekasy.command.ledger.Tag;
import org.jekasy.command.ledger.Tags;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.wire.EventJson;
import org.jekasy.language.wire.EventType;
import org.jekasy.language.wire.ForgedRecord;

/**
 * What a person can decide when the topic goes further than a restored journal: put the missing entries back from the topic, which holds the very bytes,
 * or give them up. Nothing is recorded meanwhile, so nothing can come between.
 */
public final class PutBack implements AutoCloseable {
    /** Where both end. */
    public record Heads(long journal, long topic) {
        /** How many entries the journal lacks. */
        public long missing() {
            return Math.max(0, topic - journal);
        }
    }

    /** The topic is not the continuation of this journal: nothing was changed. */
    public static final class AnotherJournal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AnotherJournal(String what) {
            super(what);
        }
    }

    private static final int ROUND = 1_000;

    private final PostgresJournal journal;
    private final Topic topic;

    /** Opens both ends. */
    public PutBack(JournalProperties database, RelayProperties relay) {
        this.journal = PostgresJournal.open(database);
        this.topic = new Topic(relay);
    }

    public Heads heads() {
        topic.prepare();
        return new Heads(journal.head(), topic.holdings().highest().position());
    }

    /**
     * Puts the missing entries back, in order, each at its own position, byte for byte and under its own tags; where both have an entry at the end of the
     * journal, it must be the same. Safe to repeat. Before the first is put back, the seal of every record in the topic is looked at.
     *
     * @param reached is told the position as it goes
     * @throws AnotherJournal when the topic does not continue this journal
     * @throws ForgedRecord when somebody else than the relay wrote into the topic: nothing is put back
     */
    public Heads refill(LongConsumer reached) {
        long head = journal.head();
        long[] next = {head + 1};
        byte[] last = head == 0 ? null : journal.after(head - 1, 1).getFirst().entry();
        List<Stored> round = new ArrayList<>();
        List<Map<String, Long>> tags = new ArrayList<>();
        topic.look();
        topic.each(ours -> {});
        topic.each(copy -> {
            if (last != null && copy.position() == head && !Arrays.equals(last, copy.entry())) {
                throw new AnotherJournal(
                        "position %d of the topic is not the entry the journal has there".formatted(head));
            }
            if (copy.position() == next[0]) {
                add(copy, round, tags);
                next[0]++;
                if (round.size() == ROUND) {
                    write(round, tags);
                    reached.accept(next[0] - 1);
                }
            }
        });
        if (!round.isEmpty()) {
            write(round, tags);
            reached.accept(next[0] - 1);
        }
        return heads();
    }

    private static void add(SealedRecord copy, List<Stored> round, List<Map<String, Long>> tags) {
        LedgerEntry entry = EventJson.read(copy.position(), copy.entry());
        EventType type = EventType.of(entry.event());
        round.add(new Stored(
                copy.position(),
                entry.eventId().uuid(),
                type.name(),
                type.version(),
                entry.occurredAt(),
                entry.recordedAt(),
                entry.by().organisation().text(),
                copy.requestHash(),
                copy.entry()));
        Map<Tag, Long> grams = Tags.grams(entry.event());
        Map<String, Long> about = new HashMap<>();
        Tags.of(entry).forEach(tag -> about.put(tag.text(), grams.getOrDefault(tag, 0L)));
        tags.add(about);
    }

    private void write(List<Stored> round, List<Map<String, Long>> tags) {
        journal.putBack(List.copyOf(round), List.copyOf(tags));
        round.clear();
        tags.clear();
    }

    /** Gives up what the journal lacks: empties the topic, which is then filled again from the journal. */
    public void giveUp() {
        topic.prepare();
        topic.forget();
    }

    @Override
    public void close() {
        topic.close();
        journal.close();
    }
}
