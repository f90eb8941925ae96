package org.jekasy.query.page;

import static org.jekasy.query.Book.KADIOLO;
import static org.jekasy.query.Book.STATION;
import static org.jekasy.query.Book.all;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.ByProduct;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.Claim;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.CommuneId;
import org.jekasy.language.ConsignmentArrived;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.Contents;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.Gtin;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsVoided;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LotDisposed;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.LotTreated;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.Roll;
import org.jekasy.language.RunId;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Sscc;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.ReferenceData;
import org.jekasy.query.Book;
import org.jekasy.query.Running;
import org.jekasy.query.Servers;

/** One lot in each state a scan can meet, and a service that shows them. */
final class LotsToScan implements AutoCloseable {
    static final Gtin CARTON = Gtin.parse("09521234000112");
    /** What must never be on a public page: a grower's number, an orchard's number and name, a ticket. */
    static final List<String> PRIVATE = List.of("P-0007", "V-KAD-0012", "Verger Traoré", "T-26");

    private static final Instant TREATED = Instant.parse("2026-06-02T08:00:00Z");
    private static final Sscc PALLET = Sscc.parse("395212300000000018");
    private static final ContainerNumber CONTAINER = ContainerNumber.parse("CSQU3054383");
    private static final List<String> COOPERATIVES = List.of(
            "Coopérative des planteurs de Kadiolo",
            "Société coopérative simplifiée des producteurs de mangues de Zégoua",
            "Union Jigisèmè de Sikasso",
            "Coopérative Benkadi de Loulouni",
            "Groupement Sininyɛsigi de Fourou",
            "Coopérative Nyɛta de Misséni");

    private static final Roll ROLL =
            Roll.of(IssuerCode.parse("K7QF"), 1_000, 24).orElseThrow();

    /** The numbers of the export cartons' labels: one that is good, one that is void, one of a report that was annulled, and one that nobody ever printed. */
    static final String LABEL = "K7QF2M9X";

    static final String VOID_LABEL = "4TRN8WQC";
    static final String ANNULLED_LABEL = "B6HJ3PZY";
    /** Two that are scanned where scans are counted, and nowhere else. */
    static final String COUNTED_LABEL = "CCCC2222";

    static final String OTHER_COUNTED_LABEL = "CCCC3333";
    static final String FORGED_LABEL = "9XZV2KLM";

    final LotId inStock;
    final LotId onItsWay;
    final LotId held;
    final LotId recalled;
    final LotId voided;
    final LotId usedUp;
    final LotId disposed;
    final LotId corrected;
    final LotId grouped;
    final LotId export;
    final Running service;
    final String database = Servers.database();

    private final Book book = Book.withRegister();

    LotsToScan() {
        book.record(new ProducerRegistered(
                ProducerId.parse("P-0007"), KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, List.of(Claim.ORGANIC), null));
        book.record(new PlaceRegistered(
                PlaceId.parse("V-KAD-0012"),
                PlaceKind.ORCHARD,
                KADIOLO,
                "Verger Traoré",
                ProducerId.parse("P-0007"),
                Book.COMMUNE_KADIOLO,
                null,
                null,
                32_600L));
        inStock = harvest(806_500);
        onItsWay = harvest(740_000);
        ship(ConsignmentId.parse("C-2026-001"), KADIOLO, onItsWay, 740_000);
        held = harvest(512_250);
        book.record(new LotHeld(held, HoldScope.LOT, HoldReason.FLY_LARVA, List.of(held), List.of(), null));
        recalled = harvest(1_204_000);
        book.record(new RecallOpened(
                RecallId.parse("RAP-2026-01"),
                List.of(recalled),
                "résidus de pesticide",
                RecallClass.II,
                List.of(recalled),
                List.of(),
                "Ne pas consommer."));
        voided = harvest(300_000);
        book.annul(book.last());
        usedUp = harvest(400_000);
        LotId other = harvest(250_500);
        grouped = book.group(KADIOLO, all(usedUp, 400), new Portion(other, Weight.ofGrams(250_500)));
        disposed = harvest(50_000);
        book.record(new LotDisposed(disposed, KADIOLO, Weight.ofGrams(50_000), "compost", "pourri"));
        corrected = book.newLot();
        LedgerEntry wrong = book.record(harvested(corrected, 860_500));
        book.correct(wrong.position(), harvested(corrected, 806_500));
        export = export();
        labels(List.of(LABEL, VOID_LABEL, "n°/7", COUNTED_LABEL, OTHER_COUNTED_LABEL));
        labels(List.of(ANNULLED_LABEL));
        book.annul(book.last());
        // a thousand cartons of 4 kg
        ship(ConsignmentId.parse("C-2026-003"), STATION, KADIOLO, export, 4_000_000);
        book.record(STATION, new LabelsVoided(export, 1, List.of(VOID_LABEL), "déchirée"));
        book.record(new CodesIssued(KADIOLO, ROLL.issuer(), ROLL.firstSerial(), ROLL.lastSerial(), 24));
        book.record(new CodeBound(sticker(0), inStock, KADIOLO));
        book.record(harvested(sticker(2), 95_000));
        book.record(harvested(sticker(4), 80_000));
        book.annul(book.last());
        book.record(new CodesVoided(KADIOLO, ROLL.issuer(), 1_003, 1_003, "perdue"));
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        service = Running.on(database, topic, "--server.forward-headers-strategy=native", "--crowd.stranger-a-minute=1")
                .reaches(book.last());
    }

    /** The n-th code of the roll: the first is on the lot in stock, the third is a lot itself, the fourth is void, of the fifth the lot is. */
    static LotId sticker(int n) {
        return ROLL.codes().get(n);
    }

    private void labels(List<String> serials) {
        book.record(
                STATION,
                new LabelsIssued(
                        export,
                        "https://id.example.org/01/" + CARTON + "/10/" + export,
                        serials.size(),
                        serials,
                        "poste 1",
                        null));
    }

    private LotId harvest(long grams) {
        return book.harvest(KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(grams));
    }

    private static org.jekasy.language.HarvestRecorded harvested(LotId lot, long grams) {
        return Book.harvested(lot, KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(grams));
    }

    private void ship(ConsignmentId consignment, PartyId from, LotId lot, long grams) {
        ship(consignment, from, STATION, lot, grams);
    }

    private void ship(ConsignmentId consignment, PartyId from, PartyId to, LotId lot, long grams) {
        book.record(
                from,
                new ConsignmentShipped(
                        consignment,
                        from,
                        to,
                        Book.POINT,
                        Book.HALL,
                        List.of(new ShippedLine(lot, Weight.ofGrams(grams), null, null)),
                        new Transport(TransportMode.ROAD, "AB-1234-MD", null, "Sonef"),
                        TREATED.minusSeconds(90_000),
                        "BL-" + consignment,
                        null));
    }

    /** Cartons of a container load: forty harvests of six cooperatives, forty communes and ten weeks, treated, packed, at Rotterdam. */
    private LotId export() {
        List<PartyId> parties = new ArrayList<>();
        for (int i = 0; i < COOPERATIVES.size(); i++) {
            PartyId party = PartyId.parse("COOP-EXP-" + i);
            book.organisation(
                    party, COOPERATIVES.get(i), OrganisationKind.COOPERATIVE, Book.COMMUNE_KADIOLO, "XP0" + i);
            parties.add(party);
        }
        List<CommuneId> communes = ReferenceData.shipped().communes().all().stream()
                .filter(commune -> commune.cercle() != null)
                .map(org.jekasy.language.reference.Commune::id)
                .limit(40)
                .toList();
        List<Portion> harvests = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < 40; i++) {
            Weight weight = Weight.ofGrams(420_500L + 13_250L * i);
            LotId lot = book.harvest(
                    parties.get(i % parties.size()),
                    communes.get(i),
                    LocalDate.of(2026, 3, 23).plusDays(i),
                    weight);
            harvests.add(new Portion(lot, weight));
            sum += weight.grams();
        }
        LotId truck = book.group(KADIOLO, harvests.toArray(Portion[]::new));
        ConsignmentId road = ConsignmentId.parse("C-2026-002");
        ship(road, KADIOLO, truck, sum);
        book.record(
                STATION,
                new ConsignmentReceived(
                        road,
                        KADIOLO,
                        STATION,
                        Book.HALL,
                        List.of(new ReceivedLine(
                                truck,
                                null,
                                Weight.ofGrams(sum),
                                Grams.ofGrams(sum),
                                Grams.NONE,
                                null,
                                Grams.NONE,
                                Grams.NONE,
                                Excess.NONE)),
                        TREATED.minusSeconds(60_000),
                        "BR-" + road));
        LotId treated = book.newLot();
        book.record(
                STATION,
                new LotTreated(
                        treated,
                        STATION,
                        Book.HALL,
                        Book.MANGO,
                        Book.KENT,
                        Book.SEASON,
                        new Portion(truck, Weight.ofGrams(sum)),
                        Weight.ofGrams(sum - 4_000),
                        Grams.ofGrams(4_000),
                        "HOT_WATER",
                        List.of(),
                        TREATED,
                        TREATED.plusSeconds(5400),
                        List.of(Claim.ORGANIC, Claim.GLOBALGAP),
                        null,
                        "DNA"));
        LotId cartons = book.newLot();
        int count = 5_280;
        long rest = sum - 4_000 - count * 4_000L;
        book.record(
                STATION,
                new LotsPacked(
                        RunId.parse("COND-0602"),
                        STATION,
                        Book.HALL,
                        Book.SEASON,
                        List.of(new Portion(treated, Weight.ofGrams(sum - 4_000))),
                        List.of(new Packed(
                                cartons, Book.MANGO, Book.KENT, CARTON, count, Weight.ofGrams(4_000), "8", "I")),
                        List.of(new ByProduct(null, ProductCode.parse("mango_waste"), Weight.ofGrams(rest))),
                        Grams.NONE,
                        Grams.NONE,
                        LocalDate.of(2026, 6, 3),
                        List.of(Claim.ORGANIC, Claim.GLOBALGAP),
                        "HOT_WATER",
                        "L1"));
        book.record(
                STATION,
                new LogisticUnitBuilt(
                        PALLET,
                        STATION,
                        Book.HALL,
                        List.of(new Contents(cartons, 264, Weight.ofGrams(1_056_000))),
                        null));
        certificate(cartons, CertificateKind.PHYTOSANITARY, "ML-2026-004512", "DNA", LocalDate.of(2026, 7, 3));
        certificate(cartons, CertificateKind.ORGANIC, "BIO-2031-77", "Certis Mali", LocalDate.of(2099, 1, 31));
        book.record(
                STATION,
                new ContainerStuffed(
                        CONTAINER,
                        STATION,
                        Book.HALL,
                        List.of(PALLET),
                        List.of(cartons),
                        List.of("ML778801"),
                        TREATED.plusSeconds(200_000),
                        new BigDecimal("9.5")));
        Transport sea = new Transport(TransportMode.SEA, "MSC Lomé", "123N", "MSC");
        book.record(
                STATION,
                new ConsignmentDeparted(
                        null,
                        CONTAINER,
                        UnLocode.parse("CIABJ"),
                        UnLocode.parse("NLRTM"),
                        CountryCode.parse("EU"),
                        sea,
                        List.of(cartons),
                        List.of(PALLET),
                        TREATED.plusSeconds(500_000)));
        book.record(
                STATION,
                new ConsignmentArrived(
                        null,
                        CONTAINER,
                        UnLocode.parse("NLRTM"),
                        sea,
                        List.of(cartons),
                        TREATED.plusSeconds(1_500_000)));
        return cartons;
    }

    private void certificate(LotId lot, CertificateKind kind, String number, String issuer, LocalDate validTo) {
        book.record(
                STATION,
                new CertificateLinked(
                        kind,
                        number,
                        issuer,
                        LocalDate.of(2026, 6, 3),
                        validTo,
                        CountryCode.parse("EU"),
                        List.of(lot),
                        List.of(),
                        null));
    }

    /** The lot's code with one character changed so that its check character no longer fits. */
    static String mistyped(LotId lot) {
        String code = lot.text();
        char last = code.charAt(code.length() - 1);
        return code.substring(0, code.length() - 1) + (last == '7' ? '8' : '7');
    }

    @Override
    public void close() {
        service.close();
    }
}
