package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@Doorstep
class LedgerControllerTest {
    @Autowired
    private Knock knock;

    @Autowired
    private LedgerInMemory ledger;

    @BeforeEach
    void aCooperativeWithAnOrchard() {
        ledger.forgetEverything();
        assertThat(knock.post("/organisations", Sent.organisation()).status()).isEqualTo(201);
        assertThat(knock.post("/producers", Sent.producer()).status()).isEqualTo(201);
        assertThat(knock.post("/places", Sent.orchard()).status()).isEqualTo(201);
    }

    @Test
    void aHarvestIsAnsweredWithItsReceipt() {
        String id = Sent.id();

        Knock.Reply reply = knock.post("/harvests", Sent.harvest(id, 1, 806_500));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/entries/" + id);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.json().toString())
                .isEqualTo("{\"eventId\":\"" + id
                        + "\",\"position\":4,\"recordedAt\":\"2026-05-11T18:00:00Z\",\"flags\":[]}");
        assertThat(ledger.entries().getLast().by().organisation().text()).isEqualTo("COOP-KAD-01");
    }

    @Test
    void theReceiptOfAnEntryIsFoundAgain() {
        Knock.Reply reply = knock.post("/harvests", Sent.harvest(1, 806_500));

        Knock.Reply again = knock.send(knock.bare(reply.header("Location")).GET());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(reply.json());
        knock.send(knock.bare("/entries/01980000-0000-7000-8000-ffffffffffff").GET())
                .isProblem(404, "")
                .says("L’enregistrement 01980000-0000-7000-8000-ffffffffffff n’est pas dans le registre.");
        knock.send(knock.bare("/entries/26131K7QF00012").GET()).isProblem(422, "E-FORM-01");
    }

    @Test
    void theSameHarvestSentTwiceGetsTheFirstReceiptAgain() {
        String body = Sent.harvest(1, 806_500);
        Knock.Reply first = knock.post("/harvests", body);

        Knock.Reply second = knock.post("/harvests", body);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(ledger.entries()).hasSize(4);
    }

    @Test
    void theSameIdWithAnotherBodyIsAConflict() {
        String id = Sent.id();
        knock.post("/harvests", Sent.harvest(id, 1, 806_500));

        knock.post("/harvests", Sent.harvest(id, 1, 806_501)).isProblem(409, "E-ID-01");

        assertThat(ledger.entries()).hasSize(4);
    }

    @Test
    void aRefusalSaysItsNumbersWithTheirUnitAndASentenceInFrench() {
        knock.post("/harvests", Sent.harvest(1, 806_500));

        Knock.Reply reply = knock.post("/groupings", Sent.grouping(2, 1, 900_000))
                .isProblem(409, "E-MASS-02")
                .says("Il ne reste que 806,5 kg dans le lot " + Sent.lot(1)
                        + " chez COOP-KAD-01 ; 900 kg sont demandés.");

        assertThat(reply.text("title")).isEqualTo("Il n’en reste pas assez");
        assertThat(reply.text("instance")).isEqualTo("/groupings");
        assertThat(reply.json().path("numbers").toString())
                .isEqualTo("{\"lot\":\"" + Sent.lot(1)
                        + "\",\"availableG\":806500,\"askedG\":900000,\"holder\":\"COOP-KAD-01\"}");
        assertThat(reply.json().path("confirmable").booleanValue()).isFalse();
        assertThat(reply.header("Content-Language")).isEqualTo("fr");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en                  | en
            en-GB,fr;q=0.8      | en
            fr-ML,en;q=0.9      | fr
            bm                  | fr
            bm,en;q=0.5         | en
            *                   | fr
            ;;q=x               | fr
            """)
    void whoPrefersEnglishIsAnsweredInEnglish(String accepted, String answered) {
        Knock.Reply reply = knock.postIn(accepted, "/groupings", Sent.grouping(2, 1, 900_000));

        reply.isProblem(404, "E-REF-01");
        assertThat(reply.header("Content-Language")).isEqualTo(answered);
        assertThat(reply.text("detail")).startsWith(answered.equals("en") ? "Not known, " : "Inconnu, ");
        assertThat(reply.text("title")).isEqualTo(answered.equals("en") ? "Unknown reference" : "Référence inconnue");
    }

    @Test
    void whoHoldsItNoMoreIsToldWhoDoesAndAStrangerThatThereIsNone() {
        knock.post("/harvests", Sent.harvest(1, 806_500));
        knock.postAs(
                "STAT-SIK-01",
                "/organisations",
                Sent.command("'organisation':'STAT-SIK-01','name':'Station','kind':'STATION','issuers':['PS01']"));

        Knock.Reply foreign = knock.postAs("STAT-SIK-01", "/groupings", Sent.grouping(2, 1, 1_000));
        Knock.Reply missing = knock.postAs("STAT-SIK-01", "/groupings", Sent.grouping(2, 9, 1_000));
        assertThat(foreign.isProblem(404, "E-REF-01").text("detail").replace(Sent.lot(1), "?"))
                .isEqualTo(missing.isProblem(404, "E-REF-01").text("detail").replace(Sent.lot(9), "?"));

        knock.post("/groupings", Sent.grouping(2, 1, 806_500));
        knock.post("/groupings", Sent.grouping(3, 1, 1_000)).isProblem(409, "E-MASS-02");
    }

    @Test
    void whatIsImprobableIsRecordedOnceEachWarningIsConfirmed() {
        String own = Sent.harvestOnly(1, 806_500);
        String late = "{'eventId':'%s','occurredAt':'2026-05-01T09:10:00Z','harvestedOn':'2026-05-01',%s%s}";
        String id = Sent.id();

        Knock.Reply asked = knock.post("/harvests", late.formatted(id, own, "").replace('\'', '"'))
                .isProblem(422, "W-TIME-03");

        assertThat(asked.json().path("confirmable").booleanValue()).isTrue();
        assertThat(asked.json().at("/warnings/0/code").asString()).isEqualTo("W-TIME-03");
        assertThat(asked.json().at("/warnings/0/detail").asString()).startsWith("Enregistré 248 heures après");
        assertThat(asked.json().at("/warnings/0/numbers/hours").asInt()).isEqualTo(248);
        assertThat(ledger.entries()).hasSize(3);

        Knock.Reply confirmed = knock.post(
                "/harvests",
                late.formatted(id, own, ",'confirmed':[{'code':'W-TIME-03','reason':'cahier retrouvé'}]")
                        .replace('\'', '"'));

        assertThat(confirmed.status()).isEqualTo(201);
        assertThat(confirmed.json().path("flags").toString())
                .isEqualTo("[{\"code\":\"W-TIME-03\",\"reason\":\"cahier retrouvé\"}]");
    }

    @Test
    void paperIsAcceptedWithItsFlags() {
        String body = Sent.command(Sent.harvestOnly(1, 806_500) + ",'source':'PAPER_BACKFILL'")
                .replace("2026-05-11T09", "2026-05-01T09");

        assertThat(knock.post("/harvests", body.replace("{", "{\"harvestedOn\":\"2026-05-01\","))
                        .status())
                .isEqualTo(201);
        assertThat(ledger.entries().getLast().source().name()).isEqualTo("PAPER_BACKFILL");
    }

    @Test
    void aCorrectionHoldsTheWholeCommandAsItShouldHaveBeen() {
        String id = Sent.id();
        knock.post("/harvests", Sent.harvest(id, 1, 860_500));

        Knock.Reply reply = knock.post(
                "/corrections",
                Sent.command("'target':'" + id + "','reason':'WRONG_WEIGHT','corrected':{'command':'RecordHarvest',"
                        + Sent.harvestOnly(1, 806_500) + "}"));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(reply.header("Location")).isEqualTo("/entries/" + reply.text("eventId"));
        knock.postAs("COOP-KAD-01/1", "/approvals", Sent.command("'approval':'" + reply.text("eventId") + "'"))
                .isProblem(403, "E-AUTH-01");
        assertThat(knock.agreeTo(reply).status()).isEqualTo(201);
        knock.post("/groupings", Sent.grouping(2, 1, 806_501)).isProblem(409, "E-MASS-02");
        assertThat(knock.post("/groupings", Sent.grouping(2, 1, 806_500)).status())
                .isEqualTo(201);
    }

    @Test
    void whatASecondPersonMustApproveIsAccepted() {
        ledger.askForASecondPerson();

        Knock.Reply reply = knock.post("/harvests", Sent.harvest(1, 806_500));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("eventId").isString()).isTrue();
        assertThat(ledger.entries()).hasSize(3);
    }

    @Test
    void aLedgerThatIsAwayIsNoLoss() {
        ledger.goAway();

        Knock.Reply reply = knock.post("/harvests", Sent.harvest(1, 806_500)).isProblem(503, "");

        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(reply.text("detail")).contains("Rien n’est perdu");
        knock.post("/entries", Sent.batch(false, Sent.named("RecordHarvest", Sent.harvest(1, 1))))
                .isProblem(503, "");
    }

    @Test
    void aFullDiskIsSaidAsSuch() {
        ledger.runOutOfRoom();

        Knock.Reply reply = knock.post("/harvests", Sent.harvest(1, 806_500)).isProblem(507, "");

        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(reply.text("detail")).contains("plein");
    }

    @Test
    void aCommandMayNameItselfWhereTheAddressSaysItAlready() {
        assertThat(knock.post("/harvests", Sent.named("RecordHarvest", Sent.harvest(1, 806_500)))
                        .status())
                .isEqualTo(201);
        knock.post("/harvests", Sent.named("GroupLots", Sent.harvest(2, 806_500)))
                .isProblem(422, "E-FORM-01")
                .says("command : « GroupLots » n’est pas à sa place ici ; cette adresse prend RecordHarvest.");
    }

    @Test
    void aPositionIsCheckedAndForgotten() {
        String there = Sent.command(Sent.harvestOnly(1, 806_500) + ",'position':{'lat':10.551,'lon':-5.77}");

        assertThat(knock.post("/harvests", there).status()).isEqualTo(201);
        assertThat(ledger.entries().getLast().kmFromPlace()).isNull();
        assertThat(ledger.entries().getLast().toString()).doesNotContain("10.551");
        knock.post("/harvests", there.replace("10.551", "90.001"))
                .isProblem(422, "E-FORM-01")
                .says("position.lat : « 90.001 » ne peut pas être lu ; attendu : -90 … 90.");
        knock.post("/harvests", there.replace("-5.77", "-180.5")).isProblem(422, "E-FORM-01");
        knock.post("/harvests", there.replace(",\"lon\":-5.77", ""))
                .isProblem(422, "E-FORM-01")
                .says("Il manque le champ position.lon.");
    }

    @Test
    void whoActsIsNeverInABody() {
        knock.post("/harvests", Sent.command(Sent.harvestOnly(1, 806_500) + ",'by':{'organisation':'STAT-SIK-01'}"))
                .isProblem(422, "E-FORM-01")
                .says(
                        "Le champ by n’est pas connu. Champs possibles : claims, confirmed, counter, crates, documents, eventId, grossG,"
                                + " harvestedOn, lastTreatedOn, lot, occurredAt, orchard, place, position, producer, season, source, ticket,"
                                + " variety, weightG.");
    }

    @Test
    void withoutAnActorNothingIsTaken() {
        HttpRequest.Builder nobody = knock.bare("/harvests")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));

        Knock.Reply reply = knock.send(nobody).isProblem(401, "");

        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Jekasy-Actor");
        knock.postAs("Coopérative de Kadiolo", "/harvests", "{}").isProblem(401, "");
        knock.postAs("A/B/C/D", "/harvests", "{}").isProblem(401, "");
        knock.send(knock.to("/harvests").header("Jekasy-Actor", "OTHER").POST(BodyPublishers.ofString("{}")))
                .isProblem(401, "");
    }

    @Test
    void theOperatorAndTheDeviceAreKept() {
        knock.postAs("COOP-KAD-01/op-7/tel-3", "/harvests", Sent.harvest(1, 806_500));

        assertThat(ledger.entries().getLast().by().operator()).isEqualTo("op-7");
        assertThat(ledger.entries().getLast().by().device()).isEqualTo("tel-3");
    }

    @Test
    void whatHttpItselfTurnsAwayIsAProblemToo() {
        knock.send(knock.bare("/nowhere").GET()).isProblem(404, "").says("Cette adresse n’existe pas.");
        knock.send(knock.bare("/error").GET()).isProblem(404, "");
        Knock.Reply method = knock.send(knock.bare("/harvests").GET()).isProblem(405, "");
        assertThat(method.header("Allow")).isEqualTo("POST");
        assertThat(method.text("detail")).isEqualTo("Cette adresse ne prend pas la méthode GET ; elle prend POST.");
        knock.send(knock.to("/harvests").setHeader("Content-Type", "text/csv").POST(BodyPublishers.ofString("a,b")))
                .isProblem(415, "E-FORM-01");
        knock.send(knock.bare("/harvests").POST(BodyPublishers.ofString("{}"))).isProblem(415, "E-FORM-01");
        knock.send(knock.to("/harvests")
                        .setHeader("Content-Type", "not a media type")
                        .POST(BodyPublishers.ofString("{}")))
                .isProblem(415, "E-FORM-01");
        knock.send(knock.to("/harvests")
                        .setHeader("Content-Type", "multipart/form-data")
                        .POST(BodyPublishers.ofString("{}")))
                .isProblem(400, "");
        knock.send(knock.to("/harvests")
                        .setHeader("Accept", "text/html")
                        .POST(BodyPublishers.ofString(Sent.harvest(1, 1))))
                .isProblem(406, "");
        assertThat(ledger.entries()).hasSize(3);
    }
}
