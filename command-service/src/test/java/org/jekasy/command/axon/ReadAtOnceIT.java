package org.jekasy.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.axon.Fixture.CLOCK;
import static org.jekasy.command.axon.Fixture.harvest;
import static org.jekasy.command.axon.Fixture.request;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Rulebook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a decision asks the journal: once, where what it needs was asked for before (decision 5). */
class ReadAtOnceIT {
    private final PostgresJournal journal =
            new PostgresJournal(TestDatabase.withJournal().pool());
    private final AtomicInteger readings = new AtomicInteger();
    private final EventStorageEngine counted = (EventStorageEngine) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {EventStorageEngine.class}, (self, method, arguments) -> {
                if (method.getName().equals("source")) {
                    readings.incrementAndGet();
                }
                return method.invoke(journal, arguments);
            });
    private final AxonLedger ledger = new AxonLedger(counted, Rulebook.shipped(), CLOCK);

    @BeforeEach
    void registers() {
        Fixture.registers().forEach(register -> readingsFor(ledger, register));
    }

    @AfterEach
    void close() {
        ledger.close();
        journal.close();
    }

    @Test
    void theSecondHarvestOfAnOrchardTakesOneReading() {
        int first = readingsFor(ledger, request(harvest(1, 806_500)));
        assertThat(first).isGreaterThan(1);
        for (int serial = 2; serial <= 5; serial++) {
            assertThat(readingsFor(ledger, request(harvest(serial, 806_500)))).isEqualTo(1);
        }
        // who has not decided about the orchard before has to ask as often as the first time
        try (AxonLedger another = new AxonLedger(counted, Rulebook.shipped(), CLOCK)) {
            assertThat(readingsFor(another, request(harvest(6, 806_500)))).isEqualTo(first);
            assertThat(readingsFor(another, request(harvest(7, 806_500)))).isEqualTo(1);
        }
    }

    private int readingsFor(AxonLedger ledger, Request request) {
        int before = readings.get();
        assertThat(ledger.submit(request)).isInstanceOf(Outcome.Recorded.class);
        return readings.get() - before;
    }
}
