package org.jekasy.command.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the doors turn away before any rule looks at it, by fault. Every fault is there from the start, at 0. */
@Component
final class DoorMeters {
    private final Map<Fault, Counter> rejections = new EnumMap<>(Fault.class);

    DoorMeters(MeterRegistry meters) {
        for (Fault fault : Fault.values()) {
            rejections.put(
                    fault,
                    Counter.builder("jekasy.door.rejections")
                            .description("requests turned away at the door, by fault")
                            .tag("fault", fault.name().toLowerCase(java.util.Locale.ROOT))
                            .register(meters));
        }
    }

    void rejected(Rejection rejection) {
        Counter counter = rejections.get(rejection.fault());
        if (counter != null) {
            counter.increment();
        }
    }
}
