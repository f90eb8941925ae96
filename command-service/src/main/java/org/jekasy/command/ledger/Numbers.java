package org.jekasy.command.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The named numbers that go with a reason. */
final class Numbers {
    private Numbers() {}

    /** Names and values in turn: {@code "lot", lot, "available", grams}. */
    static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            numbers.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(numbers);
    }
}
