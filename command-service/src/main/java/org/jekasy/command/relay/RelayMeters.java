package org.jekasy.command.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.jekasy.command.journal.JournalSight;
import org.jekasy.command.relay.KafkaRelay.Doing;

/** How far the copy in Kafka is behind. Who only stands by knows nothing of it and says NaN. */
final class RelayMeters implements MeterBinder {
    private final KafkaRelay relay;
    private final JournalSight journal;

    RelayMeters(KafkaRelay relay, JournalSight journal) {
        this.relay = relay;
        this.journal = journal;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Doing doing : Doing.values()) {
            Gauge.builder("jekasy.relay.state", relay, r -> r.state().doing() == doing ? 1 : 0)
                    .description("1 for what the relay of this process does now")
                    .tag("doing", doing.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder(
                        "jekasy.relay.sent.position",
                        this,
                        me -> me.known((double) me.relay.state().sent()))
                .description("last position known to be in the topic")
                .register(registry);
        Gauge.builder("jekasy.relay.lag.entries", this, RelayMeters::behind)
                .description("entries of the journal that are not in the topic yet")
                .register(registry);
        Gauge.builder("jekasy.relay.lag", this, RelayMeters::waiting)
                .description("how long the first of them has been waiting")
                .baseUnit("seconds")
                .register(registry);
    }

    private double behind() {
        return known(Math.max(0, journal.position() - relay.state().sent()));
    }

    private double waiting() {
        return known(journal.waitingAfter(relay.state().sent()));
    }

    private double known(double figure) {
        return relay.state().doing() == Doing.STANDING_BY ? Double.NaN : figure;
    }
}
