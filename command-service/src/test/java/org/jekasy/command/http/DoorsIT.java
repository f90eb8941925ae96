package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jekasy.command.CommandService;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.relay.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The doors of the service as it is started, before the journal in PostgreSQL. What is sent is from paper: the season is long over. */
@ExtendWith(OutputCaptureExtension.class)
class DoorsIT {
    private static TestDatabase database;
    private static ConfigurableApplicationContext service;
    private static Knock knock;

    @BeforeAll
    static void aServiceThatHasRecordedASeason(CapturedOutput said) {
        database = TestDatabase.empty();
        JournalProperties journal = database.properties();
        // no broker: what is recorded does not wait for its copy, once the two were compared
        database.comparedWithItsCopy();
        service = CommandService.start(
                "--server.port=0",
                "--management.server.port=0",
                "--journal.url=" + journal.url(),
                "--journal.user=" + journal.user(),
                "--journal.password=any",
                "--journal.owner-user=" + journal.ownerUser(),
                "--journal.owner-password=any",
                "--relay.seal-key=" + TestBroker.SEAL_KEY,
                "--relay.bootstrap-servers=127.0.0.1:1",
                "--logging.level.org.jekasy.command=INFO");
        knock = new Knock(() -> Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
        assertThat(said.getOut())
                .contains("répond à 127.0.0.1:" + knock.port() + ", pour cette machine seulement")
                .contains("answers at 127.0.0.1:" + knock.port() + ", for this machine only");
        for (Story.Step step : Story.told()) {
            Knock.Reply reply = tell(step);
            assertThat(reply.status()).as("%s: %s", step.body(), reply.json()).isEqualTo(step.taken());
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String paper(String body) {
        return body.replaceFirst("\\{", "{\"source\":\"PAPER_BACKFILL\",");
    }

    @Test
    void aHarvestIsRecordedOnceAndItsReceiptIsKept() {
        String id = Sent.id();
        long before = entries();

        Knock.Reply first = knock.post("/harvests", paper(Sent.harvest(id, 1, 806_500)));
        Knock.Reply again = knock.post("/harvests", paper(Sent.harvest(id, 1, 806_500)));
        Knock.Reply other = knock.post("/harvests", paper(Sent.harvest(id, 1, 806_501)));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().path("position").asLong()).isEqualTo(before + 1);
        assertThat(first.header("Location")).isEqualTo("/entries/" + id);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        other.isProblem(409, "E-ID-01");
        assertThat(knock.send(knock.bare(first.header("Location")).GET()).json())
                .isEqualTo(first.json());
        knock.send(knock.bare("/entries/" + Sent.id()).GET()).isProblem(404, "");
        assertThat(entries()).isEqualTo(before + 1);
    }

    @Test
    void theRulesAnswerThroughTheJournal() {
        knock.post("/harvests", paper(Sent.harvest(10, 806_500)));

        knock.post("/groupings", paper(Sent.grouping(11, 10, 806_501)))
                .isProblem(409, "E-MASS-02")
                .says("Il ne reste que 806,5 kg dans le lot " + Sent.lot(10)
                        + " chez COOP-KAD-01 ; 806,501 kg sont demandés.");
        knock.post("/harvests", Sent.harvest(12, 806_500)).isProblem(422, "W-TIME-03");
        knock.post("/harvests", paper(Sent.harvest(12, 0))).isProblem(422, "E-MASS-01");
        assertThat(knock.post("/groupings", paper(Sent.grouping(11, 10, 806_500)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBatchIsOneAppendWithAnAnswerForEach() {
        String harvest = Sent.named("RecordHarvest", paper(Sent.harvest(20, 806_500)));
        String grouping = Sent.named("GroupLots", paper(Sent.grouping(21, 20, 806_500)));
        String tooMuch = Sent.named("GroupLots", paper(Sent.grouping(22, 20, 1)));
        long before = entries();

        assertThat(statuses(knock.post("/entries", Sent.batch(true, harvest, grouping, tooMuch))))
                .containsExactly(424, 424, 409);
        assertThat(entries()).isEqualTo(before);
        assertThat(statuses(knock.post("/entries", Sent.batch(false, harvest, "{}", grouping, tooMuch))))
                .containsExactly(201, 422, 201, 409);
        assertThat(entries()).isEqualTo(before + 2);
    }

    @Test
    void oneHarvestSentByManyAtOnceIsOneHarvest() throws Exception {
        String body = paper(Sent.harvest(30, 806_500));
        long before = entries();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(many.submit(() -> knock.post("/harvests", body).status()));
            }
            for (Future<Integer> answer : sent) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(entries()).isEqualTo(before + 1);
    }

    @Test
    void aDatabaseThatIsAwayIs503AndTheSameIsRecordedLater() {
        String body = paper(Sent.harvest(40, 806_500));
        database.allowConnections(false);
        try {
            Knock.Reply away = knock.post("/harvests", body).isProblem(503, "");
            assertThat(away.header("Retry-After")).isEqualTo("5");
        } finally {
            database.allowConnections(true);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(knock.post("/harvests", body).status()).isIn(200, 201));
    }

    @Test
    void theWholeSeasonSentAgainIsStillOneSeason() {
        long before = entries();

        assertThat(Story.told()).allSatisfy(step -> {
            // what waited was agreed to since (200), or rejected (409): either way it is not recorded twice
            Integer[] told = step.waits() ? new Integer[] {200, 409} : new Integer[] {200};
            assertThat(tell(step).status()).isIn((Object[]) told);
        });

        assertThat(entries())
                .isEqualTo(before)
                .isGreaterThanOrEqualTo(Story.told().size());
    }

    private static Knock.Reply tell(Story.Step step) {
        return knock.postAs(
                step.by(),
                step.path(),
                step.body().put("source", "PAPER_BACKFILL").toString());
    }

    private static long entries() {
        return database.number("select count(*) from journal");
    }

    private static List<Integer> statuses(Knock.Reply reply) {
        List<Integer> statuses = new ArrayList<>();
        reply.json()
                .path("answers")
                .forEach(answer -> statuses.add(answer.path("status").intValue()));
        return statuses;
    }
}
