package org.jekasy.season;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.command.ledger.AdjustLotQuantity;
import org.jekasy.command.ledger.GroupLots;
import org.jekasy.command.ledger.InspectLot;
import org.jekasy.command.ledger.LinkCertificate;
import org.jekasy.command.ledger.ProcessLots;
import org.jekasy.command.ledger.ReceiveConsignment;
import org.jekasy.command.ledger.RecordArrival;
import org.jekasy.command.ledger.RecordDelivery;
import org.jekasy.command.ledger.RecordDeparture;
import org.jekasy.command.ledger.ReleaseLot;
import org.jekasy.command.ledger.ShipConsignment;
import org.jekasy.command.ledger.SplitLot;
import org.jekasy.command.ledger.StuffContainer;
import org.jekasy.command.register.LotCodes;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.ByProduct;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Delta;
import org.jekasy.language.EventId;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.Measurement;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.Output;
import org.jekasy.language.Portion;
import org.jekasy.language.ProcessKind;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** The shea of a season: sacks from each woman, lots of ten tonnes from each group, one lot of the union, and from it butter and containers of kernels. */
final class SheaSeason {
    private static final ProductCode BUTTER = ProductCode.parse("shea_butter");
    private static final ProductCode CAKE = ProductCode.parse("shea_cake");
    private static final long MEDIAN_G = 50_000;
    private static final double SIGMA = 0.6;
    private static final long LEAST_G = 3_000;
    private static final long MOST_G = 900_000;
    private static final long SCALE_STEP_G = 100;
    private static final int SACK_G = 88_000;
    private static final long GROUP_LOT_G = 10_000_000;
    private static final long CONTAINER_G = 18_000_000;
    private static final long LEAST_CONTAINER_G = 6_000_000;
    private static final int MOIST_TENTHS = 80;

    private record Delivery(Cooperative group, LocalDate day, Weighing weighing, int moistureTenths, boolean measured) {
        boolean isTooMoist() {
            return measured && moistureTenths > MOIST_TENTHS;
        }
    }

    private record Heap(LotId lot, long grams, Instant at, Instant ready) {}

    private final Story story;
    private final Chance chance;
    private final int year;
    private final boolean inBooks;
    private final SeasonId season;
    private final Map<Cooperative, Integer> tickets = new HashMap<>();

    SheaSeason(Story story, Chance chance, int year, boolean inBooks) {
        this.story = story;
        this.chance = chance;
        this.year = year;
        this.inBooks = inBooks;
        this.season = new SeasonId("KA-%04d/%02d".formatted(year, (year + 1) % 100));
    }

    void tell(Registers registers, List<Cooperative> groups, Station union, int count, Books books) {
        List<Delivery> deliveries = deliveries(groups, count);
        registers.tell(story, union, OrganisationKind.UNION, "MLKTX");
        for (Cooperative group : groups) {
            if (inBooks) {
                books.register(group, "karité", Map.of());
            } else {
                registers.tell(story, group, OrganisationKind.WOMENS_GROUP, Map.of());
            }
        }
        Map<String, List<Heap>> sacks = new LinkedHashMap<>();
        Map<Boolean, List<Heap>> received = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            Heap heap = tell(delivery, books);
            boolean organic = delivery.weighing().grower().organic();
            String sort = delivery.group().id() + "/" + organic;
            List<Heap> waiting = sacks.computeIfAbsent(sort, any -> new ArrayList<>());
            waiting.add(heap);
            if (waiting.stream().mapToLong(Heap::grams).sum() >= GROUP_LOT_G) {
                received.computeIfAbsent(organic, any -> new ArrayList<>())
                        .add(send(delivery.group(), List.copyOf(waiting), union));
                waiting.clear();
            }
        }
        for (Cooperative group : groups) {
            for (boolean organic : new boolean[] {false, true}) {
                List<Heap> waiting = sacks.getOrDefault(group.id() + "/" + organic, List.of());
                if (!waiting.isEmpty()) {
                    received.computeIfAbsent(organic, any -> new ArrayList<>()).add(send(group, waiting, union));
                }
            }
        }
        received.forEach((organic, heaps) -> export(union, organic, heaps));
    }

    // from June to December; the market days of a village are few, so many come on the same day
    private List<Delivery> deliveries(List<Cooperative> groups, int count) {
        record Plan(Cooperative group, LocalDate day) {}
        List<Plan> plans = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            plans.add(new Plan(chance.oneOf(groups), LocalDate.of(year, 6, 10).plusDays(chance.between(0, 130))));
        }
        plans.sort(Comparator.comparing(Plan::day)
                .thenComparing(plan -> plan.group().id()));
        List<Delivery> deliveries = new ArrayList<>();
        for (Plan plan : plans) {
            Grower woman = chance.oneOf(plan.group().growers());
            long grams = Math.clamp(chance.logNormal(MEDIAN_G, SIGMA), LEAST_G, MOST_G) / SCALE_STEP_G * SCALE_STEP_G;
            String ticket = ticket(plan.group());
            Weighing weighing = new Weighing(
                    woman,
                    ticket,
                    LotCodes.first(
                            plan.group().id(),
                            season,
                            ticket,
                            plan.day(),
                            plan.group().book()),
                    grams,
                    (int) (grams / SACK_G) + 1,
                    8 * 60 + chance.between(0, 480));
            int moisture = chance.perMille(15) ? chance.between(85, 140) : chance.between(52, 79);
            deliveries.add(new Delivery(plan.group(), plan.day(), weighing, moisture, chance.perMille(985)));
        }
        return deliveries;
    }

    private String ticket(Cooperative group) {
        return "K%05d".formatted(tickets.merge(group, 1, Integer::sum));
    }

    // ---- the group

    private Heap tell(Delivery delivery, Books books) {
        Cooperative group = delivery.group();
        Weighing weighing = delivery.weighing();
        Instant at = inBooks ? MangoSeason.at(delivery.day(), 0) : MangoSeason.at(delivery.day(), weighing.minute());
        BigDecimal moisture = delivery.measured() ? BigDecimal.valueOf(delivery.moistureTenths(), 1) : null;
        EventId entry;
        Instant ready;
        if (inBooks) {
            books.delivered(group, delivery.day(), weighing, moisture);
            entry = LotCodes.ofTicket(group.id(), season, weighing.ticket());
            ready = at;
        } else {
            Duration gone = chance.perMille(45) ? Duration.ofHours(chance.between(75, 120)) : Duration.ZERO;
            RecordDelivery order = delivery(
                    delivery,
                    weighing.lot(),
                    weighing.ticket(),
                    weighing.grower().id(),
                    moisture);
            Told told = story.tell(group.id(), at, at.plus(gone), order);
            entry = told.request().eventId();
            ready = told.arrives();
            mistakes(delivery, at, ready, moisture);
        }
        return delivery.isTooMoist()
                ? dry(group, weighing, entry, at, ready)
                : new Heap(weighing.lot(), weighing.grams(), at, ready);
    }

    private RecordDelivery delivery(
            Delivery delivery, LotId lot, String ticket, ProducerId producer, @Nullable BigDecimal moisture) {
        Weighing weighing = delivery.weighing();
        return new RecordDelivery(
                lot,
                null,
                delivery.day(),
                producer,
                weighing.grower().orchard(),
                delivery.group().point(),
                Weight.ofGrams(weighing.grams()),
                weighing.pieces(),
                moisture,
                ticket,
                season,
                weighing.grower().claims(),
                null,
                null);
    }

    // too moist it is on hold; dried again in the sun it is lighter, and free
    private Heap dry(Cooperative group, Weighing weighing, EventId hold, Instant at, Instant known) {
        long lost = Math.max(100, weighing.grams() * chance.between(20, 50) / 1_000);
        Instant dried = at.plus(Duration.ofDays(4));
        Instant ready = story.tell(
                        group.id(), dried, known, new ReleaseLot(hold, List.of(weighing.lot()), "resséché au soleil"))
                .arrives();
        ready = story.tell(
                        group.id(),
                        dried.plusSeconds(600),
                        ready,
                        new AdjustLotQuantity(weighing.lot(), new Delta(-lost), AdjustReason.MOISTURE, null, "séchage"),
                        lost * 50 > weighing.grams())
                .arrives();
        return new Heap(weighing.lot(), weighing.grams() - lost, dried.plusSeconds(600), ready);
    }

    private void mistakes(Delivery delivery, Instant at, Instant ready, @Nullable BigDecimal moisture) {
        if (!chance.perMille(12)) {
            return;
        }
        Cooperative group = delivery.group();
        String ticket = ticket(group);
        LotId lot = LotCodes.first(group.id(), season, ticket, delivery.day(), group.book());
        ProducerId woman = delivery.weighing().grower().id();
        switch (chance.between(0, 2)) {
            case 0 ->
                story.wrong(
                        group.id(),
                        at.plusSeconds(60),
                        ready,
                        delivery(delivery, lot, ticket, ProducerId.parse("P-9999"), moisture),
                        RuleCode.E_REF_01);
            case 1 ->
                story.wrong(
                        group.id(),
                        at.plusSeconds(60),
                        ready,
                        delivery(delivery, lot, delivery.weighing().ticket(), woman, moisture),
                        RuleCode.E_TICKET_01);
            default ->
                story.wrong(
                        group.id(),
                        at.plusSeconds(60),
                        ready,
                        delivery(delivery, lot, ticket, woman, BigDecimal.valueOf(45)),
                        RuleCode.E_MASS_01);
        }
    }

    // ---- from the group to the union

    private Heap send(Cooperative group, List<Heap> heaps, Station union) {
        Instant last = heaps.stream().map(Heap::at).max(Instant::compareTo).orElseThrow();
        Instant known = heaps.stream().map(Heap::ready).max(Instant::compareTo).orElseThrow();
        LocalDate day = LocalDate.ofInstant(last, ZoneOffset.UTC).plusDays(2);
        Instant at = MangoSeason.at(day, 9 * 60);
        long grams = heaps.stream().mapToLong(Heap::grams).sum();
        LotId lot = story.lot(group.phone(), day);
        List<Portion> portions = heaps.stream()
                .map(heap -> new Portion(heap.lot(), Weight.ofGrams(heap.grams())))
                .toList();
        Instant ready = story.tell(
                        group.id(), at, known, new GroupLots(lot, group.point(), portions, null, null, null, null))
                .arrives();
        int number = story.next("BL-" + group.id());
        ConsignmentId consignment = ConsignmentId.parse("%s-%04d".formatted(group.id(), number));
        ready = story.tell(
                        group.id(),
                        at.plusSeconds(7_200),
                        ready,
                        new ShipConsignment(
                                consignment,
                                union.id(),
                                group.point(),
                                union.place(),
                                List.of(new ShipConsignment.Line(lot, Weight.ofGrams(grams), null, null)),
                                new Transport(
                                        TransportMode.ROAD,
                                        "%04d MD 5".formatted(chance.between(1, 9_999)),
                                        null,
                                        null),
                                "BL-%05d".formatted(number),
                                null))
                .arrives();
        long missing = grams * chance.between(0, 30) / 10_000 / SCALE_STEP_G * SCALE_STEP_G;
        Instant receivedAt = at.plus(Duration.ofHours(8));
        ready = story.tell(
                        union.id(),
                        receivedAt,
                        ready,
                        new ReceiveConsignment(
                                consignment,
                                union.place(),
                                List.of(new ReceiveConsignment.Line(lot, null, new Grams(grams - missing), null, null)),
                                null))
                .arrives();
        if (missing > 0) {
            story.tell(
                    group.id(),
                    receivedAt.plusSeconds(3_600),
                    ready,
                    new AdjustLotQuantity(lot, new Delta(-missing), AdjustReason.SHRINK, consignment, null));
        }
        ready = story.tell(union.id(), receivedAt.plusSeconds(1_800), ready, kernels(lot))
                .arrives();
        return new Heap(lot, grams - missing, receivedAt.plusSeconds(1_800), ready);
    }

    private InspectLot kernels(LotId lot) {
        return new InspectLot(
                lot,
                "amandes",
                10,
                List.of(
                        new Measurement("moisture", BigDecimal.valueOf(chance.between(55, 75), 1), "P1", null),
                        new Measurement("ffa", BigDecimal.valueOf(chance.between(15, 58), 1), "P1", null),
                        new Measurement("fat_content", BigDecimal.valueOf(chance.between(450, 540), 1), "P1", null)),
                null,
                null,
                "laboratoire de Sikasso");
    }

    // ---- the union

    private void export(Station union, boolean organic, List<Heap> heaps) {
        Instant last = heaps.stream().map(Heap::at).max(Instant::compareTo).orElseThrow();
        Instant known = heaps.stream().map(Heap::ready).max(Instant::compareTo).orElseThrow();
        LocalDate day = LocalDate.ofInstant(last, ZoneOffset.UTC).plusDays(1);
        Instant at = MangoSeason.at(day, 10 * 60);
        long grams = heaps.stream().mapToLong(Heap::grams).sum();
        LotId lot = story.lot(union.issuer(), day);
        List<Portion> portions = heaps.stream()
                .map(heap -> new Portion(heap.lot(), Weight.ofGrams(heap.grams())))
                .toList();
        Instant ready = story.tell(
                        union.id(), at, known, new GroupLots(lot, union.place(), portions, null, null, null, null))
                .arrives();
        // a fifth becomes butter, containers are filled with what stays, and the rest of it becomes butter too
        long forButter = grams / 5;
        List<Portion> containers = new ArrayList<>();
        long left = grams - forButter;
        while (left >= LEAST_CONTAINER_G) {
            long filled = Math.min(left, CONTAINER_G);
            containers.add(new Portion(story.lot(union.issuer(), day), Weight.ofGrams(filled)));
            left -= filled;
        }
        forButter += left;
        if (containers.size() == 1) {
            containers.add(new Portion(story.lot(union.issuer(), day), Weight.ofGrams(forButter)));
        }
        LotId toChurn = lot;
        if (!containers.isEmpty()) {
            ready = story.tell(
                            union.id(),
                            at.plusSeconds(3_600),
                            ready,
                            new SplitLot(lot, union.place(), containers, null, "un lot par conteneur"))
                    .arrives();
            if (containers.size() == 2 && containers.getLast().weight().grams() == forButter) {
                toChurn = containers.removeLast().lot();
            }
        }
        churn(union, toChurn, forButter, at.plus(Duration.ofHours(20)), ready);
        int n = 0;
        for (Portion kernels : containers) {
            ship(union, organic, kernels, at.plus(Duration.ofHours(30 + 24L * n++)), ready);
        }
    }

    private void churn(Station union, LotId kernels, long grams, Instant from, Instant known) {
        Instant to = from.plus(Duration.ofHours(9));
        LocalDate day = LocalDate.ofInstant(to, ZoneOffset.UTC);
        LotId butter = story.lot(union.issuer(), day);
        long made = grams * chance.between(300, 360) / 1_000;
        long cake = grams * chance.between(520, 600) / 1_000;
        RunId run = RunId.parse("B-%s-%02d".formatted(day.toString().replace("-", ""), story.next("B" + day)));
        Instant ready = story.tell(
                        union.id(),
                        to,
                        known,
                        new ProcessLots(
                                run,
                                ProcessKind.CHURNING,
                                union.place(),
                                List.of(new Portion(kernels, Weight.ofGrams(grams))),
                                List.of(),
                                List.of(new Output(butter, BUTTER, null, Weight.ofGrams(made), null)),
                                List.of(new ByProduct(null, CAKE, Weight.ofGrams(cake))),
                                from,
                                to,
                                null))
                .arrives();
        story.wrong(
                union.id(),
                to.plusSeconds(600),
                ready,
                new ProcessLots(
                        RunId.parse(run.text() + "-BIS"),
                        ProcessKind.CHURNING,
                        union.place(),
                        List.of(new Portion(kernels, Weight.ofGrams(grams))),
                        List.of(),
                        List.of(new Output(story.lot(union.issuer(), day), BUTTER, null, Weight.ofGrams(made), null)),
                        List.of(),
                        from,
                        to,
                        null),
                RuleCode.E_MASS_02);
        story.tell(
                union.id(),
                to.plus(Duration.ofHours(3)),
                ready,
                new InspectLot(
                        butter,
                        "beurre",
                        3,
                        List.of(
                                new Measurement("ffa", BigDecimal.valueOf(chance.between(4, 9), 1), "P1", null),
                                new Measurement("water", new BigDecimal("0.04"), "P1", null),
                                new Measurement(
                                        "peroxide_value", BigDecimal.valueOf(chance.between(3, 9)), "meq/kg", null)),
                        null,
                        null,
                        "laboratoire de Sikasso"));
    }

    private void ship(Station union, boolean organic, Portion kernels, Instant at, Instant known) {
        ContainerNumber container = Station.container(story.next("containers"));
        Instant ready = story.tell(
                        union.id(),
                        at,
                        known,
                        new StuffContainer(
                                container,
                                union.place(),
                                List.of(),
                                List.of(kernels.lot()),
                                List.of("SC%06d".formatted(story.next("seals"))),
                                null))
                .arrives();
        if (organic) {
            LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            ready = story.tell(
                            Registers.CERTIFIER,
                            at.plusSeconds(3_600),
                            ready,
                            new LinkCertificate(
                                    CertificateKind.INSPECTION_ORGANIC,
                                    "COI-ML-%d-%05d".formatted(day.getYear(), story.next("COI")),
                                    Registers.CERTIFIER.text(),
                                    day,
                                    null,
                                    Market.EU.code(),
                                    List.of(kernels.lot()),
                                    List.of(),
                                    null))
                    .arrives();
        }
        ConsignmentId consignment = ConsignmentId.parse("EXP-KA-%04d".formatted(story.next("EXP-KA")));
        Transport ship = new Transport(TransportMode.SEA, "Karité", "V%03d".formatted(chance.between(1, 60)), null);
        Instant sentAt = at.plus(Duration.ofHours(4));
        ready = story.tell(
                        union.id(),
                        sentAt,
                        ready,
                        new ShipConsignment(
                                consignment,
                                Market.EU.importer(),
                                union.place(),
                                Market.EU.warehouse(),
                                List.of(new ShipConsignment.Line(kernels.lot(), kernels.weight(), null, null)),
                                ship,
                                "BL-%05d".formatted(story.next("export")),
                                null))
                .arrives();
        Instant departed = sentAt.plus(Duration.ofHours(chance.between(90, 140)));
        ready = story.tell(
                        union.id(),
                        departed,
                        ready,
                        new RecordDeparture(
                                consignment,
                                container,
                                UnLocode.parse("CIABJ"),
                                UnLocode.parse("NLRTM"),
                                Market.EU.code(),
                                ship))
                .arrives();
        Instant arrived = departed.plus(Duration.ofDays(14));
        ready = story.tell(
                        Market.EU.importer(),
                        arrived,
                        ready,
                        new RecordArrival(consignment, container, UnLocode.parse("NLRTM"), null))
                .arrives();
        story.tell(
                Market.EU.importer(),
                arrived.plus(Duration.ofHours(20)),
                ready,
                new ReceiveConsignment(
                        consignment,
                        Market.EU.warehouse(),
                        List.of(new ReceiveConsignment.Line(kernels.lot(), null, null, null, null)),
                        null));
    }
}
