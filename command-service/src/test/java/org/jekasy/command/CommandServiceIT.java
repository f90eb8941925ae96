package org.jekasy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.command.axon.Fixture;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.journal.UnsafeJournal;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.relay.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it is started. */
class CommandServiceIT {
    @Test
    void itTakesOrdersAndCopiesThemAndSaysHowItIs(@TempDir Path folder) throws Exception {
        TestDatabase database = TestDatabase.empty();
        try (TestBroker broker = new TestBroker(folder);
                ConfigurableApplicationContext service = start(database, broker.address())) {
            Ledger ledger = service.getBean(Ledger.class);
            assertThat(ledger.submit(
                            Fixture.registers().stream().map(Fixture::imported).toList(), false))
                    .allMatch(Outcome.Recorded.class::isInstance);
            await().untilAsserted(() -> assertThat(health(service))
                    .startsWith("200")
                    .contains("\"journal\":{\"details\":{\"position\":3},\"status\":\"UP\"}")
                    .contains("\"doing\":\"LEADING\"")
                    .contains("\"lag\":0"));
            assertThat(answer(service, "/actuator/prometheus"))
                    .contains("\njekasy_journal_entries_total 3.0\n")
                    .contains("\njekasy_journal_head_position 3.0\n")
                    .containsPattern("\njekasy_journal_group_appends_count [1-3]\n")
                    .contains("\njekasy_ledger_receipts_total{how=\"recorded\"} 3.0\n")
                    .contains("\njekasy_ledger_refusals_total{code=\"E-MASS-02\"} 0.0\n")
                    .contains("\njekasy_relay_sent_position 3.0\n")
                    .contains("\njekasy_relay_lag_entries 0.0\n")
                    .contains("\njekasy_backup_age_seconds NaN\n");
            broker.stop();
            await().untilAsserted(
                            () -> assertThat(health(service)).startsWith("503").contains("\"doing\":\"WAITING\""));
        }
    }

    @Test
    void itDoesNotStartOnADatabaseThatForgets() {
        TestDatabase database = TestDatabase.empty();
        database.sql("alter database " + database.name() + " set synchronous_commit = off");
        assertThatThrownBy(() -> start(database, "localhost:1").close())
                .rootCause()
                .isInstanceOf(UnsafeJournal.class);
        assertThat(database.number("select count(*) from pg_tables where tablename = 'journal'"))
                .isZero();
    }

    private static ConfigurableApplicationContext start(TestDatabase database, String broker) {
        JournalProperties journal = database.properties();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--journal.url=" + journal.url(),
                "--journal.user=" + journal.user(),
                "--journal.password=any",
                "--journal.owner-user=" + journal.ownerUser(),
                "--journal.owner-password=any",
                "--relay.seal-key=" + TestBroker.SEAL_KEY,
                "--relay.bootstrap-servers=" + broker));
        return CommandService.start(arguments.toArray(String[]::new));
    }

    private static String health(ConfigurableApplicationContext service) throws Exception {
        return answer(service, "/actuator/health");
    }

    private static String answer(ConfigurableApplicationContext service, String path) throws Exception {
        URI address =
                URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.management.port") + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
