package org.jekasy.language.reference;

import java.util.EnumMap;
import java.util.Map;
import org.jekasy.language.TransportMode;

/** How fast goods can travel, by mode, and people, as the crow flies. */
public final class Speeds {
    private static final String PERSON = "PERSON";

    private record Speed(long kilometresPerHour, long fromKilometres) {
        boolean isExceeded(long kilometres, long minutes) {
            return kilometres >= fromKilometres && kilometres * 60 > kilometresPerHour * minutes;
        }
    }

    private final Map<TransportMode, Speed> byMode;

    private final Speed anybody;

    private Speeds(Map<TransportMode, Speed> byMode, Speed anybody) {
        this.byMode = byMode;
        this.anybody = anybody;
    }

    static Speeds read() {
        Map<TransportMode, Speed> byMode = new EnumMap<>(TransportMode.class);
        Speed anybody = null;
        for (Table.Row row : Table.of("speeds.csv").rows()) {
            Speed speed = new Speed(Long.parseLong(row.text("km_per_hour")), Long.parseLong(row.text("from_km")));
            String mode = row.text("mode");
            if (mode.equals(PERSON)) {
                anybody = speed;
            } else {
                byMode.put(TransportMode.valueOf(mode), speed);
            }
        }
        if (anybody == null) {
            throw new IllegalStateException("speeds.csv has no row " + PERSON);
        }
        return new Speeds(byMode, anybody);
    }

    /** True when nothing travels so far in so many minutes. Short ways are never too fast: places are known by their town only. */
    public boolean isTooFast(TransportMode mode, long kilometres, long minutes) {
        Speed speed = byMode.get(mode);
        if (speed == null) {
            throw new IllegalStateException("speeds.csv has no row " + mode);
        }
        return speed.isExceeded(kilometres, minutes);
    }

    /** True when nobody gets so far in so many minutes. */
    public boolean isTooFastForAnybody(long kilometres, long minutes) {
        return anybody.isExceeded(kilometres, minutes);
    }
}
