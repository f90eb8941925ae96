package org.jekasy.language;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One event of each kind with every field filled, as one season might have them. */
public final class OneOfEach {
    public static final PartyId COOPERATIVE = PartyId.parse("COOP-KAD-01");
    public static final PartyId STATION = PartyId.parse("STAT-SIK-01");
    public static final PlaceId POINT = PlaceId.parse("PC-KAD-01");
    public static final PlaceId PACKHOUSE = PlaceId.parse("ST-SIK-01");
    public static final IssuerCode ISSUER = IssuerCode.parse("K7QF");
    public static final LocalDate DAY = LocalDate.of(2026, 5, 11);
    public static final Instant MORNING = Instant.parse("2026-05-11T09:10:00Z");
    public static final Instant NOON = Instant.parse("2026-05-11T12:00:00Z");
    public static final ProductCode FRESH = ProductCode.parse("mango_fresh");
    public static final VarietyCode KENT = VarietyCode.parse("KEN");
    public static final SeasonId MANGO = SeasonId.parse("MG-2026");
    public static final SeasonId SHEA = SeasonId.parse("KA-2026/27");
    public static final Sscc PALLET = Sscc.parse("095212340000000013");
    public static final Sscc OTHER_PALLET = Sscc.parse("095212340000000020");
    public static final ContainerNumber CONTAINER = ContainerNumber.parse("CSQU3054383");
    public static final ConsignmentId CONSIGNMENT = ConsignmentId.parse("EXP-2026-001");
    public static final EventId TARGET = EventId.parse("01980000-0000-7000-8000-000000000009");

    private OneOfEach() {}

    public static LotId lot(int serial) {
        return LotId.ofDay(DAY, ISSUER, serial);
    }

    public static Portion portion(int serial, long grams) {
        return new Portion(lot(serial), Weight.ofGrams(grams));
    }

    private static Measurement measured(String parameter, String value, String unit) {
        return new Measurement(parameter, new BigDecimal(value), unit, "sonde 3");
    }

    public static HarvestRecorded harvest(long grams) {
        return new HarvestRecorded(
                lot(1),
                FRESH,
                KENT,
                DAY,
                ProducerId.parse("P-KAD-0012"),
                PlaceId.parse("V-KAD-0012"),
                POINT,
                COOPERATIVE,
                CommuneId.parse("ml.sikasso.kadiolo.nimbougou"),
                Weight.ofGrams(grams),
                40,
                Weight.ofGrams(940_500),
                "T00045",
                MANGO,
                List.of(Claim.ORGANIC, Claim.GLOBALGAP),
                LocalDate.of(2026, 3, 1));
    }

    /** All 41, in the order of {@link LedgerEvent}. */
    public static List<LedgerEvent> events() {
        return List.of(
                new OrganisationRegistered(
                        COOPERATIVE,
                        "Coopérative des planteurs de Kadiolo",
                        OrganisationKind.COOPERATIVE,
                        CommuneId.parse("ml.sikasso.kadiolo"),
                        CountryCode.parse("ML"),
                        List.of(ISSUER, IssuerCode.parse("K7QG")),
                        Gln.parse("9521234000013"),
                        "4063061000019"),
                new PlaceRegistered(
                        PlaceId.parse("V-KAD-0012"),
                        PlaceKind.ORCHARD,
                        COOPERATIVE,
                        "Verger du marigot « Ɲɛnɛ »",
                        ProducerId.parse("P-KAD-0012"),
                        CommuneId.parse("ml.sikasso.kadiolo.nimbougou"),
                        UnLocode.parse("MLSIK"),
                        CountryCode.parse("ML"),
                        32_600L),
                new ProducerRegistered(
                        ProducerId.parse("P-KAD-0012"),
                        COOPERATIVE,
                        CommuneId.parse("ml.sikasso.kadiolo.nimbougou"),
                        LocalDate.of(2026, 2, 4),
                        List.of(Claim.ORGANIC),
                        "4063061000019"),
                new AliasAdded(
                        STATION,
                        Gtin.parse("09521234000112"),
                        Gln.parse("9521234000037"),
                        FRESH,
                        Weight.ofGrams(4_000),
                        PACKHOUSE,
                        STATION,
                        LocalDate.of(2026, 3, 1)),
                harvest(860_500),
                new DeliveryRecorded(
                        lot(2),
                        ProductCode.parse("shea_kernel"),
                        LocalDate.of(2026, 7, 20),
                        ProducerId.parse("P-YOR-0036"),
                        PlaceId.parse("Z-YOR-01"),
                        PlaceId.parse("PC-YOR-01"),
                        PartyId.parse("COOP-YOR-01"),
                        CommuneId.parse("ml.sikasso.yorosso.yorosso"),
                        Weight.ofGrams(62_500),
                        1,
                        new BigDecimal("8.10"),
                        "K00012",
                        SHEA,
                        List.of(Claim.FAIRTRADE),
                        HoldReason.MOISTURE,
                        "A",
                        LocalDate.of(2026, 7, 11)),
                new LotWeighed(lot(1), Weight.ofGrams(799_000), "BAL-03", "pont-bascule", "P-0917"),
                new LotInspected(
                        lot(1),
                        "phytosanitaire",
                        60,
                        List.of(
                                new Measurement("fruits_with_live_larvae", BigDecimal.ONE, "H87", null),
                                measured("pulp_temperature", "31.5", "CEL")),
                        Verdict.NON_CONFORM,
                        HoldReason.FLY_LARVA,
                        "LCV Bamako"),
                new LotsGrouped(
                        lot(3),
                        COOPERATIVE,
                        POINT,
                        FRESH,
                        KENT,
                        MANGO,
                        List.of(portion(1, 800_000), portion(4, 250_000)),
                        Weight.ofGrams(1_045_000),
                        new Adjustment(Delta.ofGrams(-5_000), AdjustReason.SCALE),
                        List.of(Claim.ORGANIC),
                        "HOT_WATER",
                        "AB-1234-MD"),
                new LotSplit(
                        lot(3),
                        COOPERATIVE,
                        POINT,
                        FRESH,
                        KENT,
                        MANGO,
                        List.of(portion(5, 300_000), portion(6, 200_000)),
                        List.of(Claim.ORGANIC),
                        "HOT_WATER",
                        "deux acheteurs"),
                new LotsProcessed(
                        RunId.parse("SECH-2026-118"),
                        ProcessKind.DRYING,
                        COOPERATIVE,
                        POINT,
                        MANGO,
                        List.of(portion(5, 300_000), portion(6, 100_000)),
                        List.of(new Additive("acide citrique", Weight.ofGrams(1_000))),
                        List.of(new Output(lot(7), ProductCode.parse("mango_dried"), KENT, Weight.ofGrams(32_000), 32)),
                        List.of(
                                new ByProduct(lot(8), ProductCode.parse("mango_reject"), Weight.ofGrams(20_000)),
                                new ByProduct(null, ProductCode.parse("mango_waste"), Weight.ofGrams(150_000))),
                        Grams.ofGrams(199_000),
                        MORNING,
                        NOON,
                        List.of(Claim.ORGANIC),
                        "HOT_WATER"),
                new LotTreated(
                        lot(9),
                        STATION,
                        PACKHOUSE,
                        FRESH,
                        KENT,
                        MANGO,
                        portion(3, 500_000),
                        Weight.ofGrams(498_000),
                        Grams.ofGrams(2_000),
                        "HOT_WATER",
                        List.of(measured("water_temperature", "46.1", "CEL"), measured("fruit_mass", "450", "GRM")),
                        MORNING,
                        NOON,
                        List.of(Claim.ORGANIC),
                        HoldReason.TEMP_EXCURSION,
                        "OPV-17"),
                new LotsPacked(
                        RunId.parse("COND-0511"),
                        STATION,
                        PACKHOUSE,
                        MANGO,
                        List.of(portion(9, 498_000)),
                        List.of(
                                new Packed(
                                        lot(10),
                                        FRESH,
                                        KENT,
                                        Gtin.parse("09521234000112"),
                                        70,
                                        Weight.ofGrams(4_000),
                                        "8",
                                        "I"),
                                new Packed(lot(11), FRESH, KENT, null, 20, Weight.ofGrams(4_200), null, null)),
                        List.of(
                                new ByProduct(lot(12), ProductCode.parse("mango_reject"), Weight.ofGrams(100_000)),
                                new ByProduct(null, ProductCode.parse("mango_waste"), Weight.ofGrams(10_000))),
                        Grams.ofGrams(20_000),
                        Grams.ofGrams(4_000),
                        DAY,
                        List.of(Claim.ORGANIC),
                        "HOT_WATER",
                        "L2"),
                new LogisticUnitBuilt(
                        PALLET,
                        STATION,
                        PACKHOUSE,
                        List.of(
                                new Contents(lot(10), 60, Weight.ofGrams(240_000)),
                                new Contents(lot(11), 20, Weight.ofGrams(84_000))),
                        Weight.ofGrams(350_000)),
                new LogisticUnitDismantled(
                        PALLET, STATION, List.of(new Contents(lot(10), 10, Weight.ofGrams(40_000))), "carton abîmé"),
                new ContainerStuffed(
                        CONTAINER,
                        STATION,
                        PACKHOUSE,
                        List.of(PALLET, OTHER_PALLET),
                        List.of(lot(10), lot(11)),
                        List.of("ML778801", "ML778802"),
                        NOON,
                        new BigDecimal("10.5")),
                new SealChanged(CONTAINER, "ML778801", "CI004512", "douane de Pogo", "visite"),
                new ConsignmentShipped(
                        CONSIGNMENT,
                        COOPERATIVE,
                        STATION,
                        POINT,
                        PACKHOUSE,
                        List.of(
                                new ShippedLine(lot(3), Weight.ofGrams(545_000), null, null),
                                new ShippedLine(lot(10), Weight.ofGrams(200_000), PALLET, 50)),
                        new Transport(TransportMode.ROAD, "AB-1234-MD", "V7", "TRANS-SUD"),
                        NOON,
                        "BL-0001",
                        ShipmentPurpose.QUARANTINE),
                new ConsignmentReceived(
                        CONSIGNMENT,
                        COOPERATIVE,
                        STATION,
                        PACKHOUSE,
                        List.of(
                                new ReceivedLine(
                                        lot(3),
                                        null,
                                        Weight.ofGrams(545_000),
                                        Grams.ofGrams(500_000),
                                        Grams.ofGrams(20_000),
                                        RejectReason.OVERRIPE,
                                        Grams.ofGrams(25_000),
                                        Grams.NONE,
                                        Excess.NONE),
                                new ReceivedLine(
                                        lot(10),
                                        PALLET,
                                        Weight.ofGrams(200_000),
                                        Grams.ofGrams(200_000),
                                        Grams.NONE,
                                        null,
                                        Grams.NONE,
                                        Grams.ofGrams(4_000),
                                        Excess.DISPUTED),
                                new ReceivedLine(
                                        lot(11),
                                        null,
                                        Weight.ofGrams(84_000),
                                        Grams.ofGrams(84_000),
                                        Grams.NONE,
                                        null,
                                        Grams.NONE,
                                        Grams.ofGrams(200),
                                        Excess.BOOKED)),
                        NOON,
                        "BR-0007"),
                new ConsignmentDeparted(
                        CONSIGNMENT,
                        CONTAINER,
                        UnLocode.parse("CIABJ"),
                        UnLocode.parse("NLRTM"),
                        CountryCode.parse("EU"),
                        new Transport(TransportMode.SEA, "MSC AFRICA", "612N", "MSC"),
                        List.of(lot(10), lot(11)),
                        List.of(PALLET),
                        NOON),
                new ConsignmentArrived(
                        CONSIGNMENT,
                        CONTAINER,
                        UnLocode.parse("NLRTM"),
                        new Transport(TransportMode.SEA, null, null, null),
                        List.of(lot(10), lot(11)),
                        NOON),
                new CertificateLinked(
                        CertificateKind.PHYTOSANITARY,
                        "ML-2026-004512",
                        "OPV",
                        DAY,
                        LocalDate.of(2026, 6, 11),
                        CountryCode.parse("EU"),
                        List.of(lot(10)),
                        List.of(PALLET),
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                new LotHeld(
                        lot(10),
                        HoldScope.LOT_AND_DESCENDANTS,
                        HoldReason.RESIDUE_SUSPECT,
                        List.of(lot(10), lot(11)),
                        List.of(PALLET),
                        "analyse en cours"),
                new LotReleased(lot(10), TARGET, List.of(lot(10), lot(11)), "analyse conforme"),
                new RecallOpened(
                        RecallId.parse("RAP-2026-01"),
                        List.of(lot(1)),
                        "résidus de pesticide",
                        RecallClass.II,
                        List.of(lot(1), lot(3)),
                        List.of(PALLET),
                        "Ne pas consommer."),
                new RecallClosed(
                        RecallId.parse("RAP-2026-01"), "détruit", Grams.ofGrams(740_000), List.of(lot(1), lot(3))),
                new LotQuantityAdjusted(
                        lot(3),
                        COOPERATIVE,
                        Delta.ofGrams(-25_000),
                        AdjustReason.SHRINK,
                        CONSIGNMENT,
                        "constat du transporteur"),
                new LotDisposed(lot(3), STATION, Weight.ofGrams(12_000), "enfouissement", "fruits pourris"),
                new EntryCorrected(
                        TARGET,
                        12,
                        MORNING,
                        CorrectReason.WRONG_WEIGHT,
                        harvest(860_500),
                        harvest(806_500),
                        "60 et 06 intervertis"),
                new EntryVoided(TARGET, 12, CorrectReason.DUPLICATE, harvest(860_500), "saisi deux fois"),
                new LabelsIssued(
                        lot(10),
                        "https://id.example.org/01/09521234000112/10/" + lot(10),
                        2,
                        List.of("0001", "0002"),
                        "imprimante 1",
                        2),
                new LabelsVoided(lot(10), 1, List.of("0002"), "déchirée"),
                new CodesIssued(COOPERATIVE, ISSUER, 1_000, 1_239, 240),
                new CodeBound(LotId.ofRoll(ISSUER, 1_000), lot(1), COOPERATIVE),
                new CodesVoided(COOPERATIVE, ISSUER, 1_200, 1_239, "rouleau perdu"),
                new LabelsOrdered(STATION, lot(10), LabelTemplate.parse("100x50"), 24, "poste-1"),
                new LabelOrderReported(
                        STATION,
                        EventId.parse("01980000-0000-7000-8000-000000000005"),
                        lot(10),
                        LabelOrderState.PRINTED,
                        21,
                        "poste-1",
                        "3 étiquettes déchirées"),
                new MembershipChanged(
                        COOPERATIVE, PartyId.parse("UNION-SIK"), MembershipChange.JOINED, DAY, "assemblée du 9 mai"),
                new VisibilityGranted(COOPERATIVE, STATION, 3, LocalDate.of(2027, 5, 11)),
                new VisibilityWithdrawn(COOPERATIVE, STATION, "fin du contrat"),
                new ApprovalRequested(
                        COOPERATIVE,
                        List.of(new Order(TARGET, "VoidEntry", "{\"command\":{\"command\":\"VoidEntry\"}}")),
                        List.of(lot(3))),
                new ApprovalGranted(TARGET, COOPERATIVE, List.of(TARGET)),
                new ApprovalRejected(TARGET, COOPERATIVE, "pas le bon ticket"));
    }

    /** The event written under a stored name. */
    public static <E extends LedgerEvent> E of(Class<E> type) {
        return events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** An entry with every field filled around an event. */
    public static LedgerEntry entry(LedgerEvent event) {
        return new LedgerEntry(
                1234,
                EventId.parse("01980000-0000-7000-8000-000000000001"),
                MORNING,
                Instant.parse("2026-05-11T09:10:05.123456Z"),
                new Actor(COOPERATIVE, "7", "TEL-K7QF"),
                Source.OFFLINE_SYNC,
                List.of(new Flag(RuleCode.W_GEO_01, "verger loin du point")),
                List.of(new Document(
                        "ticket",
                        "T00045",
                        "COOP-KAD-01",
                        DAY,
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")),
                7,
                EventId.parse("01980000-0000-7000-8000-000000000002"),
                EventId.parse("01980000-0000-7000-8000-000000000003"),
                event);
    }
}
