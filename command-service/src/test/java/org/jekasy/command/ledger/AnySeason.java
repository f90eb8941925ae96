package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.PACKHOUSE;
import static org.jekasy.command.ledger.Season.POINT;
import static org.jekasy.command.ledger.Season.STATION;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jekasy.language.Account;
import org.jekasy.language.Actor;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.ByProduct;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.Delta;
import org.jekasy.language.EventId;
import org.jekasy.language.Grams;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotHeld;
import org.jekasy.language.LotId;
import org.jekasy.language.Output;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProcessKind;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.RejectReason;
import org.jekasy.language.RunId;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Source;
import org.jekasy.language.Sscc;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A season made of chance: each step is a command that looks at the ledger as it stands and asks for something likely, or likely wrong. The same steps
 * make the same season.
 */
final class AnySeason {
    /**
     * What is done, to which of the things there are, how much of it in percent (above 100 is more than there is), and by whom: a party's index, or
     * above all of them who would be right.
     */
    record Step(Kind kind, int first, int second, int percent, int who) {}

    /** The words a season is made of. Changes speak of earlier entries. */
    enum Kind {
        HARVEST(2),
        GROUP(3),
        SPLIT(2),
        PACK(4),
        DRY(1),
        TREAT(1),
        ADJUST(2),
        DISPOSE(2),
        BUILD(5),
        DISMANTLE(2),
        SHIP(3),
        SHIP_UNIT(4),
        RECEIVE(5),
        SETTLE(3),
        HOLD(1),
        RELEASE(2),
        RECALL(1),
        CLOSE(2),
        CORRECT_WEIGHT(3),
        CORRECT_LOT(3),
        VOID(2);

        private final int often;

        Kind(int often) {
            this.often = often;
        }

        /** How often, against the others. */
        int often() {
            return often;
        }

        boolean changesThePast() {
            return this == CORRECT_WEIGHT || this == CORRECT_LOT || this == VOID;
        }
    }

    /** A step's request and what became of it: a decision, or the refusal. */
    record Played(
            Request request,
            Situation.@Nullable Decision decision,
            @Nullable Refusal refusal) {
        boolean isRecorded() {
            return decision != null;
        }
    }

    static final List<PartyId> PARTIES = List.of(COOPERATIVE, STATION, Packhouse.IMPORTER);
    private static final List<IssuerCode> ISSUERS = List.of(Season.ISSUER, Season.STATION_ISSUER, Season.ISSUER);
    private static final ProductCode DRIED = ProductCode.parse("mango_dried");
    private static final ProductCode REJECT = ProductCode.parse("mango_reject");
    static final Instant NOW = Instant.parse("2026-05-12T18:00:00Z");

    final PaperLedger ledger = Packhouse.inSikasso().ledger;
    final List<Played> played = new ArrayList<>();
    private final Map<EventId, Request> recorded = new LinkedHashMap<>();
    private final int registers = ledger.entries().size();
    private int made;
    private Instant moment = Season.MORNING;

    /** Plays a step on the ledger as it stands. */
    Played play(Step step) {
        Request request = request(step);
        return play(request);
    }

    Played play(Request request) {
        Played result;
        try {
            Situation.Decision decision = ledger.submit(request, NOW);
            recorded.put(request.eventId(), request);
            result = new Played(request, decision, null);
        } catch (Refusal refusal) {
            result = new Played(request, null, refusal);
        }
        played.add(result);
        return result;
    }

    /** The requests that were recorded, in order. */
    List<Request> recorded() {
        return List.copyOf(recorded.values());
    }

    /** The entries since the registers. */
    List<LedgerEntry> entries() {
        List<LedgerEntry> entries = ledger.entries();
        return entries.subList(registers, entries.size());
    }

    /** All that is known now, folded from the first entry on. */
    Lots known() {
        return history().lots();
    }

    History history() {
        return ledger.history(tags());
    }

    /** Every tag there is. */
    Set<Tag> tags() {
        Set<Tag> tags = new LinkedHashSet<>();
        for (LedgerEntry entry : ledger.entries()) {
            tags.addAll(Tags.of(entry));
            tags.add(Tag.entry(entry.eventId()));
        }
        return tags;
    }

    /** The lots that any entry speaks of. */
    List<LotId> lots() {
        Set<LotId> lots = new TreeSet<>();
        for (Tag tag : tags()) {
            if (tag.key().equals("lot")) {
                lots.add(LotId.parse(tag.value()));
            }
        }
        return List.copyOf(lots);
    }

    static List<ConsignmentId> consignments() {
        List<ConsignmentId> consignments = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            consignments.add(ConsignmentId.parse("EXP-" + i));
        }
        return consignments;
    }

    static List<Sscc> pallets() {
        List<Sscc> pallets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pallets.add(Packhouse.pallet(i));
        }
        return pallets;
    }

    /** A request after all others, by who gave another one. */
    static Request request(AnySeason season, Request like, LedgerCommand command) {
        season.made++;
        return new Request(
                new EventId(new UUID(0x01980000_0000_7000L, 0x9000_0000_0000_0000L + season.made)),
                NOW,
                Source.IMPORT,
                List.of(),
                List.of(),
                null,
                like.by(),
                command);
    }

    /** The same request for another command. */
    static Request with(Request like, LedgerCommand command) {
        return new Request(
                like.eventId(),
                like.occurredAt(),
                like.source(),
                like.confirmed(),
                like.documents(),
                like.kmFromPlace(),
                like.by(),
                command);
    }

    /** True while no hold was lifted, voided or corrected, and no recall closed: then nothing may have escaped. */
    boolean neverReleased() {
        return recorded.values().stream()
                .noneMatch(request -> request.command() instanceof ReleaseLot
                        || request.command() instanceof CloseRecall
                        || request.command() instanceof VoidEntry
                        || (request.command() instanceof CorrectEntry correction
                                && (correction.corrected() instanceof HoldLot
                                        || correction.corrected() instanceof OpenRecall)));
    }

    // ---- from chance to a command

    private record Order(PartyId by, LedgerCommand command) {}

    private Request request(Step step) {
        made++;
        EventId id = new EventId(new UUID(0x01980000_0000_7000L, 0x9000_0000_0000_0000L + made));
        // mostly in order, now and then an hour back
        Instant when = Season.MORNING
                .plus(Duration.ofMinutes(10L * made))
                .minus(Duration.ofMinutes(step.first() % 7 == 0 ? 60 : 0));
        moment = when;
        Order order = order(step, known());
        // now and then somebody else tries
        PartyId by = step.who() < PARTIES.size() ? PARTIES.get(step.who()) : order.by();
        return new Request(id, when, Source.IMPORT, List.of(), List.of(), null, Actor.of(by), order.command());
    }

    private Order order(Step step, Lots now) {
        return switch (step.kind()) {
            case HARVEST ->
                new Order(COOPERATIVE, Season.harvest(newLot(step, COOPERATIVE), 100_001L + step.percent() * 7_013L));
            case GROUP -> {
                PartyId by = holder(step, now);
                yield new Order(by, Season.grouping(newLot(step, by), inputs(step, by, now)));
            }
            case SPLIT -> {
                PartyId by = holder(step, now);
                Portion input = portion(step, by, now);
                yield new Order(
                        by,
                        new SplitLot(
                                input.lot(),
                                POINT,
                                List.of(half(newLot(step, by), input, 1), half(newLot(step, by), input, 2)),
                                null,
                                null));
            }
            case PACK -> {
                PartyId by = holder(step, now);
                yield new Order(by, packing(step, by, now));
            }
            case DRY -> {
                PartyId by = holder(step, now);
                Portion input = portion(step, by, now);
                yield new Order(
                        by,
                        new ProcessLots(
                                run(),
                                ProcessKind.DRYING,
                                PACKHOUSE,
                                List.of(input),
                                List.of(),
                                List.of(new Output(newLot(step, by), DRIED, null, share(input.weight(), 9), null)),
                                List.of(),
                                started(),
                                started().plusSeconds(30),
                                null));
            }
            case TREAT -> {
                PartyId by = holder(step, now);
                Portion input = portion(step, by, now);
                yield new Order(
                        by,
                        new TreatLot(
                                newLot(step, by),
                                PACKHOUSE,
                                input,
                                share(input.weight(), 99),
                                "VAPOUR",
                                List.of(),
                                started(),
                                started().plusSeconds(30),
                                null,
                                null));
            }
            case ADJUST -> {
                PartyId by = holder(step, now);
                Portion part = portion(step, by, now);
                long grams = part.weight().grams();
                yield new Order(
                        by,
                        new AdjustLotQuantity(
                                part.lot(),
                                Delta.ofGrams(step.second() % 2 == 0 ? -grams : grams / 10 + 1),
                                AdjustReason.SCALE,
                                null,
                                null));
            }
            case DISPOSE -> {
                PartyId by = holder(step, now);
                Portion part = portion(step, by, now);
                yield new Order(by, new DisposeOfLot(part.lot(), part.weight(), "compost", "pourri"));
            }
            case BUILD -> {
                List<LotId> cartons = lots().stream()
                        .filter(lot -> now.lot(lot).looseCartons() > 0)
                        .toList();
                LotId lot = pick(cartons.isEmpty() ? orAny(lots()) : cartons, step.first());
                int count = Math.max(1, now.lot(lot).looseCartons() * step.percent() / 100);
                yield new Order(
                        holderOf(now.lot(lot)),
                        new BuildLogisticUnit(
                                pick(pallets(), step.second()), PACKHOUSE, List.of(new Cartons(lot, count)), null));
            }
            case DISMANTLE -> {
                Sscc pallet = pallet(step, now);
                yield new Order(
                        holderOf(now.unit(pallet)),
                        new DismantleLogisticUnit(
                                pallet,
                                step.second() % 2 == 0 ? List.of() : some(now.unit(pallet), step.percent()),
                                null));
            }
            case SHIP -> {
                PartyId by = holder(step, now);
                Portion part = portion(step, by, now);
                yield new Order(
                        by,
                        shipping(
                                step,
                                by,
                                new ShipConsignment.Line(part.lot(), part.weight(), null, null),
                                step.second() % 5 == 0));
            }
            case SHIP_UNIT -> {
                Sscc pallet = pallet(step, now);
                PartyId by = holderOf(now.unit(pallet));
                yield new Order(by, shipping(step, by, new ShipConsignment.Line(null, null, null, pallet), false));
            }
            case RECEIVE -> receiving(step, now);
            case SETTLE -> settling(step, now);
            case HOLD -> {
                PartyId by = holder(step, now);
                yield new Order(
                        by,
                        new HoldLot(
                                portion(step, by, now).lot(),
                                step.second() % 2 == 0 ? HoldScope.LOT : HoldScope.LOT_AND_DESCENDANTS,
                                HoldReason.MIX_SUSPECT,
                                null));
            }
            case RELEASE -> {
                LedgerEntry hold = entry(step, entry -> entry.event() instanceof LotHeld);
                yield new Order(hold.by().organisation(), new ReleaseLot(hold.eventId(), List.of(), "conforme"));
            }
            case RECALL -> {
                PartyId by = holder(step, now);
                yield new Order(
                        by,
                        new OpenRecall(
                                recall(step.second()),
                                List.of(portion(step, by, now).lot()),
                                "résidus",
                                RecallClass.II,
                                null));
            }
            case CLOSE -> {
                LedgerEntry opened = entry(step, entry -> entry.event() instanceof RecallOpened);
                yield new Order(
                        opened.by().organisation(),
                        new CloseRecall(
                                opened.event() instanceof RecallOpened recall ? recall.recall() : recall(0),
                                "détruit",
                                null));
            }
            case CORRECT_WEIGHT -> correcting(step, AnySeason::hasWeight);
            case CORRECT_LOT -> correcting(step, AnySeason::hasInput);
            case VOID -> {
                LedgerEntry target = entry(step, entry -> true);
                yield new Order(
                        target.by().organisation(), new VoidEntry(target.eventId(), CorrectReason.DUPLICATE, null));
            }
        };
    }

    private PackLots packing(Step step, PartyId by, Lots now) {
        Portion input = portion(step, by, now);
        int count = (int) Math.max(1, input.weight().grams() * 7 / 10 / 4_000);
        ProductCode product =
                now.lot(input.lot()).isKnown() ? now.lot(input.lot()).birth().product() : Packhouse.FRESH_MANGO;
        return new PackLots(
                run(),
                PACKHOUSE,
                List.of(input),
                List.of(new Packed(newLot(step, by), product, null, null, count, Packhouse.CARTON, null, null)),
                step.second() % 2 == 0
                        ? List.of()
                        : List.of(new ByProduct(newLot(step, by), REJECT, share(input.weight(), 10))),
                null,
                null,
                null,
                null);
    }

    private ShipConsignment shipping(Step step, PartyId by, ShipConsignment.Line line, boolean quarantine) {
        return new ShipConsignment(
                pick(consignments(), step.second()),
                pick(PARTIES, PARTIES.indexOf(by) + 1 + step.percent() % 2),
                POINT,
                PACKHOUSE,
                List.of(line),
                Packhouse.TRUCK,
                "BL-" + made,
                quarantine ? ShipmentPurpose.QUARANTINE : null);
    }

    private static Order receiving(Step step, Lots now) {
        List<ConsignmentId> open = consignments().stream()
                .filter(id -> {
                    Consignment consignment = now.consignment(id);
                    return consignment != null && !consignment.openLines().isEmpty();
                })
                .toList();
        ConsignmentId id = pick(open.isEmpty() ? consignments() : open, step.second());
        Consignment consignment = now.consignment(id);
        List<ReceiveConsignment.Line> lines = new ArrayList<>();
        if (consignment != null) {
            for (ShippedLine sent : consignment.openLines()) {
                long grams = sent.weight().grams();
                long rejected = step.first() % 3 == 0 ? grams * (step.first() % 10) / 10 : 0;
                long accepted = Math.max(0, grams * Math.min(102, step.percent()) / 100 - rejected);
                lines.add(new ReceiveConsignment.Line(
                        sent.lot(),
                        sent.unit(),
                        Grams.ofGrams(accepted),
                        Grams.ofGrams(rejected),
                        rejected > 0 ? RejectReason.ROT : null));
            }
        }
        return new Order(
                consignment == null ? STATION : consignment.sent().to(),
                new ReceiveConsignment(id, PACKHOUSE, lines, null));
    }

    // what a receipt left open
    private Order settling(Step step, Lots now) {
        for (ConsignmentId id : consignments()) {
            Consignment consignment = now.consignment(id);
            for (LotId lot : consignment == null ? List.<LotId>of() : lots()) {
                long missing = now.lot(lot).on(new Account.Transit(id));
                long disputed = now.lot(lot).on(new Account.Disputed(id));
                if (consignment != null && missing + disputed > 0) {
                    return new Order(
                            disputed > 0
                                    ? consignment.sent().to()
                                    : consignment.sent().from(),
                            new AdjustLotQuantity(
                                    lot,
                                    Delta.ofGrams(disputed > 0 ? disputed : -missing),
                                    AdjustReason.SCALE,
                                    id,
                                    null));
                }
            }
        }
        return new Order(
                STATION,
                new AdjustLotQuantity(
                        pick(orAny(lots()), step.first()),
                        Delta.ofGrams(-1),
                        AdjustReason.SCALE,
                        pick(consignments(), step.second()),
                        null));
    }

    private Order correcting(Step step, Predicate<LedgerCommand> fit) {
        LedgerEntry target = entry(step, entry -> {
            Request said = recorded.get(entry.eventId());
            return said != null && fit.test(said.command());
        });
        Request said = recorded.get(target.eventId());
        LedgerCommand corrected = said == null
                ? Season.harvest(newLot(step, COOPERATIVE), 100_000)
                : step.kind() == Kind.CORRECT_LOT
                        ? otherLot(said.command(), step)
                        : otherWeight(said.command(), step.percent());
        return new Order(
                target.by().organisation(),
                new CorrectEntry(target.eventId(), CorrectReason.WRONG_WEIGHT, corrected, null, null));
    }

    private static boolean hasWeight(LedgerCommand said) {
        return said instanceof RecordHarvest
                || said instanceof GroupLots
                || said instanceof DisposeOfLot
                || said instanceof ReceiveConsignment;
    }

    private static boolean hasInput(LedgerCommand said) {
        return said instanceof GroupLots || said instanceof SplitLot || said instanceof DisposeOfLot;
    }

    private static LedgerCommand otherWeight(LedgerCommand said, int percent) {
        return switch (said) {
            case RecordHarvest harvest -> But.but(harvest, "weight", share(harvest.weight(), percent + 40));
            case GroupLots grouping ->
                But.but(
                        grouping,
                        "inputs",
                        grouping.inputs().stream()
                                .map(input -> new Portion(input.lot(), share(input.weight(), percent + 10)))
                                .toList());
            case DisposeOfLot disposal -> But.but(disposal, "weight", share(disposal.weight(), percent + 10));
            case ReceiveConsignment receipt ->
                But.but(
                        receipt,
                        "lines",
                        receipt.lines().stream()
                                .map(line -> new ReceiveConsignment.Line(
                                        line.lot(), line.unit(), null, line.rejected(), line.reason()))
                                .toList());
            case LedgerCommand other -> other;
        };
    }

    private LedgerCommand otherLot(LedgerCommand said, Step step) {
        LotId other = pick(orAny(lots()), step.second());
        return switch (said) {
            case GroupLots grouping ->
                But.but(
                        grouping,
                        "inputs",
                        List.of(new Portion(
                                other, share(grouping.inputs().getFirst().weight(), step.percent()))));
            case SplitLot split -> But.but(split, "input", other);
            case DisposeOfLot disposal -> But.but(disposal, "lot", other);
            case LedgerCommand another -> another;
        };
    }

    // ---- picking among what there is

    // now and then a code that is taken
    private LotId newLot(Step step, PartyId by) {
        if (step.second() % 11 == 0 && !lots().isEmpty()) {
            return pick(lots(), step.first());
        }
        made++;
        return LotId.ofDay(Season.DAY, pick(ISSUERS, PARTIES.indexOf(by)), made);
    }

    private RunId run() {
        return RunId.parse("RUN-" + made);
    }

    private Instant started() {
        return moment.minus(Duration.ofMinutes(5));
    }

    private static RecallId recall(int number) {
        return RecallId.parse("R-" + Math.floorMod(number, 3));
    }

    // who holds something: one of the lots that somebody holds, and its holder
    private PartyId holder(Step step, Lots now) {
        List<LotId> held =
                lots().stream().filter(lot -> !now.lot(lot).holders().isEmpty()).toList();
        return held.isEmpty() ? COOPERATIVE : holderOf(now.lot(pick(held, step.first())));
    }

    private static PartyId holderOf(Lot lot) {
        return lot.holders().stream().findFirst().orElse(COOPERATIVE);
    }

    private static PartyId holderOf(@Nullable Unit unit) {
        return unit != null && unit.whereabouts() instanceof Account.Stock stock ? stock.holder() : STATION;
    }

    private static Sscc pallet(Step step, Lots now) {
        List<Sscc> there = pallets().stream()
                .filter(id -> {
                    Unit unit = now.unit(id);
                    return unit != null && !unit.isEmpty();
                })
                .toList();
        return pick(there.isEmpty() ? pallets() : there, step.first());
    }

    private static List<Cartons> some(@Nullable Unit unit, int percent) {
        return unit == null
                ? List.of()
                : unit.contents().values().stream()
                        .map(on -> new Cartons(on.lot(), Math.max(1, on.count() * percent / 100)))
                        .toList();
    }

    private Portion[] inputs(Step step, PartyId by, Lots now) {
        Set<LotId> lots = new LinkedHashSet<>();
        for (int i = 0; i <= step.second() % 3; i++) {
            lots.add(lot(step.first() + i, by, now));
        }
        return lots.stream().map(lot -> part(lot, by, step.percent(), now)).toArray(Portion[]::new);
    }

    private Portion portion(Step step, PartyId by, Lots now) {
        return part(lot(step.first(), by, now), by, step.percent(), now);
    }

    // of what is loose, mostly
    private static Portion part(LotId lot, PartyId by, int percent, Lots now) {
        long loose = now.lot(lot).with(by) - now.boxed(now.lot(lot), new Account.Stock(by));
        return new Portion(lot, Weight.ofGrams(Math.max(1, loose * percent / 100)));
    }

    // what this party holds, else anything
    private LotId lot(int number, PartyId by, Lots now) {
        List<LotId> held =
                lots().stream().filter(lot -> now.lot(lot).with(by) > 0).toList();
        return pick(held.isEmpty() ? orAny(lots()) : held, number);
    }

    private static List<LotId> orAny(List<LotId> lots) {
        return lots.isEmpty() ? List.of(Season.lot(9_999)) : lots;
    }

    private LedgerEntry entry(Step step, Predicate<LedgerEntry> fit) {
        List<LedgerEntry> fitting = entries().stream().filter(fit).toList();
        List<LedgerEntry> among = fitting.isEmpty() ? ledger.entries() : fitting;
        return pick(among, step.first());
    }

    private static Portion half(LotId lot, Portion of, int which) {
        long grams = of.weight().grams();
        return new Portion(lot, Weight.ofGrams(Math.max(1, which == 1 ? grams / 2 : grams - grams / 2)));
    }

    private static Weight share(Weight of, int percent) {
        return Weight.ofGrams(Math.max(1, of.grams() * percent / 100));
    }

    private static <T> T pick(List<T> among, int number) {
        return among.get(Math.floorMod(number, among.size()));
    }
}
