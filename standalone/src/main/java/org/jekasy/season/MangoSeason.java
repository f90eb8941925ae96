package org.jekasy.season;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.command.ledger.AdjustLotQuantity;
import org.jekasy.command.ledger.CorrectEntry;
import org.jekasy.command.ledger.DisposeOfLot;
import org.jekasy.command.ledger.GroupLots;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.ReceiveConsignment;
import org.jekasy.command.ledger.RecordHarvest;
import org.jekasy.command.ledger.ShipConsignment;
import org.jekasy.command.ledger.VoidEntry;
import org.jekasy.command.ledger.WeighLot;
import org.jekasy.command.register.LotCodes;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.Claim;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.Delta;
import org.jekasy.language.EventId;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerId;
import org.jekasy.language.RejectReason;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.ReferenceData;
import org.jekasy.language.reference.Variety;
import org.jspecify.annotations.Nullable;

/** The mango of a season from the tree to the gate of the packing station: truck by truck, each with the harvest of one variety and day. */
final class MangoSeason {
    private static final int FIRST_WEEK = 11;
    private static final int[] WEEKS = {2, 3, 4, 6, 8, 9, 10, 11, 11, 10, 9, 7, 5, 3, 1, 1};
    private static final List<String> VARIETIES = List.of("KEN", "KEI", "AME", "PAL", "VAL", "ZIL");
    private static final int[] EXPORT_MIX = {760, 159, 44, 15, 12, 10};
    private static final long MEDIAN_G = 1_100_000;
    private static final double SIGMA = 0.6;
    private static final long LEAST_G = 60_000;
    private static final long MOST_G = 14_000_000;
    private static final long SCALE_STEP_G = 500;
    // the most a hectare bears without a second look is 15 t
    private static final long GRAMS_PER_SQUARE_METRE = 1_350;
    private static final Duration NETWORK_GONE = Duration.ofHours(80);

    /** A truck: its cooperative, day, variety, whether its fruit is organic, and its tickets. */
    private record Truck(
            Cooperative cooperative, LocalDate day, VarietyCode variety, boolean organic, List<Weighing> weighings) {}

    private final Story story;
    private final Chance chance;
    private final int year;
    private final boolean inBooks;
    private final SeasonId season;
    private final Map<Cooperative, Integer> tickets = new HashMap<>();
    private final Map<PlaceId, Long> grown = new HashMap<>();

    MangoSeason(Story story, Chance chance, int year, boolean inBooks) {
        this.story = story;
        this.chance = chance;
        this.year = year;
        this.inBooks = inBooks;
        this.season = new SeasonId("MG-%04d".formatted(year));
    }

    // ---- what grows

    /** All trucks of the season in the order of their days. */
    private List<Truck> trucks(List<Cooperative> cooperatives, int harvests) {
        record Plan(Cooperative cooperative, LocalDate day, VarietyCode variety, boolean organic, int lots) {}
        List<Plan> plans = new ArrayList<>();
        int left = harvests;
        while (left > 0) {
            int lots = Math.min(left, 3 + chance.weighted(1, 2, 4, 2, 1));
            left -= lots;
            Cooperative cooperative = chance.oneOf(cooperatives);
            LocalDate day = day();
            boolean organic = cooperative.growers().stream().anyMatch(Grower::organic) && chance.perMille(500);
            plans.add(new Plan(cooperative, day, variety(day), organic, lots));
        }
        plans.sort(Comparator.comparing(Plan::day)
                .thenComparing(plan -> plan.cooperative().id()));
        List<Truck> trucks = new ArrayList<>();
        for (Plan plan : plans) {
            List<Grower> growers = plan.cooperative().growers().stream()
                    .filter(grower -> grower.organic() == plan.organic())
                    .toList();
            List<Weighing> weighings = new ArrayList<>();
            for (int i = 0; i < plan.lots(); i++) {
                weighings.add(weighing(plan.cooperative(), plan.day(), chance.oneOf(growers), 8 * 60 + i * 45));
            }
            trucks.add(new Truck(plan.cooperative(), plan.day(), plan.variety(), plan.organic(), weighings));
        }
        return trucks;
    }

    private Weighing weighing(Cooperative cooperative, LocalDate day, Grower grower, int minute) {
        long grams = Math.clamp(chance.logNormal(MEDIAN_G, SIGMA), LEAST_G, MOST_G) / SCALE_STEP_G * SCALE_STEP_G;
        String ticket = ticket(cooperative);
        int crates = (int) Math.max(1, grams / (chance.between(185, 225) * 100L));
        grown.merge(grower.orchard(), grams, Long::sum);
        return new Weighing(
                grower,
                ticket,
                LotCodes.first(cooperative.id(), season, ticket, day, cooperative.book()),
                grams,
                crates,
                minute + chance.between(0, 30));
    }

    private String ticket(Cooperative cooperative) {
        return "T%05d".formatted(tickets.merge(cooperative, 1, Integer::sum));
    }

    // a working day of the week
    private LocalDate day() {
        int week = FIRST_WEEK + chance.weighted(WEEKS);
        return LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(DayOfWeek.of(chance.between(1, 6)));
    }

    // as exported, of what is ripe that day
    private VarietyCode variety(LocalDate day) {
        int[] weights = EXPORT_MIX.clone();
        MonthDay today = MonthDay.from(day);
        for (int i = 0; i < weights.length; i++) {
            Variety variety = ReferenceData.shipped()
                    .varieties()
                    .find(VarietyCode.parse(VARIETIES.get(i)))
                    .orElseThrow();
            if (today.isBefore(variety.seasonFrom()) || today.isAfter(variety.seasonTo())) {
                weights[i] = 0;
            }
        }
        // before the first and after the last of them something is always picked
        return VarietyCode.parse(VARIETIES.get(
                java.util.Arrays.stream(weights).sum() == 0
                        ? (day.getMonthValue() < 5 ? 2 : 1)
                        : chance.weighted(weights)));
    }

    // ---- what is told of it

    /** Tells the season up to the gates of the stations, and what the stations do with it after; weighings that come in a file go into the books. */
    void tell(
            Registers registers,
            List<Cooperative> cooperatives,
            List<Packhouse> packhouses,
            int harvests,
            Books books) {
        List<Truck> trucks = trucks(cooperatives, harvests);
        Map<PlaceId, Long> areas = new HashMap<>();
        for (Cooperative cooperative : cooperatives) {
            for (Grower grower : cooperative.growers()) {
                long borne = grown.getOrDefault(grower.orchard(), 0L) / GRAMS_PER_SQUARE_METRE;
                // in steps of a hundredth of a hectare, as registers have it
                areas.put(grower.orchard(), Math.max(borne / 100 + 1, chance.between(50, 600)) * 100);
            }
            if (inBooks) {
                books.register(cooperative, "mangue", areas);
            } else {
                registers.tell(story, cooperative, org.jekasy.language.OrganisationKind.COOPERATIVE, areas);
            }
        }
        for (Truck truck : trucks) {
            Packhouse packhouse = packhouses.get(cooperatives.indexOf(truck.cooperative()) % packhouses.size());
            tell(truck, packhouse, books);
        }
        packhouses.forEach(Packhouse::close);
    }

    private void tell(Truck truck, Packhouse packhouse, Books books) {
        Cooperative cooperative = truck.cooperative();
        // a phone without network for days: what happened at the collection point is told late, and all that follows
        // from it too
        Duration gone =
                !inBooks && chance.perMille(44) ? NETWORK_GONE.plusMinutes(chance.between(0, 2_400)) : Duration.ZERO;
        Instant ready = Instant.MIN;
        for (Weighing weighing : truck.weighings()) {
            ready = later(ready, tell(truck, weighing, gone, books));
        }
        Instant groupedAt = at(truck.day(), 15 * 60 + chance.between(0, 60));
        ready = later(ready, groupedAt.plus(gone));
        LotId grouped = story.lot(cooperative.phone(), truck.day());
        List<Portion> portions = truck.weighings().stream()
                .map(weighing -> new Portion(weighing.lot(), Weight.ofGrams(weighing.grams())))
                .toList();
        long grams = truck.weighings().stream().mapToLong(Weighing::grams).sum();
        String plate = "%04d MD %d".formatted(chance.between(1, 9_999), chance.between(1, 9));
        mistakesBefore(truck, groupedAt, ready, portions);
        ready = story.tell(
                        cooperative.id(),
                        groupedAt,
                        ready,
                        new GroupLots(grouped, cooperative.point(), portions, null, null, null, plate))
                .arrives();
        if (chance.perMille(40)) {
            // two clerks, one heap of fruit: the second is too late
            story.wrong(
                    cooperative.id(),
                    groupedAt.plusSeconds(60),
                    ready,
                    new GroupLots(
                            story.lot(cooperative.phone(), truck.day()),
                            cooperative.point(),
                            portions.subList(0, 2),
                            null,
                            null,
                            null,
                            null),
                    RuleCode.E_MASS_02);
        }
        if (chance.perMille(20)) {
            // the station weighs what nobody has made: a number copied from the wrong line
            story.wrong(
                    packhouse.station().id(),
                    groupedAt.plusSeconds(1_800),
                    ready,
                    new WeighLot(
                            LotCodes.first(
                                    truck.cooperative().id(),
                                    season,
                                    "T99999",
                                    truck.day(),
                                    truck.cooperative().book()),
                            Weight.ofGrams(grams),
                            "BASC-1",
                            "pont-bascule",
                            null),
                    RuleCode.E_REF_01);
        }
        send(truck, packhouse, grouped, grams, plate, ready);
    }

    /** Tells one ticket; answers when the ledger knows it as it should be. */
    private Instant tell(Truck truck, Weighing weighing, Duration gone, Books books) {
        Cooperative cooperative = truck.cooperative();
        Instant weighedAt = at(truck.day(), weighing.minute());
        boolean mistyped = weighing.grams() >= 400_000 && chance.perMille(60);
        RecordHarvest right =
                harvest(truck, weighing, weighing.lot(), weighing.ticket(), weighing.grams(), weighing.pieces());
        // 806,5 for 860,5: two digits swapped
        long read = weighing.grams() + 9_000L * chance.between(1, 6);
        RecordHarvest said =
                mistyped ? harvest(truck, weighing, weighing.lot(), weighing.ticket(), read, weighing.pieces()) : right;
        EventId entry;
        Instant ready;
        if (inBooks) {
            books.weighed(cooperative, truck.day(), truck.variety(), weighing, mistyped ? read : weighing.grams());
            entry = LotCodes.ofTicket(cooperative.id(), season, weighing.ticket());
            ready = weighedAt;
        } else {
            Told told = story.tell(cooperative.id(), weighedAt, weighedAt.plus(gone), said);
            entry = told.request().eventId();
            ready = told.arrives();
            mistakesAround(truck, weighing, weighedAt, ready);
        }
        if (mistyped) {
            ready = story.tell(
                            cooperative.id(),
                            weighedAt.plusSeconds(1_800),
                            ready,
                            new CorrectEntry(entry, CorrectReason.WRONG_WEIGHT, right, null, "chiffres intervertis"))
                    .arrives();
        }
        if (!inBooks && chance.perMille(11)) {
            ready = tellDouble(truck, weighing, weighedAt.plusSeconds(300), ready);
        }
        return ready;
    }

    // the same heap weighed in twice under two tickets, and taken back
    private Instant tellDouble(Truck truck, Weighing weighing, Instant at, Instant ready) {
        Cooperative cooperative = truck.cooperative();
        String ticket = ticket(cooperative);
        LotId lot = LotCodes.first(cooperative.id(), season, ticket, truck.day(), cooperative.book());
        Told doubled = story.tell(
                cooperative.id(),
                at,
                ready,
                harvest(truck, weighing, lot, ticket, Math.min(weighing.grams(), 1_000_000), null));
        return story.tell(
                        cooperative.id(),
                        at.plusSeconds(1_200),
                        doubled.arrives(),
                        new VoidEntry(doubled.request().eventId(), CorrectReason.DUPLICATE, "pesé deux fois"))
                .arrives();
    }

    private RecordHarvest harvest(
            Truck truck, Weighing weighing, LotId lot, String ticket, long grams, @Nullable Integer crates) {
        return new RecordHarvest(
                lot,
                truck.variety(),
                truck.day(),
                weighing.grower().id(),
                weighing.grower().orchard(),
                truck.cooperative().point(),
                Weight.ofGrams(grams),
                crates,
                null,
                ticket,
                season,
                truck.organic() ? List.of(Claim.ORGANIC) : List.of(),
                null);
    }

    // ---- on the road

    private void send(Truck truck, Packhouse packhouse, LotId lot, long grams, String plate, Instant known) {
        Cooperative cooperative = truck.cooperative();
        int number = story.next("BL-" + cooperative.id());
        ConsignmentId consignment = ConsignmentId.parse("%s-%04d".formatted(cooperative.id(), number));
        Transport road = new Transport(TransportMode.ROAD, plate, null, null);
        Instant sentAt = at(truck.day(), 17 * 60 + chance.between(0, 60));
        Instant ready = story.tell(
                        cooperative.id(),
                        sentAt,
                        known,
                        new ShipConsignment(
                                consignment,
                                packhouse.station().id(),
                                cooperative.point(),
                                packhouse.station().place(),
                                List.of(new ShipConsignment.Line(lot, Weight.ofGrams(grams), null, null)),
                                road,
                                "BL-%05d".formatted(number),
                                null))
                .arrives();
        if (chance.perMille(30)) {
            // still counted as in the shed, though it is on the road
            story.wrong(
                    cooperative.id(),
                    sentAt.plusSeconds(300),
                    ready,
                    new DisposeOfLot(lot, Weight.ofGrams(grams / 2), "vente locale", "écart"),
                    RuleCode.E_CUST_01);
        }
        receive(truck, packhouse, consignment, lot, grams, sentAt, ready);
    }

    private void receive(
            Truck truck,
            Packhouse packhouse,
            ConsignmentId consignment,
            LotId lot,
            long grams,
            Instant sentAt,
            Instant known) {
        Instant at = sentAt.plus(Duration.ofMinutes(chance.between(180, 330)));
        long difference = switch (chance.weighted(15, 80, 5)) {
            case 0 -> 0;
            case 1 -> -grams * chance.between(5, 120) / 10_000 / SCALE_STEP_G * SCALE_STEP_G;
            default -> grams * chance.between(5, 40) / 10_000 / SCALE_STEP_G * SCALE_STEP_G;
        };
        long rejected = chance.perMille(20) ? Math.min(200_000, grams / 10) : 0;
        long accepted = grams + difference - rejected;
        Told received = story.tell(
                packhouse.station().id(),
                at,
                known,
                new ReceiveConsignment(
                        consignment,
                        packhouse.station().place(),
                        List.of(new ReceiveConsignment.Line(
                                lot,
                                null,
                                new Grams(accepted),
                                new Grams(rejected),
                                rejected > 0 ? RejectReason.BRUISE : null)),
                        "BR-%05d"
                                .formatted(
                                        story.next("BR-" + packhouse.station().id()))));
        Instant ready = received.arrives();
        if (chance.perMille(20)) {
            story.wrong(
                    packhouse.station().id(),
                    at.plusSeconds(600),
                    ready,
                    new ReceiveConsignment(
                            consignment,
                            packhouse.station().place(),
                            List.of(new ReceiveConsignment.Line(lot, null, new Grams(accepted), null, null)),
                            null),
                    RuleCode.E_CUST_02);
        }
        if (difference < 0) {
            story.tell(
                    truck.cooperative().id(),
                    at.plusSeconds(3_600),
                    ready,
                    new AdjustLotQuantity(
                            lot, new Delta(difference), AdjustReason.SHRINK, consignment, "freinte de route"));
        }
        if (rejected > 0) {
            story.tell(
                    truck.cooperative().id(),
                    at.plusSeconds(7_200),
                    ready,
                    new DisposeOfLot(lot, Weight.ofGrams(rejected), "vente locale", "meurtrissures"));
        }
        packhouse.take(lot, accepted, truck.variety(), truck.organic(), at, ready);
    }

    // ---- mistakes

    private void mistakesAround(Truck truck, Weighing weighing, Instant at, Instant ready) {
        if (!chance.perMille(16)) {
            return;
        }
        Cooperative cooperative = truck.cooperative();
        Instant soon = at.plusSeconds(120);
        String ticket = ticket(cooperative);
        LotId lot = LotCodes.first(cooperative.id(), season, ticket, truck.day(), cooperative.book());
        RecordHarvest well = harvest(truck, weighing, lot, ticket, 400_000, null);
        switch (chance.between(0, 8)) {
            case 0 ->
                story.wrong(
                        cooperative.id(),
                        soon,
                        ready,
                        by(well, ProducerId.parse("P-9999"), well.orchard()),
                        RuleCode.E_REF_01);
            case 1 ->
                story.wrong(
                        cooperative.id(),
                        soon,
                        ready,
                        by(well, other(cooperative, weighing.grower()).id(), well.orchard()),
                        RuleCode.E_REF_02);
            case 2 ->
                story.wrong(
                        cooperative.id(),
                        soon,
                        ready,
                        harvest(truck, weighing, lot, ticket, 31_250_000, null),
                        RuleCode.E_MASS_01);
            case 3, 8 ->
                story.wrongClock(
                        cooperative.id(), soon.plus(Duration.ofDays(36 * 365L)), ready, well, RuleCode.E_TIME_01);
            case 4 ->
                story.wrong(
                        cooperative.id(),
                        soon,
                        ready,
                        harvest(truck, weighing, weighing.lot(), ticket, 400_000, null),
                        RuleCode.E_ID_01);
            case 5 ->
                story.wrong(
                        cooperative.id(),
                        soon,
                        ready,
                        harvest(truck, weighing, lot, weighing.ticket(), 400_000, null),
                        RuleCode.E_TICKET_01);
            case 6 ->
                story.wrong(
                        cooperative.id(),
                        soon,
                        ready,
                        by(well, weighing.grower().id(), PlaceId.parse("V-9999")),
                        RuleCode.E_REF_01);
            default -> {
                if (truck.organic()) {
                    Grower plain = cooperative.growers().stream()
                            .filter(grower -> !grower.organic())
                            .findFirst()
                            .orElseThrow();
                    story.wrong(
                            cooperative.id(), soon, ready, by(well, plain.id(), plain.orchard()), RuleCode.E_CERT_01);
                }
            }
        }
    }

    private static RecordHarvest by(RecordHarvest well, ProducerId producer, PlaceId orchard) {
        return new RecordHarvest(
                well.lot(),
                well.variety(),
                well.harvestedOn(),
                producer,
                orchard,
                well.place(),
                well.weight(),
                well.crates(),
                well.gross(),
                well.ticket(),
                well.season(),
                well.claims(),
                well.lastTreatedOn());
    }

    private static Grower other(Cooperative cooperative, Grower grower) {
        return cooperative.growers().get(cooperative.growers().getFirst().equals(grower) ? 1 : 0);
    }

    private void mistakesBefore(Truck truck, Instant at, Instant ready, List<Portion> portions) {
        if (!chance.perMille(25)) {
            return;
        }
        Cooperative cooperative = truck.cooperative();
        Portion first = portions.getFirst();
        LotId lot = story.lot(cooperative.phone(), truck.day());
        switch (chance.between(0, 2)) {
            case 0 -> {
                Portion more =
                        new Portion(first.lot(), Weight.ofGrams(first.weight().grams() + 50_000));
                story.wrong(
                        cooperative.id(), at, ready, group(cooperative, lot, List.of(more), null), RuleCode.E_MASS_02);
            }
            case 1 ->
                story.wrongClock(
                        cooperative.id(),
                        Instant.parse("2010-01-01T00:00:00Z"),
                        ready,
                        group(cooperative, lot, List.of(first), null),
                        RuleCode.E_TIME_02);
            default ->
                story.wrong(
                        cooperative.id(),
                        at,
                        ready,
                        group(
                                cooperative,
                                lot,
                                List.of(first),
                                Weight.ofGrams(first.weight().grams() - 500)),
                        RuleCode.E_MASS_04);
        }
    }

    private static LedgerCommand group(
            Cooperative cooperative, LotId lot, List<Portion> portions, @Nullable Weight weight) {
        return new GroupLots(lot, cooperative.point(), portions, weight, null, null, null);
    }

    static Instant at(LocalDate day, int minute) {
        return day.atStartOfDay(ZoneOffset.UTC).plusMinutes(minute).toInstant();
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
