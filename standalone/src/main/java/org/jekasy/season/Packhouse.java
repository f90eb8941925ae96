package org.jekasy.season;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.command.ledger.BuildLogisticUnit;
import org.jekasy.command.ledger.Cartons;
import org.jekasy.command.ledger.ChangeSeal;
import org.jekasy.command.ledger.CorrectEntry;
import org.jekasy.command.ledger.DisposeOfLot;
import org.jekasy.command.ledger.InspectLot;
import org.jekasy.command.ledger.LinkCertificate;
import org.jekasy.command.ledger.PackLots;
import org.jekasy.command.ledger.ReceiveConsignment;
import org.jekasy.command.ledger.RecordArrival;
import org.jekasy.command.ledger.RecordDeparture;
import org.jekasy.command.ledger.ShipConsignment;
import org.jekasy.command.ledger.StuffContainer;
import org.jekasy.command.ledger.TreatLot;
import org.jekasy.command.ledger.WeighLot;
import org.jekasy.language.ByProduct;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.Measurement;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.RunId;
import org.jekasy.language.Sscc;
import org.jekasy.language.Transport;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** A packing station through the season: takes in, inspects, treats what goes to the European Union, packs, builds pallets and sends them off by twenty. */
final class Packhouse {
    private static final ProductCode FRESH_MANGO = ProductCode.parse("mango_fresh");
    private static final ProductCode REJECT = ProductCode.parse("mango_reject");
    private static final long CARTON_G = 4_000;
    private static final int CARTONS_ON_A_PALLET = 264;
    private static final int PALLETS_IN_A_LOAD = 20;
    private static final int FEWEST_PALLETS_BY_SEA = 15;
    private static final Set<String> EXPORTED_TO_EUROPE = Set.of("KEN", "KEI", "PAL");

    /** Cartons of one lot that stand loose. */
    private record Stack(LotId lot, int cartons, Instant at, Instant ready) {}

    /** What may stand on one pallet together. */
    private record Sort(Market market, VarietyCode variety, boolean organic) {}

    private record Pallet(Sscc unit, Set<LotId> lots, boolean organic, Instant at, Instant ready) {}

    private final Station station;
    private final Story story;
    private final Chance chance;
    private final Map<Sort, List<Stack>> stacks = new LinkedHashMap<>();
    private final Map<Sort, Pallet> last = new HashMap<>();
    private final Map<Market, List<Pallet>> pallets = new EnumMap<>(Market.class);

    Packhouse(Station station, Story story, Chance chance) {
        this.station = station;
        this.story = story;
        this.chance = chance;
    }

    Station station() {
        return station;
    }

    /** Takes in what a truck brought. */
    void take(LotId lot, long grams, VarietyCode variety, boolean organic, Instant receivedAt, Instant known) {
        Instant ready = known;
        if (chance.perMille(700)) {
            ready = weigh(lot, grams, receivedAt.plusSeconds(900), ready);
        }
        boolean larvae = chance.perMille(8);
        ready = inspect(lot, larvae, receivedAt.plusSeconds(3_600), ready);
        if (larvae) {
            destroy(lot, grams, variety, receivedAt.plusSeconds(3_600), ready);
            return;
        }
        Market market = market(variety, organic);
        Instant morning = LocalDate.ofInstant(receivedAt, ZoneOffset.UTC)
                .plusDays(1)
                .atTime(5, 30)
                .toInstant(ZoneOffset.UTC)
                .plus(Duration.ofMinutes(chance.between(0, 300)));
        LotId packed = lot;
        long left = grams;
        if (market.isTreatedFor()) {
            packed = story.lot(station.issuer(), LocalDate.ofInstant(morning, ZoneOffset.UTC));
            left = grams - grams * chance.between(10, 60) / 10_000;
            Instant ended = morning.plus(Duration.ofMinutes(chance.between(92, 115)));
            ready = treat(lot, packed, grams, left, morning, ended, ready);
            morning = ended.plus(Duration.ofMinutes(45));
        }
        pack(packed, left, new Sort(market, variety, organic), morning, ready);
    }

    private Market market(VarietyCode variety, boolean organic) {
        if (!EXPORTED_TO_EUROPE.contains(variety.text())) {
            return Market.MA;
        }
        return organic ? Market.EU : Market.all().get(chance.weighted(34, 4, 62));
    }

    private Instant weigh(LotId lot, long grams, Instant at, Instant known) {
        WeighLot right = new WeighLot(lot, Weight.ofGrams(grams), "BASC-" + station.number(), "pont-bascule", null);
        boolean mistyped = chance.perMille(80);
        WeighLot said = mistyped
                ? new WeighLot(lot, Weight.ofGrams(grams + 90_000), right.scale(), right.method(), null)
                : right;
        Told told = story.tell(station.id(), at, known, said);
        return mistyped ? correct(told, right).arrives() : told.arrives();
    }

    private Told correct(Told told, org.jekasy.command.ledger.LedgerCommand right) {
        return story.tell(
                station.id(),
                told.request().occurredAt().plusSeconds(1_200),
                told.arrives(),
                new CorrectEntry(told.request().eventId(), CorrectReason.TYPING, right, null, null));
    }

    private Instant inspect(LotId lot, boolean larvae, Instant at, Instant known) {
        InspectLot right = inspection(lot, larvae ? chance.between(1, 3) : 0, chance.between(75, 99));
        boolean mistyped = !larvae && chance.perMille(80);
        InspectLot said = mistyped ? inspection(lot, 0, chance.between(60, 70)) : right;
        Told told = story.tell(station.id(), at, known, said);
        return mistyped ? correct(told, right).arrives() : told.arrives();
    }

    private InspectLot inspection(LotId lot, int larvae, int brixTenths) {
        return new InspectLot(
                lot,
                "réception",
                30,
                List.of(
                        measured("brix_at_harvest", BigDecimal.valueOf(brixTenths, 1), "J18"),
                        measured("firmness_penetrometer", BigDecimal.valueOf(chance.between(60, 125)), "NEW"),
                        measured("pulp_temperature", BigDecimal.valueOf(chance.between(260, 350), 1), "CEL"),
                        measured("fruits_with_live_larvae", BigDecimal.valueOf(larvae), "H87")),
                null,
                null,
                null);
    }

    private static Measurement measured(String parameter, BigDecimal value, String unit) {
        return new Measurement(parameter, value, unit, null);
    }

    // live larvae: the lot is on hold, nothing can be done with it but destroy it
    private void destroy(LotId lot, long grams, VarietyCode variety, Instant at, Instant known) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        story.wrong(
                station.id(),
                at.plusSeconds(3_600),
                known,
                packing(lot, grams, day, List.of(packed(story.lot(station.issuer(), day), variety, 40, "8"))),
                RuleCode.E_STATE_01);
        story.tell(
                station.id(),
                at.plus(Duration.ofHours(14)),
                known,
                new DisposeOfLot(lot, Weight.ofGrams(grams), "enfouissement", "larves vivantes"));
    }

    private Instant treat(
            LotId lot, LotId treated, long grams, long left, Instant from, Instant to, Instant known) {
        int hottest = chance.between(463, 472);
        return story.tell(
                        station.id(),
                        to,
                        known,
                        new TreatLot(
                                treated,
                                station.place(),
                                new Portion(lot, Weight.ofGrams(grams)),
                                Weight.ofGrams(left),
                                "HOT_WATER",
                                List.of(
                                        measured("water_temperature", BigDecimal.valueOf(461, 1), "CEL"),
                                        measured("water_temperature", BigDecimal.valueOf(hottest, 1), "CEL"),
                                        measured(
                                                "fruit_mass", BigDecimal.valueOf(chance.between(420, 690)), "GRM")),
                                from,
                                to,
                                null,
                                "PV-" + station.number()))
                .arrives();
    }

    // ---- packing

    private void pack(LotId lot, long grams, Sort sort, Instant at, Instant known) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        int cartons = (int) (grams * chance.between(620, 780) / 1_000 / CARTON_G);
        if (cartons < 2) {
            story.tell(
                    station.id(), at, known, new DisposeOfLot(lot, Weight.ofGrams(grams), "vente locale", "trop peu"));
            return;
        }
        // two calibres, the larger fruit first
        int large = Math.max(1, cartons * chance.between(40, 70) / 100);
        int first = chance.between(6, 8);
        List<Packed> outputs = new ArrayList<>();
        outputs.add(packed(story.lot(station.issuer(), day), sort.variety(), large, Integer.toString(first)));
        if (cartons > large) {
            outputs.add(packed(
                    story.lot(station.issuer(), day),
                    sort.variety(),
                    cartons - large,
                    Integer.toString(first + chance.between(1, 2))));
        }
        if (chance.perMille(30)) {
            story.wrong(
                    station.id(),
                    at,
                    known,
                    packing(
                            lot,
                            grams,
                            day,
                            List.of(packed(
                                    story.lot(station.issuer(), day),
                                    sort.variety(),
                                    (int) (grams / CARTON_G) + 1,
                                    "9"))),
                    RuleCode.E_MASS_05);
        }
        Instant ready = story.tell(station.id(), at, known, packing(lot, grams, day, outputs))
                .arrives();
        List<Stack> loose = stacks.computeIfAbsent(sort, any -> new ArrayList<>());
        for (Packed output : outputs) {
            loose.add(new Stack(output.lot(), output.count(), at, ready));
        }
        Packed last = outputs.getLast();
        if (last.count() < CARTONS_ON_A_PALLET && chance.perMille(120)) {
            story.wrong(
                    station.id(),
                    at.plusSeconds(60),
                    ready,
                    new BuildLogisticUnit(
                            nextPallet(), station.place(), List.of(new Cartons(last.lot(), last.count() + 1)), null),
                    RuleCode.E_MASS_02);
        }
        palletise(sort, at);
    }

    private PackLots packing(LotId lot, long grams, LocalDate day, List<Packed> outputs) {
        long packed = outputs.stream().mapToLong(output -> output.weight().grams()).sum();
        long rest = Math.max(0, grams - packed);
        long waste = rest * chance.between(80, 160) / 1_000;
        long loss = rest * chance.between(5, 20) / 1_000;
        long sortedOut = rest - waste - loss;
        return new PackLots(
                RunId.parse("R-%d-%s-%03d"
                        .formatted(
                                station.number(),
                                day.toString().replace("-", ""),
                                story.next("R-" + station.id() + day))),
                station.place(),
                List.of(new Portion(lot, Weight.ofGrams(grams))),
                outputs,
                sortedOut > 0 ? List.of(new ByProduct(null, REJECT, Weight.ofGrams(sortedOut))) : List.of(),
                new Grams(waste),
                day,
                null,
                "ligne " + chance.between(1, 2));
    }

    private Packed packed(LotId lot, VarietyCode variety, int count, String calibre) {
        return new Packed(
                lot, FRESH_MANGO, variety, station.carton(), count, Weight.ofGrams(CARTON_G), calibre, "I");
    }

    private Sscc nextPallet() {
        return station.pallet(story.next("SSCC-" + station.id()));
    }

    private void palletise(Sort sort, Instant now) {
        List<Stack> loose = stacks.getOrDefault(sort, List.of());
        // of two runs of a day the one noted first may have been the later one
        Pallet before = last.get(sort);
        Instant at = before == null ? now : MangoSeason.later(now, before.at());
        while (loose.stream().mapToInt(Stack::cartons).sum() >= CARTONS_ON_A_PALLET) {
            at = at.plus(Duration.ofMinutes(20));
            Pallet built = pallet(sort, loose, at);
            at = built.at();
            waiting(sort.market()).add(built);
            if (waiting(sort.market()).size() >= PALLETS_IN_A_LOAD) {
                send(sort.market(), Duration.ofHours(1));
            }
        }
    }

    private List<Pallet> waiting(Market market) {
        return pallets.computeIfAbsent(market, any -> new ArrayList<>());
    }

    // the oldest cartons first; a pallet ends one lot and begins the next
    private Pallet pallet(Sort sort, List<Stack> loose, Instant now) {
        List<Cartons> on = new ArrayList<>();
        Set<LotId> lots = new LinkedHashSet<>();
        Pallet before = last.get(sort);
        Instant ready = before == null ? Instant.MIN : before.ready();
        Instant at = now;
        int left = CARTONS_ON_A_PALLET;
        while (left > 0 && !loose.isEmpty()) {
            Stack stack = loose.removeFirst();
            int taken = Math.min(left, stack.cartons());
            on.add(new Cartons(stack.lot(), taken));
            lots.add(stack.lot());
            ready = MangoSeason.later(ready, stack.ready());
            at = MangoSeason.later(at, stack.at().plus(Duration.ofMinutes(20)));
            left -= taken;
            if (taken < stack.cartons()) {
                loose.addFirst(new Stack(stack.lot(), stack.cartons() - taken, stack.at(), stack.ready()));
            }
        }
        Sscc unit = nextPallet();
        Weight gross = Weight.ofGrams((CARTONS_ON_A_PALLET - left) * (CARTON_G + 350) + 25_000);
        Told told =
                story.tell(station.id(), at, ready, new BuildLogisticUnit(unit, station.place(), on, gross));
        if (on.size() > 1 && chance.perMille(12)) {
            // these cartons are on a pallet already, and no others of their lot are left
            story.wrong(
                    station.id(),
                    at.plusSeconds(300),
                    told.arrives(),
                    new BuildLogisticUnit(nextPallet(), station.place(), List.of(on.getFirst()), null),
                    RuleCode.E_PACK_01);
        }
        Pallet built = new Pallet(unit, lots, sort.organic(), at, told.arrives());
        last.put(sort, built);
        return built;
    }

    // ---- to the market

    private void send(Market market, Duration after) {
        List<Pallet> load = List.copyOf(waiting(market));
        waiting(market).clear();
        Instant at = load.stream().map(Pallet::at).max(Instant::compareTo).orElseThrow().plus(after);
        List<Sscc> units = load.stream().map(Pallet::unit).toList();
        Instant ready = load.stream().map(Pallet::ready).max(Instant::compareTo).orElseThrow();
        boolean byRoad = market == Market.MA;
        ContainerNumber container = byRoad ? null : Station.container(story.next("containers"));
        List<String> seals = List.of("SC%06d".formatted(story.next("seals")));
        if (container != null) {
            ready = story.tell(
                            station.id(),
                            at,
                            ready,
                            new StuffContainer(
                                    container, station.place(), units, List.of(), seals, BigDecimal.valueOf(chance.between(90, 125), 1)))
                    .arrives();
        }
        ready = certify(market, load, units, at.plusSeconds(1_800), ready);
        ConsignmentId consignment =
                ConsignmentId.parse("EXP-%d-%04d".formatted(station.number(), story.next("EXP-" + station.id())));
        Transport transport = transport(market);
        Instant sentAt = at.plus(Duration.ofHours(3));
        ready = story.tell(
                        station.id(),
                        sentAt,
                        ready,
                        new ShipConsignment(
                                consignment,
                                market.importer(),
                                station.place(),
                                market.warehouse(),
                                units.stream()
                                        .map(unit -> new ShipConsignment.Line(null, null, null, unit))
                                        .toList(),
                                transport,
                                (byRoad ? "CMR-" : "BL-") + "%05d".formatted(story.next("export")),
                                null))
                .arrives();
        if (byRoad && chance.perMille(150)) {
            // untreated fruit can not leave for the Union, whatever the driver says
            story.wrong(
                    station.id(),
                    sentAt.plusSeconds(600),
                    ready,
                    new RecordDeparture(consignment, null, market.from(), null, Market.EU.code(), transport),
                    RuleCode.E_MKT_01);
        }
        travel(market, consignment, container, seals, units, transport, sentAt, ready);
    }

    private Transport transport(Market market) {
        return market == Market.MA
                ? new Transport(market.mode(), "%04d TR %d".formatted(chance.between(1, 9_999), chance.between(1, 9)), null, null)
                : new Transport(
                        market.mode(),
                        chance.oneOf(List.of("Baobab", "Karité", "Lagune", "Sahel")),
                        "V%03d".formatted(chance.between(1, 60)),
                        null);
    }

    private Instant certify(Market market, List<Pallet> load, List<Sscc> units, Instant at, Instant known) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        LotId sample = load.getFirst().lots().iterator().next();
        Instant ready = story.tell(
                        Registers.PLANT_HEALTH,
                        at,
                        known,
                        new InspectLot(
                                sample,
                                "phytosanitaire",
                                60,
                                List.of(measured("fruits_with_live_larvae", BigDecimal.ZERO, "H87")),
                                null,
                                null,
                                null))
                .arrives();
        ready = certificate(CertificateKind.PHYTOSANITARY, "PHYTO", Registers.PLANT_HEALTH, market, units, at, day, ready);
        List<Sscc> organic =
                load.stream().filter(Pallet::organic).map(Pallet::unit).toList();
        return organic.isEmpty()
                ? ready
                : certificate(
                        CertificateKind.INSPECTION_ORGANIC, "COI", Registers.CERTIFIER, market, organic, at, day, ready);
    }

    private Instant certificate(
            CertificateKind kind,
            String row,
            PartyId issuer,
            Market market,
            List<Sscc> units,
            Instant at,
            LocalDate day,
            Instant known) {
        return story.tell(
                        issuer,
                        at.plusSeconds(1_200),
                        known,
                        new LinkCertificate(
                                kind,
                                "%s-ML-%d-%05d".formatted(row, day.getYear(), story.next(row)),
                                issuer.text(),
                                day,
                                null,
                                market.code(),
                                List.of(),
                                units,
                                null))
                .arrives();
    }

    private void travel(
            Market market,
            ConsignmentId consignment,
            @Nullable ContainerNumber container,
            List<String> seals,
            List<Sscc> units,
            Transport transport,
            Instant sentAt,
            Instant known) {
        Instant departed = sentAt.plus(
                market == Market.MA
                        ? Duration.ofHours(chance.between(1, 4))
                        : Duration.ofHours(chance.between(72, 120)));
        Instant ready = story.tell(
                        station.id(),
                        departed,
                        known,
                        new RecordDeparture(
                                consignment, container, market.from(), market.port(), market.code(), transport))
                .arrives();
        if (container != null && chance.perMille(100)) {
            ready = story.tell(
                            Registers.PLANT_HEALTH,
                            departed.plusSeconds(3_600),
                            ready,
                            new ChangeSeal(
                                    container,
                                    seals.getFirst(),
                                    "SC%06d".formatted(story.next("seals")),
                                    "Douanes",
                                    "contrôle au port"))
                    .arrives();
        }
        Instant arrived = departed.plus(Duration.ofHours(market.days() * 24L + chance.between(0, 36)));
        ready = story.tell(
                        market.importer(),
                        arrived,
                        ready,
                        new RecordArrival(consignment, container, market.port(), null))
                .arrives();
        story.tell(
                market.importer(),
                arrived.plus(Duration.ofHours(chance.between(6, 30))),
                ready,
                new ReceiveConsignment(
                        consignment,
                        market.warehouse(),
                        units.stream()
                                .map(unit -> new ReceiveConsignment.Line(null, unit, null, null, null))
                                .toList(),
                        null));
    }

    /** The end of the season: what is left goes by road, and cartons too few for a pallet are sold here. */
    void close() {
        List<Pallet> byRoad = waiting(Market.MA);
        for (Market market : List.of(Market.EU, Market.GB)) {
            if (waiting(market).size() >= FEWEST_PALLETS_BY_SEA) {
                send(market, Duration.ofHours(2));
            }
            byRoad.addAll(waiting(market));
            waiting(market).clear();
        }
        List<Pallet> rest = List.copyOf(byRoad);
        for (int from = 0; from < rest.size(); from += PALLETS_IN_A_LOAD) {
            byRoad.clear();
            byRoad.addAll(rest.subList(from, Math.min(from + PALLETS_IN_A_LOAD, rest.size())));
            send(Market.MA, Duration.ofHours(4));
        }
        stacks.forEach((sort, loose) -> {
            for (Stack stack : loose) {
                Instant at = stack.at().plus(Duration.ofHours(24));
                story.tell(
                        station.id(),
                        at,
                        stack.ready(),
                        new DisposeOfLot(
                                stack.lot(),
                                Weight.ofGrams(stack.cartons() * CARTON_G),
                                "vente locale",
                                "trop peu pour une palette"));
            }
        });
    }
}
