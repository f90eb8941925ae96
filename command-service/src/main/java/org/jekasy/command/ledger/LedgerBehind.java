package org.jekasy.command.ledger;

/**
 * Nothing is recorded until a person decides: the journal was put back to an older state, and entries after {@code journal} up to {@code topic} are known
 * to the world but missing in it. {@code topic} is 0 while nobody could look.
 */
public final class LedgerBehind extends LedgerUnavailable {
    private static final long serialVersionUID = 1L;

    private final long journal;
    private final long topic;

    public LedgerBehind(long journal, long topic, Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.journal = journal;
        this.topic = topic;
    }

    public long journal() {
        return journal;
    }

    public long topic() {
        return topic;
    }
}
