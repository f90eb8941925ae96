package org.jekasy.command.journal;

/**
 * This journal ends before its copy in Kafka does, or nobody has compared them since it was restored: whatever was recorded now would get a position
 * the world has already seen. Nothing is recorded until a person decides. {@code topic} is 0 where the copy's end is not known.
 */
public final class JournalBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long journal;
    private final long topic;

    public JournalBehind(long journal, long topic) {
        super(
                topic == 0
                        ? "journal head %d was not compared with its copy in Kafka since it was restored"
                                .formatted(journal)
                        : "journal head %d, topic head %d".formatted(journal, topic));
        this.journal = journal;
        this.topic = topic;
    }

    /** Position of the last entry of the journal. */
    public long journal() {
        return journal;
    }

    /** Position of the last entry of the topic; 0 where it is not known. */
    public long topic() {
        return topic;
    }
}
