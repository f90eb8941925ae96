package org.jekasy.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.command.CommandService;
import org.jekasy.command.axon.Fixture;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.journal.Stored;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.LedgerBehind;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.wire.ForgedRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A journal that was put back to an older state records nothing until what the topic knows beyond it is back in its place. */
class PutBackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final TestDatabase database = TestDatabase.empty();
    private final List<Request> requests =
            Fixture.registers().stream().map(Fixture::imported).toList();

    @TempDir
    Path folder;

    @Test
    void whatTheTopicKnowsComesBackByteForByteAndOnlyThenIsAnythingRecorded() throws Exception {
        try (TestBroker broker = new TestBroker(folder)) {
            List<String> rows;
            try (ConfigurableApplicationContext service = start(broker.address())) {
                assertThat(service.getBean(Ledger.class).submit(requests, false))
                        .allMatch(Outcome.Recorded.class::isInstance);
                await().atMost(PATIENCE)
                        .until(() -> service.getBean(KafkaRelay.class).state().sent() == 3);
                rows = rows();
            }
            backTo(1);

            try (ConfigurableApplicationContext service = start(broker.address())) {
                Ledger ledger = service.getBean(Ledger.class);
                assertThatThrownBy(() -> ledger.submit(requests.get(1)))
                        .isInstanceOfSatisfying(LedgerBehind.class, behind -> {
                            assertThat(behind.journal()).isEqualTo(1);
                            assertThat(behind.topic()).isEqualTo(3);
                        });
                assertThat(refused(service))
                        .contains("https://jekasy.org/problems/journal-behind", "\"missing\":2", "\"first\":2")
                        .contains("il manque les 2 enregistrements de 2 à 3");
                // what is there can still be read
                assertThat(ledger.receipt(requests.getFirst().eventId())).isPresent();
                assertThat(rows()).hasSize(1);

                try (PutBack putBack = new PutBack(database.properties(), copy(broker))) {
                    assertThat(putBack.heads()).isEqualTo(new PutBack.Heads(1, 3));
                    List<Long> reached = new ArrayList<>();
                    assertThat(putBack.refill(reached::add)).isEqualTo(new PutBack.Heads(3, 3));
                    assertThat(reached).containsExactly(3L);
                }
                assertThat(rows()).isEqualTo(rows);

                // the same sent again: not an entry more, the first receipt
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(LedgerBehind.class)
                        .untilAsserted(() -> assertThat(ledger.submit(requests.get(2)))
                                .isInstanceOfSatisfying(Outcome.Recorded.class, again -> {
                                    assertThat(again.repeated()).isTrue();
                                    assertThat(again.receipt().position()).isEqualTo(3);
                                }));
                await().atMost(PATIENCE)
                        .until(() -> service.getBean(KafkaRelay.class).state().doing() == KafkaRelay.Doing.LEADING);
            }
        }
    }

    @Test
    void theTopicOfAnotherJournalIsNotPutBack() throws Exception {
        try (TestBroker broker = new TestBroker(folder)) {
            try (ConfigurableApplicationContext service = start(broker.address())) {
                service.getBean(Ledger.class).submit(requests, false);
                await().atMost(PATIENCE)
                        .until(() -> service.getBean(KafkaRelay.class).state().sent() == 3);
            }
            backTo(1);
            unprotected("update journal set entry = convert_to('{}', 'UTF8')");
            try (PutBack putBack = new PutBack(database.properties(), copy(broker))) {
                assertThatThrownBy(() -> putBack.refill(position -> {})).isInstanceOf(PutBack.AnotherJournal.class);
            }
            assertThat(rows()).hasSize(1);
        }
    }

    @Test
    void aTopicThatSomebodyElseWroteIntoIsNotPutBack() throws Exception {
        try (TestBroker broker = new TestBroker(folder)) {
            try (ConfigurableApplicationContext service = start(broker.address())) {
                service.getBean(Ledger.class).submit(requests, false);
                await().atMost(PATIENCE)
                        .until(() -> service.getBean(KafkaRelay.class).state().sent() == 3);
            }
            Stored third = lastOf(database);
            backTo(1);
            // the end of the topic is right again: what is false lies before it
            try (Forger forger = new Forger(broker, "jekasy.ledger.v1")) {
                forger.sends(4, third.entry());
                for (int n = 0; n < Topic.TAIL; n++) {
                    forger.sendsSealed(third);
                }
            }
            try (PutBack putBack = new PutBack(database.properties(), copy(broker))) {
                assertThat(putBack.heads()).isEqualTo(new PutBack.Heads(1, 3));
                assertThatThrownBy(() -> putBack.refill(position -> {}))
                        .isInstanceOf(ForgedRecord.class)
                        .hasMessageContainingAll("falsifié", "position 4 (offset 3)", "le journal est intact")
                        .hasMessageContainingAll("Forged", "position 4 (offset 3)", "the journal is untouched");
            }
            assertThat(rows()).hasSize(1);
        }
    }

    @Test
    void aForgedEndOfTheTopicIsNeitherPutBackNorSaidToBeMissing() throws Exception {
        try (TestBroker broker = new TestBroker(folder)) {
            try (ConfigurableApplicationContext service = start(broker.address())) {
                Ledger ledger = service.getBean(Ledger.class);
                ledger.submit(requests, false);
                await().atMost(PATIENCE)
                        .until(() -> service.getBean(KafkaRelay.class).state().sent() == 3);
                try (Forger forger = new Forger(broker, "jekasy.ledger.v1")) {
                    forger.sends(4, lastOf(database).entry());
                }
                await().atMost(PATIENCE)
                        .until(() -> service.getBean(KafkaRelay.class).state().doing() == KafkaRelay.Doing.HALTED);
                // the journal is as it was, so it goes on
                assertThat(ledger.submit(requests.get(2))).isInstanceOf(Outcome.Recorded.class);
            }
            try (PutBack putBack = new PutBack(database.properties(), copy(broker))) {
                assertThatThrownBy(putBack::heads).isInstanceOf(ForgedRecord.class);
                assertThatThrownBy(() -> putBack.refill(position -> {})).isInstanceOf(ForgedRecord.class);
            }
            assertThat(rows()).hasSize(3);
        }
    }

    private static Stored lastOf(TestDatabase database) {
        try (PostgresJournal journal = PostgresJournal.open(database.properties())) {
            return journal.after(journal.head() - 1, 1).getFirst();
        }
    }

    @Test
    void aJournalNobodyHasComparedWithItsCopyRecordsNothing() {
        try (ConfigurableApplicationContext service = start("127.0.0.1:1")) {
            Ledger ledger = service.getBean(Ledger.class);
            assertThatThrownBy(() -> ledger.submit(requests.getFirst()))
                    .isInstanceOfSatisfying(
                            LedgerBehind.class,
                            behind -> assertThat(behind.topic()).isZero());
            assertThat(database.number("select count(*) from journal")).isZero();
        }
    }

    private static RelayProperties copy(TestBroker broker) {
        return new RelayProperties(broker.address(), "jekasy.ledger.v1", TestBroker.SEAL_KEY);
    }

    /** As after the restore of a backup: a new timeline, which nobody has compared. */
    private void backTo(long position) {
        unprotected("delete from journal where position > " + position + "; delete from journal_tag where position > "
                + position + "; delete from copy_compared");
    }

    private void unprotected(String sql) {
        database.sql("alter table journal disable trigger all; alter table journal_tag disable trigger all; " + sql
                + "; alter table journal enable trigger all; alter table journal_tag enable trigger all");
    }

    private List<String> rows() throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select j::text || (select array_agg(tag order by tag)::text from journal_tag t where t.position = j.position) from journal j order by position")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private static String refused(ConfigurableApplicationContext service) throws Exception {
        URI door = URI.create(
                "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + "/organisations");
        HttpRequest request = HttpRequest.newBuilder(door)
                .header("Content-Type", "application/json")
                .header("Jekasy-Actor", "IMP-MRS-01/op1/dev1")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"eventId":"0198a000-0000-7000-8000-0000000000a1","organisation":"IMP-MRS-01","kind":"IMPORTER",
                         "country":"FR","name":"Importateur de Marseille","occurredAt":"2026-05-11T08:00:00Z"}"""))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            return answer.body();
        }
    }

    private ConfigurableApplicationContext start(String broker) {
        JournalProperties journal = database.properties();
        return CommandService.start(
                "--server.port=0",
                "--management.server.port=0",
                "--journal.url=" + journal.url(),
                "--journal.user=" + journal.user(),
                "--journal.password=any",
                "--journal.owner-user=" + journal.ownerUser(),
                "--journal.owner-password=any",
                "--relay.seal-key=" + TestBroker.SEAL_KEY,
                "--relay.bootstrap-servers=" + broker);
    }
}
