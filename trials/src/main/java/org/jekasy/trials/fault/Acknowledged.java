package org.jekasy.trials.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What was answered with a receipt, kept outside of the ledger: none of the processes that are killed holds it. */
final class Acknowledged {
    /** One receipt: the entry, the lot and its grams as they were sent, and the position that was answered. */
    record Receipt(UUID eventId, String lot, long grams, long position) {}

    private final Map<UUID, Receipt> receipts = new ConcurrentHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** Keeps a receipt; the same entry answered with another position is a broken promise. */
    void keep(Receipt receipt) {
        Receipt first = receipts.putIfAbsent(receipt.eventId(), receipt);
        if (first != null && first.position() != receipt.position()) {
            wrong("entry %s was answered with position %d, then with %d"
                    .formatted(receipt.eventId(), first.position(), receipt.position()));
        }
    }

    /** Something that was answered and must never be. */
    void wrong(String what) {
        synchronized (wrong) {
            wrong.add(what);
        }
    }

    int count() {
        return receipts.size();
    }

    Collection<Receipt> all() {
        return List.copyOf(receipts.values());
    }

    /** Hands out the wrong answers so far, once. */
    List<String> takeWrong() {
        synchronized (wrong) {
            List<String> taken = List.copyOf(wrong);
            wrong.clear();
            return taken;
        }
    }
}
