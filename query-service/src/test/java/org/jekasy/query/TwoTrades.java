package org.jekasy.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jekasy.language.Account;
import org.jekasy.language.Actor;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.CheckDigits;
import org.jekasy.language.CommuneId;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.ContainerStuffed;
import org.jekasy.language.Contents;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Edge;
import org.jekasy.language.EventId;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.Lineage;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.MembershipChange;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.language.Order;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.Output;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.Portion;
import org.jekasy.language.ProcessKind;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.RunId;
import org.jekasy.language.SealChanged;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Sscc;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Two trades side by side, from the trees to a port, that touch in one run where fruit of both is dried together; a reader of every kind; and, worked out
 * from the entries alone and by another way than the pages do it, who may see which code of them.
 */
final class TwoTrades {
    /** What a code names, called like the type of the parameter that takes it. */
    enum Thing {
        LotId,
        PartyId,
        ConsignmentId,
        Sscc,
        ContainerNumber,
        RecallId,
        RunId,
        PlaceId,
        ProducerId,
        CommuneId,
        SeasonId,
        OPERATOR,
        REQUEST,
        SERIAL
    }

    /** A code, and the lots and organisations that decide who may see it. */
    record Named(Thing thing, String code, Set<LotId> lots, Set<PartyId> parties) {}

    static final CommuneId OTHER = CommuneId.parse("ml.sikasso.sikasso.benkadi");

    private static final Map<String, OrganisationKind> READERS = new LinkedHashMap<>();

    static {
        READERS.put("COO-AAA", OrganisationKind.COOPERATIVE);
        READERS.put("COO-BBB", OrganisationKind.COOPERATIVE);
        READERS.put("STA-AAA", OrganisationKind.STATION);
        READERS.put("STA-BBB", OrganisationKind.STATION);
        READERS.put("IMP-AAA", OrganisationKind.IMPORTER);
        READERS.put("EXP-BBB", OrganisationKind.EXPORTER);
        READERS.put("UNI-BBB", OrganisationKind.UNION);
        READERS.put("CTL-AAA", OrganisationKind.CONTROL_BODY);
        READERS.put("CER-CCC", OrganisationKind.CERTIFIER);
        READERS.put("PHI-CCC", OrganisationKind.PLANT_HEALTH);
        READERS.put("AUT-CCC", OrganisationKind.AUTHORITY);
        READERS.put("WOM-CCC", OrganisationKind.WOMENS_GROUP);
        READERS.put("PRO-CCC", OrganisationKind.PROCESSOR);
        READERS.put("COM-CCC", OrganisationKind.COMMUNE);
        READERS.put("CLE-CCC", OrganisationKind.CERCLE);
        READERS.put("REG-CCC", OrganisationKind.REGION);
        READERS.put("CAR-CCC", OrganisationKind.CARRIER);
        READERS.put("OPE-CCC", OrganisationKind.OPERATOR);
    }

    private final Book book = Book.empty();
    private final List<Named> named = new ArrayList<>();
    private final Map<LotId, PartyId> makers = new LinkedHashMap<>();
    private final Map<LotId, Set<PartyId>> direct = new LinkedHashMap<>();
    private final Map<LotId, Set<LotId>> next = new HashMap<>();
    private final Map<LotId, Set<LotId>> before = new HashMap<>();
    private final Map<LotId, Long> stock = new HashMap<>();
    private int serial;

    TwoTrades() {
        READERS.forEach((id, kind) -> say(
                id,
                new OrganisationRegistered(
                        PartyId.parse(id),
                        "Maison " + id,
                        kind,
                        kind.isTerritory() ? Book.COMMUNE_KADIOLO : null,
                        CountryCode.parse("ML"),
                        List.of(),
                        null,
                        null)));
        say(
                "COO-BBB",
                new MembershipChanged(
                        PartyId.parse("COO-BBB"), PartyId.parse("UNI-BBB"), MembershipChange.JOINED, Book.DAY, null));
        say("COO-AAA", new VisibilityGranted(PartyId.parse("COO-AAA"), PartyId.parse("IMP-AAA"), 5, null));
        say("COO-AAA", new VisibilityGranted(PartyId.parse("COO-AAA"), PartyId.parse("CTL-AAA"), 2, null));
        LotId shared = trade("A", "COO-AAA", "STA-AAA", "IMP-AAA", Book.COMMUNE_KADIOLO, 6, null);
        trade("B", "COO-BBB", "STA-BBB", "EXP-BBB", OTHER, 3, shared);
        read();
    }

    /** From the trees to the port; a lot of the other trade may come along to the station and into the run. Answers with a lot that may go to the other. */
    private LotId trade(
            String trade,
            String grower,
            String station,
            String buyer,
            CommuneId commune,
            int growers,
            @Nullable LotId guest) {
        PartyId cooperative = PartyId.parse(grower);
        PartyId packer = PartyId.parse(station);
        PartyId trader = PartyId.parse(buyer);
        PlaceId point = place("PC-" + trade, PlaceKind.COLLECTION_POINT, cooperative, null, null);
        PlaceId hall = place("HALL-" + trade, PlaceKind.STATION, packer, null, null);
        List<LotId> harvested = new ArrayList<>();
        for (int i = 1; i <= growers; i++) {
            ProducerId producer = ProducerId.parse("P-%s-%04d".formatted(trade, i));
            named.add(new Named(Thing.ProducerId, producer.text(), Set.of(), Set.of(cooperative)));
            say(grower, new ProducerRegistered(producer, cooperative, commune, Book.DAY, List.of(), null));
            PlaceId orchard = place("V-%s-%04d".formatted(trade, i), PlaceKind.ORCHARD, cooperative, producer, commune);
            LotId lot = book.newLot();
            harvested.add(lot);
            say(
                    grower,
                    new HarvestRecorded(
                            lot,
                            Book.MANGO,
                            Book.KENT,
                            Book.DAY,
                            producer,
                            orchard,
                            point,
                            cooperative,
                            commune,
                            Weight.ofGrams(800_000 + i),
                            40,
                            null,
                            "T-" + lot,
                            Book.SEASON,
                            List.of(),
                            null));
        }
        LotId grouped = book.newLot();
        say(grower, Book.grouped(grouped, cooperative, whole(harvested.get(0)), whole(harvested.get(1))));
        ship(cooperative, packer, point, hall, true, grouped);
        List<Portion> inputs = new ArrayList<>(List.of(whole(grouped)));
        if (guest != null) {
            ship(PartyId.parse("COO-AAA"), packer, point, hall, true, guest);
            inputs.add(whole(guest));
        }
        LotId dried = book.newLot();
        RunId run = RunId.parse("RUN-%s-0001".formatted(trade));
        say(
                station,
                new LotsProcessed(
                        run,
                        ProcessKind.DRYING,
                        packer,
                        hall,
                        Book.SEASON,
                        inputs,
                        List.of(),
                        List.of(new Output(dried, ProductCode.parse("mango_dried"), null, Weight.ofGrams(200_000), 40)),
                        List.of(),
                        Grams.ofGrams(grams(inputs) - 200_000),
                        Instant.parse("2026-04-05T08:00:00Z"),
                        Instant.parse("2026-04-05T18:00:00Z"),
                        List.of(),
                        null));
        named.add(new Named(Thing.RunId, run.text(), Set.of(dried), Set.of(packer)));
        List<String> serials = List.of("ETIQUETTE%s1".formatted(trade), "ETIQUETTE%s2".formatted(trade));
        serials.forEach(label -> named.add(new Named(Thing.SERIAL, label, Set.of(dried), Set.of())));
        say(station, new LabelsIssued(dried, "https://id.example.org/l/" + dried, 2, serials, null, null));
        String body = "39521230000000" + "%03d".formatted(++serial);
        Sscc unit = Sscc.parse(body + CheckDigits.gs1(body));
        named.add(new Named(Thing.Sscc, unit.text(), Set.of(dried), Set.of(packer)));
        say(
                station,
                new LogisticUnitBuilt(
                        unit, packer, hall, List.of(new Contents(dried, 20, Weight.ofGrams(100_000))), null));
        String box = "CSQU" + "%06d".formatted(serial);
        ContainerNumber container = ContainerNumber.parse(box + CheckDigits.iso6346(box));
        named.add(new Named(Thing.ContainerNumber, container.text(), Set.of(dried), Set.of(packer)));
        say(
                station,
                new ContainerStuffed(
                        container,
                        packer,
                        hall,
                        List.of(unit),
                        List.of(dried),
                        List.of("S-1"),
                        Instant.parse("2026-05-04T08:00:00Z"),
                        new BigDecimal("9.5")));
        say(station, new SealChanged(container, "S-1", "S-2", "Douane", "contrôle"));
        ship(packer, trader, hall, hall, guest == null, dried);
        say(
                station,
                new CertificateLinked(
                        CertificateKind.PHYTOSANITARY,
                        "ML-" + trade,
                        "DNA",
                        Book.DAY,
                        null,
                        null,
                        List.of(dried),
                        List.of(),
                        null));
        LotId last = harvested.getLast();
        say(grower, new LotHeld(last, HoldScope.LOT, HoldReason.RESIDUE_SUSPECT, List.of(last), List.of(), null));
        for (LotId recalled : List.of(last, dried)) {
            RecallId recall = RecallId.parse("RAP-%s-%04d".formatted(trade, ++serial));
            named.add(new Named(Thing.RecallId, recall.text(), Set.of(recalled), Set.of()));
            say(
                    grower,
                    new RecallOpened(
                            recall,
                            List.of(recalled),
                            "salmonelle",
                            RecallClass.I,
                            List.of(recalled),
                            List.of(),
                            null));
        }
        String secret = "ordre-%s-0001".formatted(trade);
        named.add(new Named(Thing.REQUEST, secret, Set.of(), Set.of(cooperative)));
        say(
                grower,
                new ApprovalRequested(
                        cooperative,
                        List.of(new Order(
                                EventId.parse("01980000-0000-7000-8000-0000000000a" + serial % 10),
                                "VoidEntry",
                                "{\"x\":\"" + secret + "\"}")),
                        List.of(last)));
        return harvested.get(2);
    }

    private PlaceId place(
            String code, PlaceKind kind, PartyId of, @Nullable ProducerId producer, @Nullable CommuneId commune) {
        PlaceId place = PlaceId.parse(code);
        if (kind == PlaceKind.ORCHARD) {
            named.add(new Named(Thing.PlaceId, code, Set.of(), Set.of(of)));
        }
        say(of.text(), new PlaceRegistered(place, kind, of, null, producer, commune, null, null, null));
        return place;
    }

    private void ship(PartyId from, PartyId to, PlaceId at, PlaceId there, boolean arrives, LotId lot) {
        ConsignmentId consignment = ConsignmentId.parse("EXP-%s-%04d".formatted(from.text(), ++serial));
        named.add(new Named(Thing.ConsignmentId, consignment.text(), Set.of(lot), Set.of(from, to)));
        Weight weight = whole(lot).weight();
        say(
                from.text(),
                new ConsignmentShipped(
                        consignment,
                        from,
                        to,
                        at,
                        there,
                        List.of(new ShippedLine(lot, weight, null, null)),
                        new Transport(TransportMode.ROAD, "AB-1234", null, null),
                        Instant.parse("2026-05-02T08:00:00Z"),
                        "BL-" + serial,
                        null));
        if (arrives) {
            say(
                    to.text(),
                    new ConsignmentReceived(
                            consignment,
                            from,
                            to,
                            there,
                            List.of(new ReceivedLine(
                                    lot,
                                    null,
                                    weight,
                                    Grams.ofGrams(weight.grams()),
                                    Grams.NONE,
                                    null,
                                    Grams.NONE,
                                    Grams.NONE,
                                    Excess.NONE)),
                            Instant.parse("2026-05-03T08:00:00Z"),
                            null));
        }
    }

    private void say(String by, LedgerEvent event) {
        book.record(new Actor(PartyId.parse(by), "op-" + by, null), event);
        for (Movement movement : Movements.of(event)) {
            long grams = movement.weight().grams();
            if (movement.from() instanceof Account.Stock) {
                stock.merge(movement.lot(), -grams, Long::sum);
            }
            if (movement.to() instanceof Account.Stock) {
                stock.merge(movement.lot(), grams, Long::sum);
            }
        }
    }

    private Portion whole(LotId lot) {
        return new Portion(lot, Weight.ofGrams(stock.getOrDefault(lot, 0L)));
    }

    private void read() {
        for (LedgerEntry entry : book.entries()) {
            LedgerEvent event = entry.event();
            for (Movement movement : Movements.of(event)) {
                for (Account account : List.of(movement.from(), movement.to())) {
                    if (account instanceof Account.Stock held) {
                        direct.computeIfAbsent(movement.lot(), none -> new LinkedHashSet<>())
                                .add(held.holder());
                        if (movement.from() instanceof Account.Outside) {
                            makers.putIfAbsent(movement.lot(), held.holder());
                        }
                    }
                }
            }
            if (event instanceof ConsignmentShipped e) {
                e.lines()
                        .forEach(line -> direct.computeIfAbsent(line.lot(), none -> new LinkedHashSet<>())
                                .addAll(List.of(e.from(), e.to())));
            }
            for (Edge edge : Lineage.of(event)) {
                next.computeIfAbsent(edge.parent(), none -> new LinkedHashSet<>())
                        .add(edge.child());
                before.computeIfAbsent(edge.child(), none -> new LinkedHashSet<>())
                        .add(edge.parent());
            }
        }
        makers.forEach((lot, maker) -> named.add(new Named(Thing.LotId, lot.text(), Set.of(lot), Set.of())));
        READERS.keySet().forEach(id -> {
            PartyId party = PartyId.parse(id);
            named.add(new Named(Thing.PartyId, id, Set.of(), Set.of(party)));
            named.add(new Named(Thing.OPERATOR, "op-" + id, Set.of(), Set.of(party)));
        });
        named.add(new Named(Thing.SeasonId, Book.SEASON.text(), makers.keySet(), Set.of()));
        named.add(new Named(Thing.CommuneId, Book.COMMUNE_KADIOLO.text(), Set.of(), Set.of()));
        named.add(new Named(Thing.CommuneId, OTHER.text(), Set.of(), Set.of()));
    }

    List<LedgerEntry> entries() {
        return book.entries();
    }

    long last() {
        return book.last();
    }

    Set<String> readers() {
        return READERS.keySet();
    }

    /** Those of the readers that hold something of the trades, or read as one that does. */
    List<String> traders() {
        return READERS.keySet().stream()
                .filter(reader -> !reader.endsWith("CCC"))
                .toList();
    }

    OrganisationKind kind(String reader) {
        return Objects.requireNonNull(READERS.get(reader));
    }

    List<Named> named() {
        return named;
    }

    List<Named> named(Thing thing) {
        return named.stream().filter(each -> each.thing == thing).toList();
    }

    /** As right and as long as the codes that are there, and nobody's. */
    List<String> missing(Thing thing) {
        return switch (thing) {
            case LotId -> List.of(book.newLot().text(), book.newLot().text());
            case PartyId -> List.of("ZZZ-ZZZ", "QQQ-QQQ");
            case ConsignmentId -> List.of("EXP-ZZZ-ZZZ-9999");
            case Sscc -> List.of("39521230000000999" + CheckDigits.gs1("39521230000000999"));
            case ContainerNumber -> List.of("CSQU999999" + CheckDigits.iso6346("CSQU999999"));
            case RecallId -> List.of("RAP-Z-9999");
            case RunId -> List.of("RUN-Z-9999");
            case PlaceId -> List.of("V-Z-9999");
            case ProducerId -> List.of("P-Z-9999");
            case CommuneId -> List.of("ml.sikasso.sikasso.nowhere");
            case SeasonId -> List.of("MG-2031");
            case OPERATOR, REQUEST, SERIAL -> List.of();
        };
    }

    /** True where the reader reads what is this organisation's own as its own. */
    boolean readsAs(String reader, PartyId party) {
        return party.text().equals(reader)
                || (reader.equals("UNI-BBB") && party.text().equals("COO-BBB"))
                || (reader.equals("CTL-AAA") && party.text().equals("COO-AAA"));
    }

    /** True where this organisation let the reader see more. */
    boolean granted(String reader, PartyId owner) {
        return owner.text().equals("COO-AAA") && Set.of("IMP-AAA", "CTL-AAA").contains(reader);
    }

    /** True where the reader may see this lot: its own, one step from one, or as far as its maker let it. */
    boolean sees(String reader, LotId lot) {
        Map<LotId, Integer> around = new HashMap<>();
        walk(lot, next, 0, around);
        walk(lot, before, 0, around);
        return around.entrySet().stream().anyMatch(near -> {
            int steps = near.getValue();
            Set<PartyId> concerned = direct.getOrDefault(near.getKey(), Set.of());
            boolean concerns = concerned.stream().anyMatch(party -> readsAs(reader, party));
            boolean asFarAsLet = reader.equals("IMP-AAA")
                    && concerned.contains(PartyId.parse(reader))
                    && Objects.equals(makers.get(lot), PartyId.parse("COO-AAA"));
            return (steps <= 1 && concerns) || (steps <= 5 && asFarAsLet);
        });
    }

    private static void walk(LotId from, Map<LotId, Set<LotId>> along, int steps, Map<LotId, Integer> around) {
        around.merge(from, steps, Math::min);
        along.getOrDefault(from, Set.of()).forEach(lot -> walk(lot, along, steps + 1, around));
    }

    /** True where the reader may come to know the code; {@code who}: in a role that may know producers. */
    boolean mayKnow(String reader, Named each, boolean who) {
        boolean own = each.parties.stream().anyMatch(party -> readsAs(reader, party));
        boolean granted = each.parties.stream().anyMatch(party -> granted(reader, party));
        return switch (each.thing) {
            case PartyId, SeasonId, CommuneId -> true;
            case LotId, RecallId, SERIAL -> each.lots.stream().anyMatch(lot -> sees(reader, lot));
            case ConsignmentId, Sscc, ContainerNumber, RunId ->
                own || each.lots.stream().anyMatch(lot -> sees(reader, lot));
            case PlaceId, ProducerId -> who && (own || granted);
            case OPERATOR -> own;
            case REQUEST -> each.parties.contains(PartyId.parse(reader));
        };
    }

    private static long grams(List<Portion> portions) {
        return portions.stream().mapToLong(portion -> portion.weight().grams()).sum();
    }
}
