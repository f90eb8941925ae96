package org.jekasy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jekasy.command.axon.Fixture;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.LedgerBehind;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.relay.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Two command services that start at the same moment on an empty database, as a machine that comes back starts them. */
class TwoAtOnceIT {
    @Test
    void bothStartAndTogetherRecordEachEntryOnce(@TempDir Path folder) throws Exception {
        TestDatabase database = TestDatabase.empty();
        try (TestBroker broker = new TestBroker(folder);
                ExecutorService starting = Executors.newFixedThreadPool(2)) {
            CyclicBarrier together = new CyclicBarrier(2);
            List<Future<ConfigurableApplicationContext>> starts = new ArrayList<>();
            for (int n = 0; n < 2; n++) {
                starts.add(starting.submit(() -> {
                    together.await();
                    return start(database, broker.address());
                }));
            }
            try (ConfigurableApplicationContext one = starts.get(0).get();
                    ConfigurableApplicationContext other = starts.get(1).get()) {
                List<Ledger> ledgers = List.of(one.getBean(Ledger.class), other.getBean(Ledger.class));
                List<Request> requests =
                        Fixture.registers().stream().map(Fixture::imported).toList();
                for (Request request : requests) {
                    for (Ledger ledger : ledgers) {
                        // until the relay that leads has compared the journal with its copy
                        await().atMost(Duration.ofSeconds(40))
                                .ignoreExceptionsInstanceOf(LedgerBehind.class)
                                .untilAsserted(
                                        () -> assertThat(ledger.submit(request)).isInstanceOf(Outcome.Recorded.class));
                    }
                }
                assertThat(database.number("select count(*) from journal")).isEqualTo(requests.size());
                assertThat(database.number("select max(position) from journal")).isEqualTo(requests.size());
            }
        }
    }

    private static ConfigurableApplicationContext start(TestDatabase database, String broker) {
        JournalProperties journal = database.properties();
        return CommandService.start(
                "--server.port=0",
                "--journal.url=" + journal.url(),
                "--journal.user=" + journal.user(),
                "--journal.password=any",
                "--journal.owner-user=" + journal.ownerUser(),
                "--journal.owner-password=any",
                "--relay.bootstrap-servers=" + broker);
    }
}
