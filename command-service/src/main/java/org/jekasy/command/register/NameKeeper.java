package org.jekasy.command.register;

import java.util.Map;
import org.jekasy.language.Actor;
import org.jekasy.language.ProducerId;
import org.jspecify.annotations.Nullable;

/** Where the names in a list of producers go: the ledger takes none. */
public interface NameKeeper {
    /** Keeps those names and telephone numbers that can be read, of producers of the organisation that acts; returns how many. */
    int keep(Actor by, Map<ProducerId, Named> names);

    /** What a list calls a producer, as it stands there. */
    record Named(String name, @Nullable String phone) {
        @Override
        public String toString() {
            return "(named)";
        }
    }
}
