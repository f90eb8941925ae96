package org.jekasy.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jekasy.language.Account;
import org.jekasy.language.Additive;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.Adjustment;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.ByProduct;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.CheckDigits;
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
import org.jekasy.language.CorrectReason;
import org.jekasy.language.CountryCode;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.Delta;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.Excess;
import org.jekasy.language.Flag;
import org.jekasy.language.Grams;
import org.jekasy.language.Gtin;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelOrderState;
import org.jekasy.language.LabelTemplate;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LabelsVoided;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LogisticUnitBuilt;
import org.jekasy.language.LogisticUnitDismantled;
import org.jekasy.language.LotDisposed;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.LotInspected;
import org.jekasy.language.LotQuantityAdjusted;
import org.jekasy.language.LotReleased;
import org.jekasy.language.LotSplit;
import org.jekasy.language.LotTreated;
import org.jekasy.language.LotWeighed;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.Measurement;
import org.jekasy.language.MembershipChange;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.language.Order;
import org.jekasy.language.Output;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProcessKind;
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
import org.jekasy.language.SeasonId;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Sscc;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Verdict;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.jekasy.language.Weight;
import org.jekasy.query.history.Mentions;
import org.jspecify.annotations.Nullable;

/** A ledger of chance that could be true: all 32 words, corrections and voids among them; the same seed gives the same ledger. */
public final class RandomBook {
    private static final List<PartyId> PARTIES = List.of(Book.KADIOLO, Book.ZEGOUA, Book.STATION, Book.IMPORTER);
    private static final List<CommuneId> COMMUNES = List.of(
            Book.COMMUNE_KADIOLO,
            Book.COMMUNE_ZEGOUA,
            CommuneId.parse("ml.sikasso.sikasso.benkadi"),
            CommuneId.parse("ml.sikasso.koutiala.kapala"));
    private static final ProductCode KERNEL = ProductCode.parse("shea_kernel");
    private static final ProductCode DRIED = ProductCode.parse("mango_dried");
    private static final ProductCode REJECT = ProductCode.parse("mango_reject");
    private static final SeasonId SHEA = SeasonId.parse("KA-2026/27");

    private final Random chance;
    private final Book book = Book.withRegister();
    private final Map<LotId, TreeMap<String, Long>> balances = new LinkedHashMap<>();
    private final Map<LotId, SeasonId> seasons = new LinkedHashMap<>();
    private final Map<Long, LedgerEvent> inForce = new LinkedHashMap<>();
    private final Map<LotId, List<Long>> mentions = new LinkedHashMap<>();
    private final Map<Sscc, List<Contents>> units = new LinkedHashMap<>();
    private final Map<ConsignmentId, ConsignmentShipped> onTheWay = new LinkedHashMap<>();
    private final List<LotHeld> holds = new ArrayList<>();
    private final List<EventId> holdIds = new ArrayList<>();
    private final List<RecallOpened> recalls = new ArrayList<>();
    private final List<ContainerNumber> containers = new ArrayList<>();
    private int serial;

    private RandomBook(long seed) {
        this.chance = new Random(seed);
    }

    /** About so many entries. */
    public static RandomBook of(long seed, int entries) {
        RandomBook random = new RandomBook(seed);
        for (int i = 0; i < 5; i++) {
            random.harvest();
        }
        while (random.book.last() < entries) {
            random.step();
        }
        return random;
    }

    public List<LedgerEntry> entries() {
        return book.entries();
    }

    public long last() {
        return book.last();
    }

    public Set<LotId> lots() {
        return balances.keySet();
    }

    /** What is on each account of a lot, worked out here. */
    public Map<String, Long> balance(LotId lot) {
        return balances.getOrDefault(lot, new TreeMap<>());
    }

    private void step() {
        switch (chance.nextInt(30)) {
            case 0, 1, 2, 3, 4, 5 -> harvest();
            case 6, 7 -> delivery();
            case 8, 9, 10 -> group();
            case 11 -> split();
            case 12 -> process();
            case 13 -> treat();
            case 14, 15 -> pack();
            case 16 -> build();
            case 17 -> dismantle();
            case 18, 19 -> ship();
            case 20, 21 -> receive();
            case 22 -> hold();
            case 23 -> recall();
            case 24 -> adjustOrDispose();
            case 25 -> paper();
            case 26, 27 -> correct();
            case 28 -> annul();
            default -> small();
        }
    }

    private long grams(long most) {
        return 1 + (long) (chance.nextDouble() * (most - 1));
    }

    private <T> T any(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }

    private LotId code() {
        serial++;
        return chance.nextInt(10) == 0
                ? LotId.ofRoll(IssuerCode.parse("ZG01"), serial)
                : LotId.ofDay(Book.DAY.plusDays(serial / 9000), IssuerCode.parse("ZG01"), serial % 9000);
    }

    private LedgerEntry record(PartyId by, LedgerEvent event) {
        Flag[] flags = chance.nextInt(12) == 0
                ? new Flag[] {new Flag(RuleCode.W_RANGE_01, "pesé\tdeux fois \\ vérifié\n")}
                : new Flag[0];
        LedgerEntry entry = book.record(by, event, flags);
        for (Movement movement : Movements.of(event)) {
            add(movement.lot(), movement.from(), -movement.weight().grams());
            add(movement.lot(), movement.to(), movement.weight().grams());
        }
        inForce.put(entry.position(), event);
        for (LotId lot : Mentions.of(event).lots()) {
            mentions.computeIfAbsent(lot, none -> new ArrayList<>()).add(entry.position());
        }
        return entry;
    }

    private void add(LotId lot, Account account, long grams) {
        String name = switch (account) {
            case Account.Stock stock -> "STOCK:" + stock.holder();
            case Account.Transit transit -> "TRANSIT:" + transit.consignment();
            case Account.Disputed disputed -> "DISPUTED:" + disputed.consignment();
            case Account.Outside outside -> outside.name();
        };
        balances.computeIfAbsent(lot, none -> new TreeMap<>()).merge(name, grams, Long::sum);
    }

    private long stock(LotId lot, PartyId holder) {
        return balance(lot).getOrDefault("STOCK:" + holder, 0L);
    }

    /** Some lots this party holds something of, at most so many, each with a part or all of it. */
    private List<Portion> portions(PartyId holder, int most) {
        List<LotId> held = new ArrayList<>();
        for (LotId lot : balances.keySet()) {
            if (stock(lot, holder) > 0) {
                held.add(lot);
            }
        }
        List<Portion> portions = new ArrayList<>();
        Set<LotId> taken = new HashSet<>();
        for (int i = 0; i < most && !held.isEmpty(); i++) {
            LotId lot = any(held);
            if (taken.add(lot)) {
                long has = stock(lot, holder);
                portions.add(new Portion(lot, Weight.ofGrams(chance.nextBoolean() ? has : grams(has))));
            }
        }
        return portions;
    }

    private static long sum(List<Portion> portions) {
        return portions.stream().mapToLong(portion -> portion.weight().grams()).sum();
    }

    private SeasonId season(List<Portion> portions) {
        return seasons.getOrDefault(portions.getFirst().lot(), Book.SEASON);
    }

    private void harvest() {
        LotId lot = code();
        PartyId cooperative = chance.nextBoolean() ? Book.KADIOLO : Book.ZEGOUA;
        LocalDate day = Book.DAY.plusDays(chance.nextInt(40));
        seasons.put(lot, Book.SEASON);
        record(cooperative, Book.harvested(lot, cooperative, any(COMMUNES), day, Weight.ofGrams(grams(3_000_000))));
    }

    private void delivery() {
        LotId lot = code();
        PartyId cooperative = chance.nextBoolean() ? Book.KADIOLO : Book.ZEGOUA;
        seasons.put(lot, SHEA);
        LedgerEntry entry = record(
                cooperative,
                new DeliveryRecorded(
                        lot,
                        KERNEL,
                        Book.DAY.plusDays(chance.nextInt(60)),
                        ProducerId.parse("P-0101"),
                        PlaceId.parse("ZC-YOR-1"),
                        Book.POINT,
                        cooperative,
                        any(COMMUNES),
                        Weight.ofGrams(grams(200_000)),
                        3,
                        new BigDecimal("6.5"),
                        "T-" + lot,
                        SHEA,
                        List.of(),
                        chance.nextInt(8) == 0 ? HoldReason.MOISTURE : null,
                        null,
                        null));
        if (((DeliveryRecorded) entry.event()).hold() != null && chance.nextBoolean()) {
            record(cooperative, new LotReleased(lot, entry.eventId(), List.of(lot), "séché"));
        }
    }

    private void group() {
        PartyId holder = any(PARTIES);
        List<Portion> inputs = portions(holder, 2 + chance.nextInt(6));
        if (inputs.isEmpty()) {
            return;
        }
        LotId lot = code();
        long less = chance.nextInt(6) == 0 ? Math.min(5, sum(inputs) - 1) : 0;
        seasons.put(lot, season(inputs));
        record(
                holder,
                new LotsGrouped(
                        lot,
                        holder,
                        Book.POINT,
                        Book.MANGO,
                        VarietyCode.parse("MIX"),
                        season(inputs),
                        inputs,
                        Weight.ofGrams(sum(inputs) - less),
                        less == 0 ? null : new Adjustment(Delta.ofGrams(-less), AdjustReason.SCALE),
                        List.of(),
                        null,
                        "AB-1234"));
    }

    private void split() {
        PartyId holder = any(PARTIES);
        List<Portion> inputs = portions(holder, 1);
        if (inputs.isEmpty() || sum(inputs) < 2) {
            return;
        }
        long first = grams(sum(inputs) - 1);
        LotId one = code();
        LotId other = code();
        SeasonId season = season(inputs);
        seasons.put(one, season);
        seasons.put(other, season);
        record(
                holder,
                new LotSplit(
                        inputs.getFirst().lot(),
                        holder,
                        Book.POINT,
                        Book.MANGO,
                        null,
                        season,
                        List.of(
                                new Portion(one, Weight.ofGrams(first)),
                                new Portion(other, Weight.ofGrams(sum(inputs) - first))),
                        List.of(),
                        null,
                        null));
    }

    private void process() {
        PartyId holder = any(PARTIES);
        List<Portion> inputs = portions(holder, 1 + chance.nextInt(4));
        if (inputs.isEmpty() || sum(inputs) < 20) {
            return;
        }
        long sum = sum(inputs);
        long additive = chance.nextBoolean() ? grams(1000) : 0;
        long made = sum / 10;
        LotId dried = code();
        LotId second = code();
        LotId rest = code();
        SeasonId season = season(inputs);
        boolean named = chance.nextBoolean();
        seasons.put(dried, season);
        seasons.put(second, season);
        List<ByProduct> byProducts = new ArrayList<>(List.of(new ByProduct(null, REJECT, Weight.ofGrams(sum / 20))));
        if (named) {
            seasons.put(rest, season);
            byProducts.add(new ByProduct(rest, REJECT, Weight.ofGrams(sum / 20)));
        }
        long loss = sum
                + additive
                - 2 * made
                - byProducts.stream().mapToLong(by -> by.weight().grams()).sum();
        Instant at = Instant.parse("2026-05-01T08:00:00Z");
        record(
                holder,
                new LotsProcessed(
                        RunId.parse("RUN-" + serial),
                        ProcessKind.DRYING,
                        holder,
                        Book.HALL,
                        season,
                        inputs,
                        additive == 0 ? List.of() : List.of(new Additive("eau", Weight.ofGrams(additive))),
                        List.of(
                                new Output(dried, DRIED, Book.KENT, Weight.ofGrams(made), 12),
                                new Output(second, DRIED, null, Weight.ofGrams(made), null)),
                        byProducts,
                        Grams.ofGrams(loss),
                        at,
                        at.plusSeconds(36_000),
                        List.of(),
                        null));
    }

    private void treat() {
        PartyId holder = any(PARTIES);
        List<Portion> inputs = portions(holder, 1);
        if (inputs.isEmpty() || sum(inputs) < 2) {
            return;
        }
        long loss = chance.nextBoolean() ? 0 : 1;
        LotId lot = code();
        Instant at = Instant.parse("2026-05-01T08:00:00Z");
        seasons.put(lot, season(inputs));
        record(
                holder,
                new LotTreated(
                        lot,
                        holder,
                        Book.HALL,
                        Book.MANGO,
                        Book.KENT,
                        season(inputs),
                        inputs.getFirst(),
                        Weight.ofGrams(sum(inputs) - loss),
                        Grams.ofGrams(loss),
                        "HOT_WATER",
                        List.of(new Measurement("waterMin", new BigDecimal("46.1"), "CEL", null)),
                        at,
                        at.plusSeconds(5400),
                        List.of(Claim.ORGANIC),
                        chance.nextInt(6) == 0 ? HoldReason.TEMP_EXCURSION : null,
                        null));
    }

    private void pack() {
        PartyId holder = any(PARTIES);
        List<Portion> inputs = portions(holder, 1 + chance.nextInt(3));
        if (inputs.isEmpty() || sum(inputs) < 20_000) {
            return;
        }
        long sum = sum(inputs);
        int first = (int) Math.max(1, sum / 4000 / 3);
        int second = (int) Math.max(1, sum / 4000 / 3);
        LotId one = code();
        LotId other = code();
        LotId grade = code();
        SeasonId season = season(inputs);
        boolean named = chance.nextBoolean();
        seasons.put(one, season);
        seasons.put(other, season);
        if (named) {
            seasons.put(grade, season);
        }
        long rest = sum - (first + second) * 4000L;
        long graded = Math.max(1, rest / 2);
        record(
                holder,
                new LotsPacked(
                        RunId.parse("PACK-" + serial),
                        holder,
                        Book.HALL,
                        season,
                        inputs,
                        List.of(
                                new Packed(
                                        one,
                                        Book.MANGO,
                                        Book.KENT,
                                        Gtin.parse("09521234000112"),
                                        first,
                                        Weight.ofGrams(4000),
                                        "8",
                                        "I"),
                                new Packed(
                                        other, Book.MANGO, Book.KENT, null, second, Weight.ofGrams(4000), "9", "II")),
                        List.of(new ByProduct(named ? grade : null, REJECT, Weight.ofGrams(graded))),
                        Grams.ofGrams((rest - graded) / 2),
                        Grams.ofGrams(rest - graded - (rest - graded) / 2),
                        Book.DAY.plusDays(50),
                        List.of(),
                        null,
                        "L1"));
    }

    private Sscc sscc() {
        serial++;
        String body = "3952123%010d".formatted(serial);
        return Sscc.parse(body + CheckDigits.gs1(body));
    }

    private void build() {
        PartyId holder = any(PARTIES);
        List<Portion> on = portions(holder, 2);
        if (on.isEmpty()) {
            return;
        }
        Sscc unit = sscc();
        List<Contents> contents = on.stream()
                .map(portion -> new Contents(portion.lot(), 10, portion.weight()))
                .toList();
        units.put(unit, contents);
        record(holder, new LogisticUnitBuilt(unit, holder, Book.HALL, contents, Weight.ofGrams(900_000)));
    }

    private void dismantle() {
        if (units.isEmpty()) {
            return;
        }
        Sscc unit = any(List.copyOf(units.keySet()));
        List<Contents> contents = units.remove(unit);
        if (contents == null) {
            return;
        }
        if (chance.nextBoolean()) {
            record(Book.STATION, new LogisticUnitDismantled(unit, Book.STATION, contents, "reprise"));
        } else if (!contents.isEmpty()) {
            Contents part = contents.getFirst();
            record(
                    Book.STATION,
                    new LogisticUnitDismantled(
                            unit, Book.STATION, List.of(new Contents(part.lot(), 4, Weight.ofGrams(1))), null));
        }
    }

    private void ship() {
        PartyId from = any(PARTIES);
        PartyId to = any(PARTIES);
        List<Portion> on = portions(from, 1 + chance.nextInt(3));
        if (on.isEmpty() || from.equals(to)) {
            return;
        }
        ConsignmentId consignment = ConsignmentId.parse("C-" + ++serial);
        ConsignmentShipped shipped = new ConsignmentShipped(
                consignment,
                from,
                to,
                Book.POINT,
                Book.HALL,
                on.stream()
                        .map(portion -> new ShippedLine(portion.lot(), portion.weight(), null, 7))
                        .toList(),
                new Transport(TransportMode.ROAD, "AB-1234", null, "Sonef"),
                Instant.parse("2026-05-02T08:00:00Z"),
                "BL-" + serial,
                chance.nextInt(5) == 0 ? ShipmentPurpose.QUARANTINE : null);
        onTheWay.put(consignment, shipped);
        record(from, shipped);
    }

    private void receive() {
        if (onTheWay.isEmpty()) {
            return;
        }
        ConsignmentShipped shipped = any(List.copyOf(onTheWay.values()));
        onTheWay.remove(shipped.consignment());
        List<ReceivedLine> lines = new ArrayList<>();
        for (ShippedLine line : shipped.lines()) {
            long sent = line.weight().grams();
            long extra = chance.nextInt(4) == 0 ? grams(500) : 0;
            long missing = extra == 0 && chance.nextInt(3) == 0 ? grams(sent) : 0;
            long rejected = chance.nextInt(4) == 0 && sent > missing ? grams(sent - missing) : 0;
            lines.add(new ReceivedLine(
                    line.lot(),
                    null,
                    line.weight(),
                    Grams.ofGrams(sent - missing - rejected),
                    Grams.ofGrams(rejected),
                    rejected > 0 ? RejectReason.BRUISE : null,
                    Grams.ofGrams(missing),
                    Grams.ofGrams(extra),
                    extra == 0 ? Excess.NONE : chance.nextBoolean() ? Excess.BOOKED : Excess.DISPUTED));
        }
        record(
                shipped.to(),
                new ConsignmentReceived(
                        shipped.consignment(),
                        shipped.from(),
                        shipped.to(),
                        Book.HALL,
                        lines,
                        Instant.parse("2026-05-03T08:00:00Z"),
                        null));
        for (ReceivedLine line : lines) {
            if (!line.missing().isNone() && chance.nextBoolean()) {
                record(
                        shipped.to(),
                        new LotQuantityAdjusted(
                                line.lot(),
                                shipped.to(),
                                Delta.ofGrams(-line.missing().grams()),
                                AdjustReason.SHRINK,
                                shipped.consignment(),
                                null));
            }
            if (line.excess() == Excess.DISPUTED && chance.nextBoolean()) {
                record(
                        shipped.to(),
                        new LotQuantityAdjusted(
                                line.lot(),
                                shipped.to(),
                                Delta.ofGrams(line.extra().grams()),
                                AdjustReason.SCALE,
                                shipped.consignment(),
                                null));
            }
        }
    }

    private @Nullable LotId anyLot() {
        return balances.isEmpty() ? null : any(List.copyOf(balances.keySet()));
    }

    private void hold() {
        LotId lot = anyLot();
        if (lot == null) {
            return;
        }
        if (!holds.isEmpty() && chance.nextInt(3) == 0) {
            int i = chance.nextInt(holds.size());
            record(
                    Book.STATION,
                    new LotReleased(
                            holds.get(i).lot(), holdIds.get(i), holds.get(i).lots(), "contrôlé"));
            holds.remove(i);
            holdIds.remove(i);
            return;
        }
        LotId more = anyLot();
        LotHeld held = new LotHeld(
                lot,
                HoldScope.LOT_AND_DESCENDANTS,
                HoldReason.RESIDUE_SUSPECT,
                more == null || more.equals(lot) ? List.of(lot) : List.of(lot, more),
                units.isEmpty() ? List.of() : List.of(any(List.copyOf(units.keySet()))),
                null);
        LedgerEntry entry = record(Book.STATION, held);
        holds.add(held);
        holdIds.add(entry.eventId());
    }

    private void recall() {
        LotId lot = anyLot();
        if (lot == null) {
            return;
        }
        if (!recalls.isEmpty() && chance.nextInt(3) == 0) {
            RecallOpened opened = recalls.remove(chance.nextInt(recalls.size()));
            record(Book.IMPORTER, new RecallClosed(opened.recall(), "détruit", Grams.ofGrams(12), opened.lots()));
            return;
        }
        RecallOpened opened = new RecallOpened(
                RecallId.parse("R-" + ++serial),
                List.of(lot),
                "salmonelle",
                RecallClass.I,
                List.of(lot),
                units.isEmpty() ? List.of() : List.of(any(List.copyOf(units.keySet()))),
                null);
        recalls.add(opened);
        record(Book.IMPORTER, opened);
    }

    private void adjustOrDispose() {
        PartyId holder = any(PARTIES);
        List<Portion> of = portions(holder, 1);
        if (of.isEmpty()) {
            return;
        }
        Portion portion = of.getFirst();
        if (chance.nextBoolean()) {
            record(holder, new LotDisposed(portion.lot(), holder, portion.weight(), "compost", "pourri"));
        } else {
            long delta = chance.nextBoolean() ? grams(1000) : -portion.weight().grams();
            record(
                    holder,
                    new LotQuantityAdjusted(
                            portion.lot(), holder, Delta.ofGrams(delta), AdjustReason.COUNT, null, null));
        }
    }

    private void paper() {
        LotId lot = anyLot();
        if (lot == null) {
            return;
        }
        switch (chance.nextInt(5)) {
            case 0 ->
                record(
                        Book.STATION,
                        new CertificateLinked(
                                CertificateKind.PHYTOSANITARY,
                                "ML-" + ++serial,
                                "DNA",
                                Book.DAY,
                                null,
                                CountryCode.parse("EU"),
                                List.of(lot),
                                List.of(),
                                null));
            case 1 ->
                record(
                        Book.STATION,
                        new LotInspected(
                                lot,
                                "fly",
                                50,
                                List.of(new Measurement("larvae", BigDecimal.ONE, "C62", null)),
                                chance.nextBoolean() ? Verdict.CONFORM : Verdict.NON_CONFORM,
                                chance.nextBoolean() ? HoldReason.FLY_LARVA : null,
                                null));
            case 2 -> record(Book.KADIOLO, new LotWeighed(lot, Weight.ofGrams(grams(1000)), "B-1", "bascule", null));
            case 3 ->
                record(
                        Book.STATION,
                        new LabelsIssued(
                                lot,
                                "https://id.example.org/01/" + lot,
                                2,
                                List.of("A" + lot.text(), "B%08X".formatted(chance.nextInt())),
                                null,
                                null));
            default -> {
                record(Book.STATION, new LabelsVoided(lot, 1, List.of("A" + lot.text()), "mal imprimée"));
                order(lot);
                roll(lot);
            }
        }
    }

    // words of their own, never corrected
    private void order(LotId lot) {
        EventId order = book.record(
                        Book.STATION, new LabelsOrdered(Book.STATION, lot, LabelTemplate.parse("100x50"), 24, null))
                .eventId();
        book.record(
                Book.STATION,
                new LabelOrderReported(Book.STATION, order, lot, LabelOrderState.TAKEN, null, "poste-1", null));
        book.record(
                Book.STATION,
                new LabelOrderReported(
                        Book.STATION, order, lot, LabelOrderState.UNKNOWN, null, "poste-1", "ligne coupée"));
    }

    private void roll(LotId lot) {
        Roll roll = Roll.of(IssuerCode.parse("K7QF"), ++serial * 1_000, 24).orElseThrow();
        record(Book.KADIOLO, new CodesIssued(Book.KADIOLO, roll.issuer(), roll.firstSerial(), roll.lastSerial(), 24));
        record(Book.KADIOLO, new CodeBound(roll.codes().getFirst(), lot, Book.KADIOLO));
        record(
                Book.KADIOLO,
                new CodesVoided(Book.KADIOLO, roll.issuer(), roll.firstSerial() + 9, roll.lastSerial(), "perdu"));
    }

    // who may see what and who agrees: words of their own, never corrected
    private void access(LotId lot) {
        switch (chance.nextInt(6)) {
            case 0 ->
                book.record(new MembershipChanged(
                        Book.KADIOLO,
                        Book.STATION,
                        chance.nextBoolean() ? MembershipChange.JOINED : MembershipChange.LEFT,
                        Book.DAY,
                        null));
            case 1 -> book.record(new VisibilityGranted(Book.KADIOLO, Book.STATION, 2 + chance.nextInt(4), null));
            case 2 -> book.record(new VisibilityWithdrawn(Book.KADIOLO, Book.STATION, "fin de saison"));
            default -> {
                EventId ordered = EventId.ofName(new UUID(0, 0), lot + "/" + book.last());
                LedgerEntry asked = book.record(new ApprovalRequested(
                        Book.KADIOLO, List.of(new Order(ordered, "VoidEntry", "{\"a\":\"\\n\"}")), List.of(lot)));
                mentions.computeIfAbsent(lot, none -> new ArrayList<>()).add(asked.position());
                if (chance.nextInt(5) > 0) {
                    book.record(
                            chance.nextBoolean()
                                    ? new ApprovalGranted(asked.eventId(), Book.KADIOLO, List.of(ordered))
                                    : new ApprovalRejected(asked.eventId(), Book.KADIOLO, "non"));
                }
            }
        }
    }

    private void small() {
        LotId lot = anyLot();
        if (lot == null) {
            return;
        }
        if (chance.nextInt(3) == 0) {
            access(lot);
            return;
        }
        switch (chance.nextInt(5)) {
            case 0 -> {
                serial++;
                String body = "CSQU%06d".formatted(serial);
                ContainerNumber container = ContainerNumber.parse(body + CheckDigits.iso6346(body));
                containers.add(container);
                record(
                        Book.STATION,
                        new ContainerStuffed(
                                container,
                                Book.STATION,
                                Book.HALL,
                                List.copyOf(units.keySet()).subList(0, Math.min(1, units.size())),
                                List.of(lot),
                                List.of("S-1", "S-2"),
                                Instant.parse("2026-05-04T08:00:00Z"),
                                new BigDecimal("9.5")));
            }
            case 1 -> {
                if (!containers.isEmpty()) {
                    record(Book.STATION, new SealChanged(any(containers), "S-1", "S-9", "Douane", "contrôle"));
                }
            }
            case 2 -> {
                if (!containers.isEmpty()) {
                    record(
                            Book.STATION,
                            new ConsignmentDeparted(
                                    null,
                                    any(containers),
                                    UnLocode.parse("CIABJ"),
                                    UnLocode.parse("NLRTM"),
                                    CountryCode.parse("EU"),
                                    new Transport(TransportMode.SEA, "MSC Lome", "123N", null),
                                    List.of(lot),
                                    List.of(),
                                    Instant.parse("2026-05-05T08:00:00Z")));
                }
            }
            case 3 -> {
                if (!containers.isEmpty()) {
                    record(
                            Book.STATION,
                            new ConsignmentArrived(
                                    null,
                                    any(containers),
                                    UnLocode.parse("NLRTM"),
                                    new Transport(TransportMode.SEA, "MSC Lome", "123N", null),
                                    List.of(lot),
                                    Instant.parse("2026-05-15T08:00:00Z")));
                }
            }
            default -> {
                if (chance.nextBoolean()) {
                    record(
                            Book.KADIOLO,
                            new ProducerRegistered(
                                    ProducerId.parse("P-" + ++serial),
                                    Book.KADIOLO,
                                    any(COMMUNES),
                                    Book.DAY,
                                    List.of(),
                                    null));
                } else {
                    record(
                            Book.STATION,
                            new AliasAdded(
                                    Book.STATION,
                                    Gtin.parse("99521234000016"),
                                    null,
                                    Book.MANGO,
                                    null,
                                    null,
                                    null,
                                    Book.DAY));
                }
            }
        }
    }

    /** The roots whose fact is still in force. */
    private List<Long> standing() {
        return inForce.keySet().stream()
                .filter(position -> !(book.entries().get((int) (position - 1)).event() instanceof EntryCorrected)
                        && !(book.entries().get((int) (position - 1)).event() instanceof EntryVoided))
                .toList();
    }

    private void correct() {
        List<Long> roots = standing();
        for (int tries = 0; tries < 20; tries++) {
            long root = any(roots);
            LedgerEvent said = inForce.get(root);
            LedgerEvent corrected = said == null ? null : corrected(said);
            if (said != null && corrected != null) {
                PartyId by = book.entries().get((int) root - 1).by().organisation();
                record(
                        by,
                        new EntryCorrected(
                                book.entries().get((int) root - 1).eventId(),
                                root,
                                book.entries().get((int) root - 1).occurredAt().minusSeconds(chance.nextInt(100_000)),
                                CorrectReason.TYPING,
                                said,
                                corrected,
                                null));
                inForce.put(root, corrected);
                return;
            }
        }
    }

    /** What an event should have said, if some other thing is possible without touching what came later. */
    private @Nullable LedgerEvent corrected(LedgerEvent said) {
        return switch (said) {
            case HarvestRecorded e -> {
                boolean untouched = mentions.getOrDefault(e.lot(), List.of()).size() == 1;
                PartyId cooperative = untouched && chance.nextBoolean() ? Book.ZEGOUA : e.cooperative();
                yield new HarvestRecorded(
                        e.lot(),
                        e.product(),
                        VarietyCode.parse("KEI"),
                        e.harvestedOn().minusDays(7),
                        e.producer(),
                        e.orchard(),
                        e.place(),
                        cooperative,
                        any(COMMUNES),
                        // more is always possible; less only where nothing was used
                        Weight.ofGrams(untouched ? grams(2_000_000) : e.weight().grams() + grams(100)),
                        e.crates(),
                        e.gross(),
                        e.ticket(),
                        e.season(),
                        e.claims(),
                        e.lastTreatedOn());
            }
            case LotsGrouped e -> {
                boolean untouched = mentions.getOrDefault(e.output(), List.of()).size() == 1;
                if (!untouched || e.inputs().size() < 2) {
                    yield null;
                }
                List<Portion> fewer = e.inputs().subList(1, e.inputs().size());
                yield new LotsGrouped(
                        e.output(),
                        e.holder(),
                        e.place(),
                        e.product(),
                        e.variety(),
                        e.season(),
                        fewer,
                        Weight.ofGrams(sum(fewer)),
                        null,
                        e.claims(),
                        e.treatment(),
                        e.vehicle());
            }
            case LotHeld e ->
                new LotHeld(e.lot(), e.scope(), HoldReason.DOC_MISSING, e.lots(), List.of(), "papier perdu");
            case CertificateLinked e ->
                new CertificateLinked(
                        e.kind(),
                        e.number() + "-A",
                        e.issuer(),
                        e.issuedOn(),
                        e.issuedOn().plusYears(1),
                        e.market(),
                        e.lots(),
                        e.units(),
                        null);
            case CodeBound e ->
                new CodeBound(LotId.ofRoll(e.code().issuer(), e.code().rollSerial() + 1), e.lot(), e.holder());
            case LabelsIssued e -> new LabelsIssued(e.lot(), e.uri(), e.count() + 1, e.serials(), null, e.copy());
            case LotDisposed e ->
                e.weight().grams() == 1
                        ? null
                        : new LotDisposed(
                                e.lot(), e.holder(), Weight.ofGrams(e.weight().grams() - 1), e.method(), e.reason());
            case RecallOpened e ->
                new RecallOpened(
                        e.recall(),
                        e.seeds(),
                        "salmonelle (Montevideo)",
                        e.recallClass(),
                        e.lots(),
                        e.units(),
                        "communiqué");
            case AliasAdded e ->
                new AliasAdded(
                        e.organisation(),
                        e.gtin(),
                        e.gln(),
                        e.product(),
                        e.pack(),
                        e.place(),
                        e.party(),
                        e.from().plusDays(1));
            default -> null;
        };
    }

    private void annul() {
        List<Long> roots = standing();
        for (int tries = 0; tries < 20; tries++) {
            long root = any(roots);
            LedgerEvent said = inForce.get(root);
            if (said == null || !canFall(said)) {
                continue;
            }
            LedgerEntry entry = book.entries().get((int) root - 1);
            record(
                    entry.by().organisation(),
                    new EntryVoided(entry.eventId(), root, CorrectReason.DUPLICATE, said, null));
            inForce.remove(root);
            return;
        }
    }

    private boolean canFall(LedgerEvent said) {
        return switch (said) {
            // a correction names it too
            case HarvestRecorded e -> mentions.getOrDefault(e.lot(), List.of()).size() == 1;
            case LotsGrouped e -> mentions.getOrDefault(e.output(), List.of()).size() == 1;
            case ConsignmentShipped e -> onTheWay.remove(e.consignment()) != null;
            case CertificateLinked _, CodeBound _, LabelsIssued _, LotWeighed _, LotDisposed _, AliasAdded _ -> true;
            case LotReleased _ -> true;
            default -> false;
        };
    }
}
