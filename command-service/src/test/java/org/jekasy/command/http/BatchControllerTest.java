package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Doorstep
class BatchControllerTest {
    @Autowired
    private Knock knock;

    @Autowired
    private LedgerInMemory ledger;

    @BeforeEach
    void anEmptyLedger() {
        ledger.forgetEverything();
    }

    private static String[] season() {
        return new String[] {
            Sent.named("RegisterOrganisation", Sent.organisation()),
            Sent.named("RegisterProducer", Sent.producer()),
            Sent.named("RegisterPlace", Sent.orchard())
        };
    }

    private static String[] seasonAnd(String... more) {
        List<String> all = new ArrayList<>(List.of(season()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private List<Integer> statuses(Knock.Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        List<Integer> statuses = new ArrayList<>();
        reply.json()
                .path("answers")
                .forEach(answer -> statuses.add(answer.path("status").intValue()));
        return statuses;
    }

    @Test
    void eachIsDecidedOnWhatTheOnesBeforeItChanged() {
        Knock.Reply reply = knock.post(
                "/entries",
                Sent.batch(
                        false,
                        seasonAnd(
                                Sent.named("RecordHarvest", Sent.harvest(1, 806_500)),
                                Sent.named("GroupLots", Sent.grouping(2, 1, 806_500)))));

        assertThat(statuses(reply)).containsExactly(201, 201, 201, 201, 201);
        JsonNode last = reply.json().at("/answers/4");
        assertThat(last.at("/receipt/position").intValue()).isEqualTo(5);
        assertThat(last.path("eventId").asString())
                .isEqualTo(last.at("/receipt/eventId").asString());
        assertThat(last.has("problem")).isFalse();
    }

    @Test
    void aBadOneNeverBlocksTheOthers() {
        String unreadable = Sent.named("RecordHarvest", Sent.harvest("no-uuid", 2, 5_000));
        Knock.Reply reply = knock.post(
                "/entries",
                Sent.batch(
                        false,
                        seasonAnd(
                                Sent.named("GroupLots", Sent.grouping(9, 8, 1)),
                                unreadable,
                                "5",
                                "{}",
                                Sent.named("GrowMangoes", Sent.harvest(3, 5_000)),
                                Sent.harvest(4, 5_000),
                                Sent.named("RecordHarvest", Sent.harvest(5, 806_500)))));

        assertThat(statuses(reply)).containsExactly(201, 201, 201, 404, 422, 422, 422, 422, 422, 201);
        assertThat(reply.json().at("/answers/3/problem/code").asString()).isEqualTo("E-REF-01");
        assertThat(reply.json().at("/answers/3/problem/instance").asString()).isEqualTo("/entries#/entries/3");
        assertThat(reply.json().at("/answers/4/eventId").asString()).isEqualTo("no-uuid");
        assertThat(reply.json().at("/answers/4/problem/detail").asString())
                .isEqualTo("eventId : « no-uuid » ne peut pas être lu ; attendu : UUID.");
        assertThat(reply.json().at("/answers/5").has("eventId")).isFalse();
        assertThat(reply.json().at("/answers/5/problem/detail").asString())
                .isEqualTo("JSON : « 5 » n’est pas un objet JSON.");
        assertThat(reply.json().at("/answers/6/problem/detail").asString()).isEqualTo("Il manque le champ command.");
        assertThat(reply.json().at("/answers/7/problem/detail").asString())
                .startsWith("command : « GrowMangoes » n’est pas une commande connue. Commandes possibles : ")
                .contains("RecordHarvest");
        assertThat(ledger.entries()).hasSize(4);
    }

    @Test
    void anAtomicBatchIsRecordedAsAWholeOrNotAtAll() {
        Knock.Reply refused =
                knock.post("/entries", Sent.batch(true, seasonAnd(Sent.named("GroupLots", Sent.grouping(9, 8, 1)))));

        assertThat(statuses(refused)).containsExactly(424, 424, 424, 404);
        assertThat(refused.json().at("/answers/0/problem/type").asString()).isEqualTo("about:blank");
        assertThat(refused.json().at("/answers/0/problem/detail").asString()).startsWith("Pas enregistré");
        assertThat(ledger.entries()).isEmpty();

        // what the batch itself would make is its sender's own, and is told of as ever
        Knock.Reply tooMuch = knock.post(
                "/entries",
                Sent.batch(
                        true,
                        seasonAnd(
                                Sent.named("RecordHarvest", Sent.harvest(1, 806_500)),
                                Sent.named("GroupLots", Sent.grouping(9, 1, 900_000)))));

        assertThat(statuses(tooMuch)).containsExactly(424, 424, 424, 424, 409);
        assertThat(tooMuch.json().at("/answers/4/problem/code").asString()).isEqualTo("E-MASS-02");

        Knock.Reply unread = knock.post("/entries", Sent.batch(true, seasonAnd("{}")));

        assertThat(statuses(unread)).containsExactly(424, 424, 424, 422);
        assertThat(ledger.entries()).isEmpty();

        assertThat(statuses(knock.post("/entries", Sent.batch(true, season())))).containsExactly(201, 201, 201);
        assertThat(ledger.entries()).hasSize(3);
    }

    @Test
    void aBatchSentAgainGetsTheFirstReceipts() {
        String batch = Sent.batch(false, season());
        Knock.Reply first = knock.post("/entries", batch);

        Knock.Reply second = knock.post("/entries", batch);

        assertThat(statuses(second)).containsExactly(200, 200, 200);
        assertThat(second.json().at("/answers/2/receipt"))
                .isEqualTo(first.json().at("/answers/2/receipt"));
    }

    @Test
    void aCorrectionAndWhatDependsOnItGoTogether() {
        String harvest = Sent.id();
        String grouping = Sent.id();
        knock.post(
                "/entries",
                Sent.batch(
                        false,
                        seasonAnd(
                                Sent.named("RecordHarvest", Sent.harvest(harvest, 1, 860_500)),
                                Sent.named(
                                        "GroupLots",
                                        Sent.grouping(2, 1, 860_500).replaceFirst("01980000-[0-9a-f-]+", grouping)))));
        String weight = Sent.command(
                "'target':'" + harvest + "','reason':'WRONG_WEIGHT','corrected':{'command':'RecordHarvest',"
                        + Sent.harvestOnly(1, 806_500) + "}");
        String group = Sent.command("'target':'" + grouping
                + "','reason':'WRONG_WEIGHT','corrected':{'command':'GroupLots','output':'" + Sent.lot(2)
                + "','place':'V-KAD-0012','inputs':[{'lot':'" + Sent.lot(1) + "','weightG':806500}]}");

        Knock.Reply alone = knock.post("/corrections", weight).isProblem(409, "E-MASS-03");
        assertThat(alone.json().at("/numbers/dependents/0").asString()).isEqualTo(grouping);

        Knock.Reply together = knock.post(
                "/entries", Sent.batch(true, Sent.named("CorrectEntry", weight), Sent.named("CorrectEntry", group)));
        assertThat(statuses(together)).containsExactly(202, 202);
        Knock.Reply agreed = knock.postAs(
                "COOP-KAD-01/2",
                "/approvals",
                Sent.command("'approval':'"
                        + together.json().at("/answers/1/receipt/eventId").asString() + "'"));
        assertThat(agreed.status()).isEqualTo(201);
    }

    @Test
    void fiveHundredAreTakenAndNoMore() {
        String[] many = IntStream.range(0, 500)
                .mapToObj(i -> Sent.named("RegisterProducer", Sent.producer().replace("0012", "%04d".formatted(i))))
                .toArray(String[]::new);
        assertThat(statuses(knock.post("/entries", Sent.batch(false, many)))).hasSize(500);

        String[] tooMany = IntStream.range(0, 501).mapToObj(i -> "{}").toArray(String[]::new);
        knock.post("/entries", Sent.batch(false, tooMany))
                .isProblem(413, "E-FORM-01")
                .says("Il y a 501 enregistrements dans cet envoi : 500 au plus.");
    }

    @Test
    void anEmptyBatchHasNoAnswers() {
        assertThat(statuses(knock.post("/entries", "{\"entries\":[]}"))).isEmpty();
    }

    @Test
    void theBatchItselfIsReadStrictly() {
        knock.post("/entries", "[]").isProblem(422, "E-FORM-01");
        knock.post("/entries", "{}").isProblem(422, "E-FORM-01").says("Il manque le champ entries.");
        knock.post("/entries", "{\"entries\":{}}").isProblem(422, "E-FORM-01");
        knock.post("/entries", "{\"entries\":null}").isProblem(422, "E-FORM-01");
        knock.post("/entries", "{\"entries\":[],\"atomic\":\"true\"}")
                .isProblem(422, "E-FORM-01")
                .says("atomic : « true » ne peut pas être lu ; attendu : true | false.");
        knock.post("/entries", "{\"entries\":[],\"all\":true}")
                .isProblem(422, "E-FORM-01")
                .says("Le champ all n’est pas connu. Champs possibles : atomic, entries.");
        knock.post("/entries", "{\"entries\":[{},{]}").isProblem(400, "E-FORM-01");
    }
}
