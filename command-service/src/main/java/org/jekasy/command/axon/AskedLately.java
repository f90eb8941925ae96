package org.jekasy.command.axon;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jekasy.command.ledger.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about a place had to ask for after its first reading: its grower, above all, and the grower's season. The next decision about the same
 * place reads it at once and saves the ways to the journal. To read more than is needed never makes a decision wrong, so a hint may be out of date.
 */
final class AskedLately {
    private static final int PLACES = 1 << 16;
    // a decision that reads what half the registers hold is not helped, and holds up the others
    private static final int MOST = 4;

    private final AtomicReferenceArray<@Nullable Hint> hints = new AtomicReferenceArray<>(PLACES);

    private record Hint(Tag place, Set<Tag> more) {}

    /** What else to read with these tags. */
    Set<Tag> with(Collection<Tag> tags) {
        Set<Tag> more = new HashSet<>();
        for (Tag tag : tags) {
            Hint hint = isPlace(tag) ? hints.get(slot(tag)) : null;
            if (hint != null && hint.place.equals(tag)) {
                more.addAll(hint.more);
            }
        }
        return more;
    }

    /** A decision about one place that began with these tags asked for more. Registers and seasons only: the history of a lot is never read on suspicion. */
    void remember(Collection<Tag> begun, Set<Tag> more) {
        Set<Tag> again = new HashSet<>();
        for (Tag tag : more) {
            if (Lanes.isRegister(tag) || tag.isSummed()) {
                again.add(tag);
            }
        }
        if (again.isEmpty() || again.size() > MOST) {
            return;
        }
        Tag place = null;
        for (Tag tag : begun) {
            if (isPlace(tag)) {
                if (place != null) {
                    return;
                }
                place = tag;
            }
        }
        if (place != null) {
            hints.set(slot(place), new Hint(place, again));
        }
    }

    private static boolean isPlace(Tag tag) {
        return tag.key().equals("place");
    }

    private static int slot(Tag tag) {
        return Math.floorMod(tag.hashCode(), PLACES);
    }
}
