package org.jekasy.language.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LedgerEvent;

/** The stored name of an event: a word and a version, for ever. An old version stays readable; a new meaning is a new word. */
public record EventType(String name, int version) {
    // records that took a detail in since: at which version they are written; what was stored before is read without it
    private static final Map<Class<? extends LedgerEvent>, Integer> GROWN = Map.of(LabelsIssued.class, 2);

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

    /** The record that reads what was stored under an older version of its name; empty where the name is none of these. */
    static Optional<Class<? extends LedgerEvent>> ofOlder(String wire) {
        return GROWN.entrySet().stream()
                .filter(grown -> IntStream.range(1, grown.getValue())
                        .mapToObj(version -> new EventType(grown.getKey().getSimpleName(), version))
                        .anyMatch(older -> older.wire().equals(wire)))
                .<Class<? extends LedgerEvent>>map(Map.Entry::getKey)
                .findFirst();
    }

    /** The written form: {@code HarvestRecorded.v1}. */
    public String wire() {
        return name + ".v" + version;
    }

    // every record of the sealed interface is at version 1 under its own name but those that have grown
    private static Map<Class<? extends LedgerEvent>, EventType> current() {
        Map<Class<? extends LedgerEvent>, EventType> types = new LinkedHashMap<>();
        for (Class<?> permitted : LedgerEvent.class.getPermittedSubclasses()) {
            Class<? extends LedgerEvent> event = permitted.asSubclass(LedgerEvent.class);
            types.put(event, new EventType(event.getSimpleName(), GROWN.getOrDefault(event, 1)));
        }
        return java.util.Collections.unmodifiableMap(types);
    }
}
