package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.query.Book.KADIOLO;
import static org.jekasy.query.Book.STATION;
import static org.jekasy.query.Book.ZEGOUA;
import static org.jekasy.query.Book.all;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.ByProduct;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.Claim;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.ConsignmentArrived;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.Contents;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Delta;
import org.jekasy.language.Excess;
import org.jekasy.language.Flag;
import org.jekasy.language.Grams;
import org.jekasy.language.Gtin;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelOrderState;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LabelsVoided;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LogisticUnitDismantled;
import org.jekasy.language.LotDisposed;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.LotQuantityAdjusted;
import org.jekasy.language.LotReleased;
import org.jekasy.language.LotTreated;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.Measurement;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.RejectReason;
import org.jekasy.language.Roll;
import org.jekasy.language.RuleCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SealChanged;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Sscc;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One season in small, from two orchards to Rotterdam, and every page about it. */
class PagesIT {
    private static final Book BOOK = Book.withRegister();
    private static final Instant AT = Instant.parse("2026-04-03T08:00:00Z");
    private static final Sscc PALLET = Sscc.parse("395212300000000018");
    private static final Sscc LOOSE = Sscc.parse("395212300000000025");
    private static final ContainerNumber CONTAINER = ContainerNumber.parse("CSQU3054383");
    private static final Gtin BULK = Gtin.parse("99521234000016");
    private static final Gtin CARTON = Gtin.parse("09521234000112");
    private static final ConsignmentId ROAD = ConsignmentId.parse("C-2026-001");
    private static final ConsignmentId SECOND = ConsignmentId.parse("C-2026-002");
    private static final ConsignmentId UNDERWAY = ConsignmentId.parse("C-2026-003");
    private static final RecallId RECALL = RecallId.parse("R-2026-1");
    private static final Roll ROLL =
            Roll.of(IssuerCode.parse("K7QF"), 1_000, 24).orElseThrow();
    private static final RunId RUN = RunId.parse("PACK-7");

    private static LotId kadiolo;
    private static LotId zegoua;
    private static LotId group;
    private static LotId treated;
    private static LotId cartons;
    private static LotId grade;
    private static LotId held;
    private static LotId lost;
    private static LotId disputed;
    private static LotId travelling;
    private static LedgerEntry hold;
    private static String database;
    private static Running service;

    @BeforeAll
    static void aSeason() {
        BOOK.record(new AliasAdded(KADIOLO, BULK, null, Book.MANGO, null, null, null, Book.DAY.minusDays(30)));
        BOOK.record(new AliasAdded(
                ZEGOUA, Gtin.parse("99521234001013"), null, Book.MANGO, null, null, null, Book.DAY.plusYears(1)));
        BOOK.record(new ProducerRegistered(
                ProducerId.parse("P-0007"), KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, List.of(Claim.ORGANIC), null));
        kadiolo = BOOK.newLot();
        BOOK.record(
                KADIOLO,
                Book.harvested(kadiolo, KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(806_500)),
                new Flag(RuleCode.W_TIME_03, "réseau absent trois jours"));
        zegoua = BOOK.harvest(ZEGOUA, Book.COMMUNE_ZEGOUA, Book.DAY.plusDays(7), Weight.ofGrams(193_500));
        LotId atZegoua = zegoua;
        // Zégoua brings its lot to Kadiolo, all of it arrives
        ship(ConsignmentId.parse("C-2026-000"), ZEGOUA, KADIOLO, atZegoua, 193_500);
        receive(
                ConsignmentId.parse("C-2026-000"),
                ZEGOUA,
                KADIOLO,
                line(atZegoua, 193_500, 193_500, 0, 0, 0, Excess.NONE));
        group = BOOK.group(
                KADIOLO, new Portion(kadiolo, Weight.ofGrams(806_500)), new Portion(zegoua, Weight.ofGrams(193_500)));
        ship(ROAD, KADIOLO, STATION, group, 1_000_000);
        receive(ROAD, KADIOLO, STATION, line(group, 1_000_000, 970_000, 10_000, 20_000, 0, Excess.NONE));
        treated = BOOK.newLot();
        BOOK.record(
                STATION,
                new LotTreated(
                        treated,
                        STATION,
                        Book.HALL,
                        Book.MANGO,
                        Book.KENT,
                        Book.SEASON,
                        new Portion(group, Weight.ofGrams(970_000)),
                        Weight.ofGrams(969_000),
                        Grams.ofGrams(1000),
                        "HOT_WATER",
                        List.of(new Measurement("waterMin", new BigDecimal("46.1"), "CEL", null)),
                        AT,
                        AT.plusSeconds(5400),
                        List.of(Claim.ORGANIC),
                        null,
                        "DNA"));
        cartons = BOOK.newLot();
        grade = BOOK.newLot();
        BOOK.record(
                STATION,
                new LotsPacked(
                        RUN,
                        STATION,
                        Book.HALL,
                        Book.SEASON,
                        List.of(new Portion(treated, Weight.ofGrams(969_000))),
                        List.of(new Packed(
                                cartons, Book.MANGO, Book.KENT, CARTON, 200, Weight.ofGrams(4000), "8", "I")),
                        List.of(
                                new ByProduct(grade, ProductCode.parse("mango_reject"), Weight.ofGrams(100_000)),
                                new ByProduct(null, ProductCode.parse("mango_waste"), Weight.ofGrams(50_000))),
                        Grams.ofGrams(12_000),
                        Grams.ofGrams(7_000),
                        Book.DAY.plusDays(1),
                        List.of(Claim.ORGANIC),
                        "HOT_WATER",
                        "L1"));
        BOOK.record(
                STATION,
                new LogisticUnitBuilt(
                        PALLET,
                        STATION,
                        Book.HALL,
                        List.of(new Contents(cartons, 150, Weight.ofGrams(600_000))),
                        Weight.ofGrams(640_000)));
        BOOK.record(
                STATION,
                new LogisticUnitBuilt(
                        LOOSE, STATION, Book.HALL, List.of(new Contents(cartons, 50, Weight.ofGrams(200_000))), null));
        BOOK.record(
                STATION,
                new LogisticUnitDismantled(
                        LOOSE, STATION, List.of(new Contents(cartons, 50, Weight.ofGrams(200_000))), "palette cassée"));
        BOOK.record(
                STATION,
                new CertificateLinked(
                        CertificateKind.PHYTOSANITARY,
                        "ML-2026-0042",
                        "DNA",
                        Book.DAY.plusDays(2),
                        Book.DAY.plusDays(30),
                        CountryCode.parse("EU"),
                        List.of(cartons),
                        List.of(PALLET),
                        null));
        BOOK.record(
                STATION,
                new LabelsIssued(
                        cartons, "https://id.example.org/01/" + CARTON + "/10/" + cartons, 210, List.of(), "P1", 2));
        BOOK.record(STATION, new LabelsVoided(cartons, 10, List.of(), "mal imprimées"));
        LedgerEntry order = BOOK.record(STATION, new LabelsOrdered(STATION, cartons, null, 12, "quai-1"));
        BOOK.record(
                STATION,
                new LabelOrderReported(STATION, order.eventId(), cartons, LabelOrderState.TAKEN, null, "quai-1", null));
        BOOK.record(STATION, new LabelsOrdered(STATION, cartons, null, 3, null));
        BOOK.record(
                STATION,
                new ContainerStuffed(
                        CONTAINER,
                        STATION,
                        Book.HALL,
                        List.of(PALLET),
                        List.of(cartons),
                        List.of("S-001"),
                        AT.plusSeconds(90_000),
                        new BigDecimal("9.5")));
        BOOK.record(STATION, new SealChanged(CONTAINER, "S-001", "S-002", "Douane", "contrôle"));
        BOOK.record(
                STATION,
                new ConsignmentDeparted(
                        null,
                        CONTAINER,
                        UnLocode.parse("CIABJ"),
                        UnLocode.parse("NLRTM"),
                        CountryCode.parse("EU"),
                        new Transport(TransportMode.SEA, "MSC Lomé", "123N", "MSC"),
                        List.of(cartons),
                        List.of(PALLET),
                        AT.plusSeconds(200_000)));
        BOOK.record(
                STATION,
                new ConsignmentArrived(
                        null,
                        CONTAINER,
                        UnLocode.parse("NLRTM"),
                        new Transport(TransportMode.SEA, "MSC Lomé", "123N", "MSC"),
                        List.of(cartons),
                        AT.plusSeconds(900_000)));
        BOOK.record(
                STATION,
                new RecallOpened(
                        RECALL,
                        List.of(group),
                        "résidu",
                        RecallClass.II,
                        List.of(group, treated, cartons, grade),
                        List.of(PALLET),
                        "communiqué"));
        held = BOOK.harvest(100);
        hold = BOOK.record(
                KADIOLO, new LotHeld(held, HoldScope.LOT, HoldReason.RESIDUE_SUSPECT, List.of(held), List.of(), null));
        lost = BOOK.harvest(50);
        BOOK.record(
                KADIOLO, new LotQuantityAdjusted(lost, KADIOLO, Delta.ofGrams(-1000), AdjustReason.SHRINK, null, null));
        BOOK.record(KADIOLO, new LotDisposed(lost, KADIOLO, Weight.ofGrams(49_000), "compost", "pourri"));
        disputed = BOOK.harvest(60);
        ship(SECOND, KADIOLO, STATION, disputed, 60_000);
        receive(SECOND, KADIOLO, STATION, line(disputed, 60_000, 60_000, 0, 0, 2_000, Excess.DISPUTED));
        travelling = BOOK.harvest(70);
        ship(UNDERWAY, KADIOLO, STATION, travelling, 70_000);
        BOOK.record(new CodesIssued(KADIOLO, ROLL.issuer(), ROLL.firstSerial(), ROLL.lastSerial(), 24));
        BOOK.record(new CodeBound(ROLL.codes().getFirst(), kadiolo, KADIOLO));
        BOOK.record(new CodeBound(ROLL.codes().get(4), held, KADIOLO));
        BOOK.record(new CodesVoided(KADIOLO, ROLL.issuer(), 1_003, 1_009, "feuille mouillée"));
        BOOK.record(new CodesIssued(KADIOLO, ROLL.issuer(), 2_000, 2_000, 1));
        String topic = Servers.topic();
        Servers.send(topic, BOOK.entries());
        database = Servers.database();
        service = Running.on(database, topic).reaches(BOOK.last());
    }

    @AfterAll
    static void end() {
        service.close();
    }

    private static void ship(ConsignmentId consignment, PartyId from, PartyId to, LotId lot, long grams) {
        BOOK.record(
                from,
                new ConsignmentShipped(
                        consignment,
                        from,
                        to,
                        Book.POINT,
                        Book.HALL,
                        List.of(new ShippedLine(lot, Weight.ofGrams(grams), null, 12)),
                        new Transport(TransportMode.ROAD, "AB-1234-MD", null, "Sonef"),
                        AT,
                        "BL-" + consignment,
                        null));
    }

    private static void receive(ConsignmentId consignment, PartyId from, PartyId to, ReceivedLine line) {
        BOOK.record(
                to,
                new ConsignmentReceived(
                        consignment, from, to, Book.HALL, List.of(line), AT.plusSeconds(3600), "BR-" + consignment));
    }

    private static ReceivedLine line(
            LotId lot, long sent, long accepted, long rejected, long missing, long extra, Excess excess) {
        return new ReceivedLine(
                lot,
                null,
                Weight.ofGrams(sent),
                Grams.ofGrams(accepted),
                Grams.ofGrams(rejected),
                rejected == 0 ? null : RejectReason.BRUISE,
                Grams.ofGrams(missing),
                Grams.ofGrams(extra),
                excess);
    }

    @Test
    void aQuestionNobodyWaitsForAnyMoreIsGivenUpByTheDatabaseToo() throws Exception {
        try (Connection other = DriverManager.getConnection(database, "postgres", "postgres");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table recall in access exclusive mode");
            assertThat(service.get("/recalls").status()).isEqualTo(503);
            try (ResultSet waiting = statement.executeQuery(
                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
                waiting.next();
                assertThat(waiting.getInt(1)).isZero();
            }
            other.rollback();
        }
        assertThat(service.get("/recalls").status()).isEqualTo(200);
    }

    private static List<String> lots(JsonNode list, String pointer) {
        List<String> lots = new ArrayList<>();
        list.forEach(each -> lots.add(each.at(pointer).asString()));
        return lots;
    }

    @Test
    void thePageOfAHarvestSaysWhereWhenAndUnderWhichFlag() {
        Running.Answer page = service.lot(kadiolo);
        assertThat(page.string("/product/fr")).isEqualTo("mangue fraîche");
        assertThat(page.string("/variety/name")).isEqualTo("Kent");
        assertThat(page.string("/season")).isEqualTo("MG-2026");
        assertThat(page.string("/made/how")).isEqualTo("HARVEST");
        assertThat(page.string("/made/holder/name")).isEqualTo("Coopérative de Kadiolo");
        assertThat(page.string("/made/place/name")).isEqualTo("Point de collecte de Kadiolo");
        assertThat(page.number("/made/crates")).isEqualTo(40);
        assertThat(page.string("/communes/0/cercle")).isEqualTo("Kadiolo");
        assertThat(page.string("/harvestedFrom")).isEqualTo("2026-04-02");
        assertThat(page.string("/claims/0")).isEqualTo("ORGANIC");
        assertThat(page.number("/usedG")).isEqualTo(806_500);
        assertThat(page.string("/state")).isEqualTo("EXHAUSTED");
        assertThat(page.string("/flags/0/code")).isEqualTo("W-TIME-03");
        assertThat(page.string("/flags/0/reason")).isEqualTo("réseau absent trois jours");
        assertThat(page.text()).doesNotContain("P-0007", "V-KAD-0012");
    }

    @Test
    void thePageOfPackedCartonsKnowsTreatmentCertificatesLabelsPalletAndRecall() {
        Running.Answer page = service.lot(cartons);
        assertThat(page.string("/state")).isEqualTo("AVAILABLE");
        assertThat(page.at("/recalled").asBoolean()).isTrue();
        assertThat(page.string("/treatment")).isEqualTo("HOT_WATER");
        assertThat(page.string("/treatments/0/lot")).isEqualTo(treated.text());
        assertThat(page.string("/treatments/0/facility/name")).isEqualTo("Station de Sikasso");
        assertThat(page.number("/made/packing/count")).isEqualTo(200);
        assertThat(page.number("/made/packing/netPerUnitG")).isEqualTo(4000);
        assertThat(page.string("/made/run")).isEqualTo("PACK-7");
        assertThat(page.string("/certificates/0/number")).isEqualTo("ML-2026-0042");
        assertThat(page.number("/labels/issued")).isEqualTo(210);
        assertThat(page.number("/labels/voided")).isEqualTo(10);
        assertThat(page.at("/labelOrders").size()).isEqualTo(2);
        assertThat(page.at("/labelOrders/0/state").isMissingNode()).isTrue();
        assertThat(page.number("/labelOrders/0/count")).isEqualTo(3);
        assertThat(page.string("/labelOrders/1/state")).isEqualTo("TAKEN");
        assertThat(page.string("/labelOrders/1/station")).isEqualTo("quai-1");
        assertThat(page.number("/labelOrders/1/count")).isEqualTo(12);
        assertThat(page.number("/labels/serials")).isZero();
        assertThat(page.number("/labels/unitsShipped")).isZero();
        assertThat(service.lot(held).at("/labels").has("unitsShipped")).isFalse();
        assertThat(lots(page.at("/units"), "/unit")).containsExactly(PALLET.text());
        assertThat(page.number("/units/0/count")).isEqualTo(150);
        assertThat(page.string("/containers/0")).isEqualTo(CONTAINER.text());
        assertThat(page.string("/recalls/0/recall")).isEqualTo("R-2026-1");
        assertThat(page.at("/recalls/0/seed").asBoolean()).isFalse();
        assertThat(page.at("/cooperatives").size()).isEqualTo(2);
        assertThat(page.string("/harvestedFrom")).isEqualTo("2026-04-02");
        assertThat(page.string("/harvestedTo")).isEqualTo("2026-04-09");
        assertThat(page.number("/harvests")).isEqualTo(2);
    }

    @Test
    void aHeldLotSaysWhyAndSinceWhenAndOnlyWhatMayBeDoneWithIt() {
        Running.Answer page = service.lot(held);
        assertThat(page.string("/state")).isEqualTo("HELD");
        assertThat(page.number("/availableG")).isEqualTo(100_000);
        assertThat(page.string("/holds/0/reason")).isEqualTo("RESIDUE_SUSPECT");
        assertThat(page.string("/holds/0/hold")).isEqualTo(hold.eventId().text());
        assertThat(page.string("/holds/0/since")).isEqualTo(hold.occurredAt().toString());
        assertThat(page.at("/holds/0/released").isMissingNode()).isTrue();
        List<String> actions = lots(service.page("/scan?code=" + held).at("/actions"), "");
        assertThat(actions)
                .contains("ReleaseLot", "InspectLot")
                .doesNotContain("GroupLots", "ShipConsignment", "PackLots");
        LotId freed = BOOK.harvest(1);
        LedgerEntry set =
                BOOK.record(new LotHeld(freed, HoldScope.LOT, HoldReason.MOISTURE, List.of(freed), List.of(), null));
        BOOK.record(new LotReleased(freed, set.eventId(), List.of(freed), "séché"));
        String topic = Servers.topic();
        Servers.send(topic, BOOK.entries());
        try (Running again = Running.on(Servers.database(), topic).reaches(BOOK.last())) {
            assertThat(again.lot(freed).string("/state")).isEqualTo("AVAILABLE");
            assertThat(again.lot(freed).string("/holds/0/released/decision")).isEqualTo("séché");
            assertThat(again.page("/lots?held=true").at("/lots").size()).isEqualTo(1);
        }
    }

    @Test
    void statesFollowTheGrams() {
        assertThat(service.lot(lost).string("/state")).isEqualTo("DISPOSED");
        assertThat(service.lot(lost).number("/adjustedG")).isEqualTo(-1000);
        assertThat(service.lot(lost).number("/disposedG")).isEqualTo(49_000);
        assertThat(service.lot(travelling).string("/state")).isEqualTo("IN_TRANSIT");
        assertThat(service.lot(travelling).number("/inTransit/0/weightG")).isEqualTo(70_000);
        assertThat(service.lot(disputed).number("/disputed/0/weightG")).isEqualTo(2_000);
        assertThat(service.lot(disputed).number("/availableG")).isEqualTo(60_000);
        assertThat(service.lot(group).string("/state")).isEqualTo("AVAILABLE");
        assertThat(service.lot(group).string("/stock/0/holder/id")).isEqualTo(KADIOLO.text());
        assertThat(service.lot(group).number("/stock/0/weightG")).isEqualTo(10_000);
    }

    @Test
    void theHistoryNamesPlacesAndPartiesInTheOrderOfTheLedger() {
        JsonNode entries = service.page("/lots/" + cartons + "/history").at("/entries");
        assertThat(lots(entries, "/type"))
                .containsExactly(
                        "LotsPacked",
                        "LogisticUnitBuilt",
                        "LogisticUnitBuilt",
                        "LogisticUnitDismantled",
                        "CertificateLinked",
                        "LabelsIssued",
                        "LabelsVoided",
                        "LabelsOrdered",
                        "LabelOrderReported",
                        "LabelsOrdered",
                        "ContainerStuffed",
                        "SealChanged",
                        "ConsignmentDeparted",
                        "ConsignmentArrived",
                        "RecallOpened");
        assertThat(entries.at("/0/place/name").asString()).isEqualTo("Station de Sikasso");
        assertThat(entries.at("/0/by/name").asString()).isEqualTo("Station de Sikasso");
        assertThat(entries.at("/5/event/copy").asInt()).isEqualTo(2);
        assertThat(entries.at("/11/event/newSeal").asString()).isEqualTo("S-002");
        long third = entries.at("/2/position").asLong();
        JsonNode part = service.page("/lots/" + cartons + "/history?after=" + third + "&limit=2")
                .json();
        assertThat(lots(part.at("/entries"), "/type")).containsExactly("LogisticUnitDismantled", "CertificateLinked");
        assertThat(part.at("/next").asLong())
                .isEqualTo(part.at("/entries/1/position").asLong());
    }

    @Test
    void originSharesSumThroughGroupingTreatmentAndPacking() {
        for (LotId lot : List.of(group, treated, cartons, grade)) {
            JsonNode origin = service.page("/lots/" + lot + "/origin").json();
            long registered = origin.at("/registeredG").asLong();
            assertThat(origin.at("/possible").asBoolean()).isTrue();
            assertThat(origin.at("/harvests").asInt()).isEqualTo(2);
            assertThat(origin.at("/communes/0/weightG").asLong()
                            + origin.at("/communes/1/weightG").asLong())
                    .isEqualTo(registered);
            assertThat(origin.at("/communes/0/of/name").asString()).isEqualTo("Kadiolo");
            assertThat(origin.at("/communes/0/percent").decimalValue()).isEqualByComparingTo("80.65");
            assertThat(origin.at("/communes/1/percent").decimalValue()).isEqualByComparingTo("19.35");
            assertThat(origin.at("/weeks/0/of").asString()).isEqualTo("2026-W14");
            assertThat(origin.at("/weeks/1/of").asString()).isEqualTo("2026-W15");
            assertThat(origin.at("/cooperatives/1/of/name").asString()).isEqualTo("Coopérative de Zégoua");
        }
        JsonNode one = service.page("/lots/" + kadiolo + "/origin").json();
        assertThat(one.at("/possible").asBoolean()).isFalse();
        assertThat(one.at("/communes/0/possible").asBoolean()).isFalse();
        assertThat(one.at("/communes/0/weightG").asLong()).isEqualTo(806_500);
    }

    @Test
    void theTraceGoesBackToTheTreesAndForwardToTheCartons() {
        JsonNode back =
                service.page("/lots/" + cartons + "/trace?direction=back").json();
        assertThat(lots(back.at("/nodes"), "/lot/lot"))
                .containsExactly(cartons.text(), treated.text(), group.text(), kadiolo.text(), zegoua.text());
        assertThat(lots(back.at("/nodes"), "/steps")).containsExactly("0", "1", "2", "3", "3");
        JsonNode packing = back.at("/edges").get(back.at("/edges").size() - 1);
        assertThat(packing.at("/weightG").asLong()).isEqualTo(969_000);
        // 800 kg of cartons and 100 kg of grade-out share the 969 kg that went in
        assertThat(packing.at("/shareG").asLong()).isEqualTo(861_333);
        JsonNode forward =
                service.page("/lots/" + kadiolo + "/trace?direction=forward").json();
        assertThat(lots(forward.at("/nodes"), "/lot/lot"))
                .containsExactly(kadiolo.text(), group.text(), treated.text(), cartons.text(), grade.text());
        assertThat(forward.at("/complete").asBoolean()).isTrue();
    }

    @Test
    void lotsAreFoundByEveryFilter() {
        assertThat(lots(service.page("/lots?state=HELD").at("/lots"), "/lot")).containsExactly(held.text());
        assertThat(lots(service.page("/lots?product=mango_reject").at("/lots"), "/lot"))
                .containsExactly(grade.text());
        assertThat(lots(service.page("/lots?recalled=true").at("/lots"), "/lot"))
                .containsExactlyInAnyOrder(group.text(), treated.text(), cartons.text(), grade.text());
        assertThat(lots(service.page("/lots?cooperative=COOP-ZEG").at("/lots"), "/lot"))
                .containsExactlyInAnyOrder(zegoua.text(), group.text(), treated.text(), cartons.text(), grade.text());
        assertThat(lots(service.page("/lots?holder=STATION-SIK").at("/lots"), "/lot"))
                .containsExactlyInAnyOrder(cartons.text(), grade.text(), disputed.text());
        assertThat(lots(
                        service.page("/lots?q=" + cartons.text().toLowerCase(Locale.ROOT))
                                .at("/lots"),
                        "/lot"))
                .containsExactly(cartons.text());
        assertThat(service.page("/lots?season=MG-2027").at("/lots").size()).isZero();
        assertThat(service.page("/lots?variety=KEN&season=MG-2026").at("/lots").size())
                .isGreaterThan(5);
        List<String> all = lots(service.page("/lots?limit=200").at("/lots"), "/lot");
        List<String> inParts = new ArrayList<>();
        String after = "";
        do {
            JsonNode part = service.page("/lots?limit=3" + after).json();
            inParts.addAll(lots(part.at("/lots"), "/lot"));
            after = part.at("/next").isMissingNode()
                    ? ""
                    : "&after=" + part.at("/next").asString();
        } while (!after.isEmpty());
        assertThat(inParts).isEqualTo(all).doesNotHaveDuplicates();
    }

    @Test
    void stockIsToldByProductAndLot() {
        Running.Answer page = service.page("/stock/STATION-SIK");
        assertThat(page.string("/holder/name")).isEqualTo("Station de Sikasso");
        assertThat(lots(page.at("/products"), "/product/code")).containsExactly("mango_fresh", "mango_reject");
        assertThat(page.number("/products/0/weightG")).isEqualTo(860_000);
        assertThat(page.number("/products/0/blockedG")).isEqualTo(800_000);
        assertThat(page.at("/lots").size()).isEqualTo(3);
        String next = service.page("/stock/STATION-SIK?limit=2").string("/next");
        assertThat(service.page("/stock/STATION-SIK?limit=2&after=" + next)
                        .at("/lots")
                        .size())
                .isEqualTo(1);
        assertThat(service.get("/stock/PERSONNE").status()).isEqualTo(404);
    }

    @Test
    void consignmentsTellTheirLinesAndWhatIsOpen() {
        Running.Answer road = service.page("/consignments/" + ROAD);
        assertThat(road.string("/state")).isEqualTo("OPEN");
        assertThat(road.number("/receipt/acceptedG")).isEqualTo(970_000);
        assertThat(road.number("/receipt/rejectedG")).isEqualTo(10_000);
        assertThat(road.string("/lines/0/received/reason")).isEqualTo("BRUISE");
        assertThat(road.string("/open/0/lot")).isEqualTo(group.text());
        assertThat(road.number("/open/0/missingG")).isEqualTo(20_000);
        assertThat(service.page("/consignments/" + SECOND).number("/open/0/disputedG"))
                .isEqualTo(2_000);
        assertThat(service.page("/consignments/" + UNDERWAY).string("/state")).isEqualTo("IN_TRANSIT");
        assertThat(service.page("/consignments/" + UNDERWAY).at("/open").size()).isZero();
        assertThat(lots(service.page("/consignments").at("/consignments"), "/consignment"))
                .containsExactly("C-2026-003", "C-2026-002", "C-2026-001", "C-2026-000");
        assertThat(lots(service.page("/consignments?state=OPEN").at("/consignments"), "/consignment"))
                .containsExactly("C-2026-002", "C-2026-001");
        assertThat(lots(service.page("/consignments?from=COOP-ZEG&to=COOP-KAD").at("/consignments"), "/state"))
                .containsExactly("RECEIVED");
        long next = service.page("/consignments?limit=1").number("/next");
        assertThat(lots(service.page("/consignments?limit=1&after=" + next).at("/consignments"), "/consignment"))
                .containsExactly("C-2026-002");
        assertThat(service.get("/consignments/C-9").status()).isEqualTo(404);
    }

    @Test
    void recallsSayWhatTheyReachAndWhereThatIs() {
        Running.Answer recall = service.page("/recalls/" + RECALL);
        assertThat(recall.string("/hazard")).isEqualTo("résidu");
        assertThat(recall.string("/openedBy/id")).isEqualTo("STATION-SIK");
        assertThat(lots(recall.at("/reach/seeds"), "")).containsExactly(group.text());
        assertThat(recall.at("/reach/lots").size()).isEqualTo(4);
        assertThat(recall.number("/reach/inStockG")).isEqualTo(10_000 + 800_000 + 100_000);
        assertThat(recall.number("/reach/underWayG")).isEqualTo(20_000);
        assertThat(lots(recall.at("/reach/units"), "")).containsExactly(PALLET.text());
        assertThat(lots(recall.at("/reach/containers"), "")).containsExactly(CONTAINER.text());
        assertThat(service.page("/recalls").at("/recalls/0/open").asBoolean()).isTrue();
        JsonNode set = service.page("/recall-set?lot=" + kadiolo).json();
        assertThat(set.at("/reach/lots").size()).isEqualTo(5);
        JsonNode suspects = service.page("/suspect-set?lot=" + treated).json();
        assertThat(lots(suspects.at("/reach/seeds"), "")).containsExactly(group.text());
        assertThat(suspects.at("/reach/lots").size()).isEqualTo(4);
        assertThat(service.get("/recalls/R-9").status()).isEqualTo(404);
        assertThat(service.get("/recall-set?lot=" + LotId.ofRoll(IssuerCode.parse("ZZZZ"), 1))
                        .status())
                .isEqualTo(404);
        BOOK.record(
                new RecallClosed(RECALL, "détruit", Grams.ofGrams(900_000), List.of(group, treated, cartons, grade)));
        String topic = Servers.topic();
        Servers.send(topic, BOOK.entries());
        try (Running after = Running.on(Servers.database(), topic).reaches(BOOK.last())) {
            assertThat(after.page("/recalls/" + RECALL).string("/closed/outcome"))
                    .isEqualTo("détruit");
            assertThat(after.lot(cartons).at("/recalled").asBoolean()).isFalse();
            assertThat(after.lot(cartons).string("/recalls/0/closed/outcome")).isEqualTo("détruit");
        }
    }

    @Test
    void massBalancesNameEveryTermAndComeToNothing() {
        for (String of : List.of(
                "/lots/" + group + "/balance",
                "/lots/" + disputed + "/balance",
                "/balance?run=PACK-7",
                "/balance?season=MG-2026",
                "/balance?party=COOP-KAD",
                "/balance?party=STATION-SIK",
                "/balance?party=STATION-SIK&season=MG-2026")) {
            JsonNode balance = service.page(of).json();
            assertThat(balance.at("/remainderG").asLong()).describedAs(of).isZero();
            assertThat(balance.at("/makingRemainderG").asLong()).describedAs(of).isZero();
        }
        JsonNode run = service.page("/balance?run=PACK-7").at("/making");
        assertThat(term(run, "USED")).isEqualTo(969_000);
        assertThat(term(run, "MADE")).isEqualTo(-900_000);
        assertThat(term(run, "BY_PRODUCTS")).isEqualTo(-50_000);
        assertThat(term(run, "WASTE")).isEqualTo(-12_000);
        assertThat(term(run, "LOSS")).isEqualTo(-7_000);
        JsonNode kadioloBalance = service.page("/balance?party=COOP-KAD").json();
        assertThat(term(kadioloBalance.at("/in"), "RECEIVED")).isEqualTo(193_500);
        assertThat(term(kadioloBalance.at("/in"), "RETURNED")).isEqualTo(10_000);
        assertThat(term(kadioloBalance.at("/out"), "SHIPPED")).isEqualTo(1_000_000 + 60_000 + 70_000);
        assertThat(term(kadioloBalance.at("/out"), "ADJUSTED_DOWN")).isEqualTo(1000);
        JsonNode season = service.page("/balance?season=MG-2026").json();
        assertThat(term(season.at("/here"), "DISPUTED")).isEqualTo(2000);
        assertThat(term(season.at("/here"), "IN_TRANSIT")).isEqualTo(90_000);
        assertThat(service.get("/balance?run=R-0").status()).isEqualTo(404);
        assertThat(service.get("/balance?season=MG-1999").status()).isEqualTo(404);
        assertThat(service.get("/balance?party=PERSONNE").status()).isEqualTo(404);
    }

    private static long term(JsonNode terms, String name) {
        for (JsonNode term : terms) {
            if (term.at("/name").asString().equals(name)) {
                return term.at("/weightG").asLong();
            }
        }
        return 0;
    }

    @Test
    void theRegisterTellsOrganisationsPlacesProducersAndCodes() {
        assertThat(service.page("/organisations/COOP-KAD").string("/issuers/0")).isEqualTo("K7QF");
        assertThat(lots(service.page("/organisations?kind=STATION").at("/entries"), "/name"))
                .containsExactly("Station de Sikasso");
        assertThat(lots(service.page("/organisations?q=zegoua").at("/entries"), "/organisation"))
                .containsExactly("COOP-ZEG");
        assertThat(lots(service.page("/organisations?limit=1&after=COOP-KAD").at("/entries"), "/organisation"))
                .containsExactly("COOP-ZEG");
        assertThat(service.page("/places/PC-KAD").string("/commune/name")).isEqualTo("Kadiolo");
        assertThat(lots(service.page("/places?organisation=STATION-SIK").at("/entries"), "/place"))
                .containsExactly("STA-SIK");
        assertThat(service.page("/producers/P-0007").string("/claims/0")).isEqualTo("ORGANIC");
        assertThat(service.page("/producers?organisation=COOP-KAD")
                        .at("/entries")
                        .size())
                .isEqualTo(1);
        assertThat(service.page("/aliases?gtin=" + BULK).string("/entries/0/organisation/name"))
                .isEqualTo("Coopérative de Kadiolo");
        assertThat(service.page("/aliases?organisation=COOP-ZEG").string("/entries/0/from"))
                .isEqualTo("2027-04-02");
        for (String unknown : List.of("/organisations/X", "/places/X", "/producers/X")) {
            assertThat(service.get(unknown).status()).isEqualTo(404);
        }
    }

    @Test
    void aLabelSaysWhatIsPrinted() {
        Running.Answer label = service.page("/lots/" + cartons + "/label");
        assertThat(label.string("/gtin")).isEqualTo(CARTON.text());
        assertThat(label.number("/units/count")).isEqualTo(200);
        assertThat(label.number("/units/netG")).isEqualTo(4000);
        assertThat(label.string("/cooperative")).isEqualTo("Station de Sikasso");
        assertThat(label.string("/commune")).isEqualTo("Kadiolo, Zégoua");
        assertThat(label.string("/status")).isEqualTo("RECALLED");
        Running.Answer harvest = service.page("/lots/" + kadiolo + "/label");
        assertThat(harvest.string("/gtin")).isEqualTo(BULK.text());
        assertThat(harvest.string("/cooperative")).isEqualTo("Coopérative de Kadiolo");
        assertThat(harvest.number("/weightG")).isEqualTo(806_500);
        assertThat(harvest.string("/claims/0")).isEqualTo("ORGANIC");
        assertThat(harvest.at("/units").isMissingNode()).isTrue();
        // its GTIN holds only from next year on
        assertThat(service.page("/lots/" + zegoua + "/label").at("/gtin").isMissingNode())
                .isTrue();
    }

    @Test
    void aScanKnowsAddressesCodesPalletsAndContainers() {
        String lot = held.text();
        String spaced = lot.substring(0, 5) + " " + lot.substring(5, 9) + "-" + lot.substring(9);
        for (String code : List.of(
                lot,
                lot.toLowerCase(Locale.ROOT),
                spaced,
                "]Q1" + lot,
                "https://id.example.org/01/" + BULK + "/10/" + lot,
                "http://192.168.1.4:8080/01/" + BULK + "/10/" + lot + "?13=260512",
                "https://id.example.org/class/mango_fresh/lot/" + lot,
                "https://other.example/prefix/class/mango_fresh/lot/" + lot.toLowerCase(Locale.ROOT))) {
            Running.Answer scan = service.page("/scan?code=" + encode(code));
            assertThat(scan.string("/kind")).describedAs(code).isEqualTo("LOT");
            assertThat(scan.string("/lot")).describedAs(code).isEqualTo(lot);
            assertThat(scan.string("/state")).isEqualTo("HELD");
            assertThat(scan.string("/page")).isEqualTo("/lots/" + lot);
        }
        assertThat(service.page("/scan?code=" + encode("https://id.example.org/01/" + BULK + "/10/" + lot))
                        .at("/fits")
                        .asBoolean())
                .isTrue();
        assertThat(service.page("/scan?code=" + encode("https://id.example.org/01/" + CARTON + "/10/" + lot))
                        .at("/fits")
                        .asBoolean())
                .isFalse();
        assertThat(service.page("/scan?code=" + encode("https://id.example.org/class/shea_butter/lot/" + lot))
                        .at("/fits")
                        .asBoolean())
                .isFalse();
        for (String code :
                List.of(PALLET.text(), "(00)" + PALLET, "00" + PALLET, "https://id.example.org/00/" + PALLET)) {
            Running.Answer scan = service.page("/scan?code=" + encode(code));
            assertThat(scan.string("/kind")).isEqualTo("UNIT");
            assertThat(scan.string("/unit")).isEqualTo(PALLET.text());
            assertThat(scan.at("/recalled").asBoolean()).isTrue();
            assertThat(lots(scan.at("/actions"), ""))
                    .contains("DismantleLogisticUnit")
                    .doesNotContain("ShipConsignment");
        }
        Running.Answer container = service.page("/scan?code=csqu%20305438%203");
        assertThat(container.string("/kind")).isEqualTo("CONTAINER");
        assertThat(container.at("/known").asBoolean()).isTrue();
        Running.Answer fresh = service.page("/scan?code=" + LotId.ofRoll(IssuerCode.parse("K7QF"), 99));
        assertThat(fresh.at("/known").asBoolean()).isFalse();
        assertThat(lots(fresh.at("/actions"), "")).contains("RecordHarvest");
        Running.Answer newPallet = service.page("/scan?code=395212300000000032");
        assertThat(newPallet.at("/known").asBoolean()).isFalse();
    }

    @Test
    void aCodeOfARollLeadsToTheLotItIsBoundTo() {
        LotId sticker = ROLL.codes().getFirst();
        Running.Answer label = service.page("/lots/" + sticker + "/label");
        assertThat(label.string("/lot")).isEqualTo(kadiolo.text());
        assertThat(label.number("/weightG")).isEqualTo(806_500);
        for (String code : List.of(sticker.text(), "https://id.example.org/l/" + sticker)) {
            Running.Answer scan = service.page("/scan?code=" + encode(code));
            assertThat(scan.string("/lot")).isEqualTo(kadiolo.text());
            assertThat(scan.string("/sticker/code")).isEqualTo(sticker.text());
            assertThat(scan.string("/sticker/state")).isEqualTo("BOUND");
            assertThat(scan.string("/page")).isEqualTo("/lots/" + kadiolo);
        }
        // bound before the sheet was voided: it goes on
        assertThat(service.page("/lots/" + ROLL.codes().get(4) + "/label").string("/lot"))
                .isEqualTo(held.text());
        assertThat(lots(service.page("/lots/" + kadiolo + "/history").at("/entries"), "/type"))
                .contains("CodeBound");
    }

    @Test
    void aFreshCodeOfARollAndAVoidOneSaySo() {
        LotId fresh = ROLL.codes().get(1);
        LotId gone = ROLL.codes().get(3);
        Running.Answer none = service.get("/lots/" + fresh + "/label");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.string("/kind")).isEqualTo("free-code");
        assertThat(none.string("/detail")).contains("lié à aucun lot", fresh.text());
        assertThat(service.get("/lots/" + gone + "/label").string("/kind")).isEqualTo("void-code");
        Running.Answer scan = service.page("/scan?code=" + fresh);
        assertThat(scan.at("/known").asBoolean()).isFalse();
        assertThat(scan.string("/sticker/state")).isEqualTo("FREE");
        assertThat(lots(scan.at("/actions"), ""))
                .containsExactly("RecordHarvest", "RecordDelivery", "BindCode", "VoidCodes");
        assertThat(service.page("/scan?code=" + gone).at("/actions").size()).isZero();
    }

    @Test
    void theRollsOfAnOrganisationSayWhatIsBoundVoidAndFree() {
        Running.Answer rolls = service.page("/rolls");
        assertThat(rolls.at("/rolls").size()).isEqualTo(2);
        assertThat(rolls.number("/rolls/0/firstSerial")).isEqualTo(2_000);
        assertThat(rolls.number("/rolls/1/codes")).isEqualTo(24);
        assertThat(rolls.number("/rolls/1/bound")).isEqualTo(2);
        assertThat(rolls.number("/rolls/1/voided")).isEqualTo(6);
        assertThat(rolls.number("/rolls/1/free")).isEqualTo(16);
        assertThat(rolls.string("/rolls/1/firstCode"))
                .isEqualTo(ROLL.codes().getFirst().text());
        assertThat(rolls.string("/rolls/1/voids/0/reason")).isEqualTo("feuille mouillée");
        assertThat(rolls.at("/rolls/1/bindings").isMissingNode()).isTrue();
        assertThat(rolls.number("/nextSerials/0/serial")).isEqualTo(2_001);
        assertThat(service.page("/rolls?limit=1").number("/next")).isEqualTo(rolls.number("/rolls/0/issuedAt"));
        Running.Answer one = service.page("/rolls?issuer=K7QF&first=1000");
        assertThat(one.at("/rolls").size()).isEqualTo(1);
        assertThat(lots(one.at("/rolls/0/bindings"), "/lot")).containsExactly(kadiolo.text(), held.text());
        assertThat(service.page("/rolls?issuer=ZZZZ").at("/rolls").size()).isZero();
        assertThat(service.get("/rolls", "Jekasy-Actor", STATION.text())
                        .at("/rolls")
                        .size())
                .isZero();
        // that any of its serials lies in, and at most ten rolls at once
        assertThat(service.page("/rolls?issuer=K7QF&first=1007").at("/rolls/0")).isEqualTo(one.at("/rolls/0"));
        assertThat(service.page("/rolls?issuer=K7QF&first=999").at("/rolls").size())
                .isZero();
        assertThat(service.get("/rolls?limit=11").status()).isEqualTo(400);
    }

    @Test
    void theCodesOfARollOfAnotherAreLikeAnyThatWasNeverGivenOut() {
        LotId never = LotId.ofRoll(ROLL.issuer(), 5_000);
        Running.Answer none = service.get("/lots/" + never + "/label", "Jekasy-Actor", STATION.text());
        assertThat(none.status()).isEqualTo(404);
        for (LotId code : List.of(ROLL.codes().get(1), ROLL.codes().get(3))) {
            Running.Answer label = service.get("/lots/" + code + "/label", "Jekasy-Actor", STATION.text());
            assertThat(label.status()).isEqualTo(404);
            assertThat(label.text().replace(code.text(), never.text())).isEqualTo(none.text());
            // a scan is open to everybody like the page a label leads to, and says the same to everybody
            assertThat(service.get("/scan?code=" + code, "Jekasy-Actor", STATION.text())
                            .text())
                    .isEqualTo(service.page("/scan?code=" + code).text());
        }
    }

    @Test
    void palletsAndContainersTellWhatIsInThem() {
        Running.Answer pallet = service.page("/units/" + PALLET);
        assertThat(pallet.number("/contents/0/count")).isEqualTo(150);
        assertThat(pallet.string("/container")).isEqualTo(CONTAINER.text());
        assertThat(pallet.number("/grossG")).isEqualTo(640_000);
        assertThat(service.page("/units/" + LOOSE).at("/contents").size()).isZero();
        Running.Answer container = service.page("/containers/" + CONTAINER);
        assertThat(container.string("/units/0")).isEqualTo(PALLET.text());
        assertThat(container.string("/sealChanges/0/newSeal")).isEqualTo("S-002");
        assertThat(lots(container.at("/legs"), "/what")).containsExactly("DEPARTED", "ARRIVED");
        assertThat(container.string("/legs/1/port")).isEqualTo("Rotterdam");
        assertThat(container.at("/recalled").asBoolean()).isTrue();
        assertThat(service.get("/units/395212300000000032").status()).isEqualTo(404);
    }

    private static String encode(String code) {
        return URLEncoder.encode(code, StandardCharsets.UTF_8);
    }
}
