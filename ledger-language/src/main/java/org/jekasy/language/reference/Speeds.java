package org.jekasy.language.reference;

import java.util.EnumMap;
import java.util.Map;
import org.jekasy.language.TransportMode;

/** How fast goods can travel, by mode, as the crow flies. */
public final class Speeds {
    private record Speed(long kilometresPerHour, long fromKilometres) {}

    private final Map<TransportMode, Speed> byMode;

    private Speeds(Map<TransportMode, Speed> byMode) {
        this.byMode = byMode;
    }

    static Speeds read() {
        Map<TransportMode, Speed> byMode = new EnumMap<>(TransportMode.class);
        for (Table.Row row : Table.of("speeds.csv").rows()) {
            byMode.put(
                    TransportMode.valueOf(row.text("mode")),
                    new Speed(Long.parseLong(row.text("km_per_hour")), Long.parseLong(row.text("from_km"))));
        }
        return new Speeds(byMode);
    }

    /** True when nothing travels so far in so many minutes. Short ways are never too fast: places are known by their town only. */
    public boolean isTooFast(TransportMode mode, long kilometres, long minutes) {
        Speed speed = byMode.get(mode);
        if (speed == null) {
            throw new IllegalStateException("speeds.csv has no row " + mode);
        }
        return kilometres >= speed.fromKilometres() && kilometres * 60 > speed.kilometresPerHour() * minutes;
    }
}
