package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.jekasy.language.wire.EventJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What waits for a station, at its door. */
@Doorstep
class LabelOrderControllerTest {
    private static final String POSTE = "COOP-KAD-01/1/poste-1";

    @Autowired
    private Knock knock;

    @Autowired
    private LedgerInMemory ledger;

    @BeforeEach
    void aLot() {
        ledger.forgetEverything();
        assertThat(knock.post("/organisations", Sent.organisation()).status()).isEqualTo(201);
        assertThat(knock.postAs(
                                "STAT-SIK-01",
                                "/organisations",
                                Sent.command(
                                        "'organisation':'STAT-SIK-01','name':'Station de Sikasso','kind':'STATION'"))
                        .status())
                .isEqualTo(201);
        assertThat(knock.post("/producers", Sent.producer()).status()).isEqualTo(201);
        assertThat(knock.post("/places", Sent.orchard()).status()).isEqualTo(201);
        assertThat(knock.post("/harvests", Sent.harvest(1, 806_500)).status()).isEqualTo(201);
    }

    private String ordered(String more) {
        Knock.Reply reply = knock.postAs(
                "COOP-KAD-01/7", "/label-orders", Sent.command("'lot':'" + Sent.lot(1) + "','count':12" + more));
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(201);
        return reply.text("eventId");
    }

    private Knock.Reply waiting(String actor) {
        return knock.send(
                knock.bare("/label-orders").setHeader("Jekasy-Actor", actor).GET());
    }

    private List<String> ids(String actor) {
        Knock.Reply reply = waiting(actor);
        assertThat(reply.status()).isEqualTo(200);
        return StreamSupport.stream(reply.json().path("orders").spliterator(), false)
                .map(order -> order.path("order").stringValue())
                .toList();
    }

    private Knock.Reply says(String actor, String order, String state) {
        return knock.postAs(
                actor, "/label-order-reports", Sent.command("'order':'" + order + "','state':'" + state + "'"));
    }

    @Test
    void aStationIsToldWhatWaitsForItAndForAnyTheOldestFirst() {
        String any = ordered("");
        String mine = ordered(",'template':'100x50','station':'poste-1'");
        String others = ordered(",'station':'poste-2'");

        assertThat(ids(POSTE)).containsExactly(any, mine);
        assertThat(ids("COOP-KAD-01/1/poste-2")).containsExactly(any, others);
        assertThat(ids("COOP-KAD-01/1")).containsExactly(any);
        JsonNode told = waiting(POSTE).json().at("/orders/1");
        assertThat(told)
                .isEqualTo(EventJson.mapper()
                        .readTree(
                                "{\"order\":\"%s\",\"lot\":\"%s\",\"template\":\"100x50\",\"count\":12,\"station\":\"poste-1\",\"orderedAt\":\"2026-05-11T18:00:00Z\",\"orderedBy\":\"7\"}"
                                        .formatted(mine, Sent.lot(1))));
    }

    @Test
    void whatWasTakenOrCancelledWaitsNoMore() {
        String taken = ordered("");
        String cancelled = ordered("");
        String left = ordered("");

        assertThat(says(POSTE, taken, "TAKEN").status()).isEqualTo(201);
        assertThat(says("COOP-KAD-01/7", cancelled, "CANCELLED").status()).isEqualTo(201);
        assertThat(ids(POSTE)).containsExactly(left);
    }

    @Test
    void noMoreThanFiftyAreToldAtOnce() {
        for (int n = 0; n < 51; n++) {
            ordered("");
        }
        assertThat(ids(POSTE)).hasSize(50);
    }

    @Test
    void anotherOrganisationIsToldNothingOfThem() {
        String order = ordered("");

        assertThat(ids("STAT-SIK-01/1/poste-1")).isEmpty();
        says("STAT-SIK-01/1/poste-1", order, "TAKEN").isProblem(404, "E-REF-01");
        Knock.Reply none = says("STAT-SIK-01/1/poste-1", Sent.id(), "TAKEN").isProblem(404, "E-REF-01");
        assertThat(none.text("detail").replaceAll("[0-9a-f-]{36}", "…"))
                .isEqualTo(says("STAT-SIK-01/1/poste-1", order, "TAKEN")
                        .text("detail")
                        .replaceAll("[0-9a-f-]{36}", "…"));
    }

    @Test
    void whoDoesNotSayWhoHeIsOrMayNotReportIsTurnedAway() {
        assertThat(knock.send(knock.bare("/label-orders").GET()).status()).isEqualTo(401);
        waiting("COOP-KAD-01/1/poste-1;role=reader").isProblem(403, "E-AUTH-02");
        assertThat(waiting("COOP-KAD-01/1/poste-1;role=station-clerk").status()).isEqualTo(200);
    }

    @Test
    void aLedgerThatIsAwayIsNoEmptyList() {
        ledger.goAway();
        waiting(POSTE).isProblem(503, "");
    }
}
