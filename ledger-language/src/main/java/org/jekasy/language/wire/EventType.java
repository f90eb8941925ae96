package org.jekasy.language.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jekasy.language.LedgerEvent;

/** The stored name of an event: a word and a version, for ever. An old version stays readable; a new meaning is a new word. */
public record EventType(String name, int version) {
    private static final Map<Class<? extends LedgerEvent>, EventType> CURRENT = current();

    /** The name under which this event is written today. */
    public static EventType of(LedgerEvent event) {
        return of(event.getClass());
    }

    static EventType of(Class<? extends LedgerEvent> event) {
        EventType type = CURRENT.get(event);
        if (type == null) {
            throw new IllegalArgumentException(event + " is no word of the ledger");
        }
        return type;
    }

    /** All words with the record that reads them. */
    public static Map<Class<? extends LedgerEvent>, EventType> all() {
        return CURRENT;
    }

    /** The written form: {@code HarvestRecorded.v1}. */
    public String wire() {
        return name + ".v" + version;
    }

    // every record of the sealed interface is at version 1 under its own name; a changed one gets its line here
    private static Map<Class<? extends LedgerEvent>, EventType> current() {
        Map<Class<? extends LedgerEvent>, EventType> types = new LinkedHashMap<>();
        for (Class<?> permitted : LedgerEvent.class.getPermittedSubclasses()) {
            types.put(permitted.asSubclass(LedgerEvent.class), new EventType(permitted.getSimpleName(), 1));
        }
        return java.util.Collections.unmodifiableMap(types);
    }
}
