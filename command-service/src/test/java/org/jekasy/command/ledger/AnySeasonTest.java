package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.jekasy.command.ledger.AnySeason.Kind;
import org.jekasy.command.ledger.AnySeason.Played;
import org.jekasy.command.ledger.AnySeason.Step;
import org.jekasy.language.Account;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.Edge;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.Lineage;
import org.jekasy.language.LotId;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.Sscc;
import org.jekasy.language.Weight;

/** What holds in any season, whatever people type. */
class AnySeasonTest {
    private static final int TRIES = 200;

    @Provide
    static Arbitrary<List<Step>> anything() {
        return steps(kind -> true);
    }

    @Provide
    static Arbitrary<List<Step>> forward() {
        return steps(kind -> !kind.changesThePast());
    }

    // a season begins with harvests, and with cartons, or there is little to go wrong with
    private static Arbitrary<List<Step>> steps(Predicate<Kind> fit) {
        Arbitrary<List<Step>> harvests = step(Kind.HARVEST).list().ofMinSize(2).ofMaxSize(4);
        Arbitrary<List<Step>> cartons =
                Combinators.combine(step(Kind.PACK), step(Kind.BUILD)).as(List::of);
        List<Tuple2<Integer, Arbitrary<Step>>> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (fit.test(kind)) {
                kinds.add(Tuple.of(kind.often(), step(kind)));
            }
        }
        Arbitrary<List<Step>> rest =
                Arbitraries.frequencyOf(kinds).list().ofMinSize(10).ofMaxSize(50);
        return Combinators.combine(harvests, cartons, rest).as((first, second, then) -> {
            List<Step> all = new ArrayList<>(first);
            all.addAll(second);
            all.addAll(then);
            return all;
        });
    }

    private static Arbitrary<Step> step(Kind kind) {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 60);
        // half of the time all of it, seldom more than there is
        Arbitrary<Integer> percent = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(1, 99)),
                Tuple.of(4, Arbitraries.just(100)),
                Tuple.of(1, Arbitraries.integers().between(101, 120)));
        Arbitrary<Integer> who = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(AnySeason.PARTIES.size())),
                Tuple.of(1, Arbitraries.integers().between(0, AnySeason.PARTIES.size() - 1)));
        return Combinators.combine(Arbitraries.just(kind), number, number, percent, who)
                .as(Step::new);
    }

    @Property(tries = TRIES, seed = "20260511")
    void everyGramIsSomewhereAndNowhereLessThanNothing(@ForAll("anything") List<Step> steps) {
        AnySeason season = new AnySeason();
        Map<LotId, Map<Account, Long>> booked = new HashMap<>();
        for (Step step : steps) {
            Played played = season.play(step);
            Statistics.label("recorded").collect(step.kind(), played.isRecorded());
            if (played.isRecorded()) {
                for (Movement movement :
                        Movements.of(season.ledger.entries().getLast().event())) {
                    Map<Account, Long> accounts = booked.computeIfAbsent(movement.lot(), any -> new HashMap<>());
                    accounts.merge(movement.from(), -movement.weight().grams(), Long::sum);
                    accounts.merge(movement.to(), movement.weight().grams(), Long::sum);
                }
            }
        }
        Lots known = season.known();
        booked.forEach((id, accounts) -> {
            assertThat(accounts.values().stream().mapToLong(Long::longValue).sum())
                    .isZero();
            Map<String, Long> inside = new java.util.TreeMap<>();
            accounts.forEach((account, grams) -> {
                if (account.isInside() && grams != 0) {
                    inside.put(account.toString(), grams);
                }
            });
            assertThat(Picture.grams(known.lot(id))).isEqualTo(inside);
        });
        // at no moment of what is in force
        History history = season.history();
        for (LedgerEntry entry : season.ledger.entries()) {
            checkNothingNegative(season, history.before(entry.position() + 1));
        }
    }

    private static void checkNothingNegative(AnySeason season, Lots known) {
        for (LotId id : season.lots()) {
            Lot lot = known.lot(id);
            for (Account account : Picture.accounts()) {
                assertThat(lot.on(account)).isNotNegative();
                if (account instanceof Account.Stock) {
                    assertThat(lot.on(account) - known.boxed(lot, account)).isNotNegative();
                }
            }
            assertThat(lot.looseCartons()).isNotNegative();
            for (Sscc unit : lot.units()) {
                Unit pallet = known.unit(unit);
                assertThat(pallet).isNotNull();
                if (pallet != null) {
                    assertThat(pallet.contents().get(id)).isEqualTo(lot.boxed.get(unit));
                }
            }
        }
    }

    @Property(tries = TRIES, seed = "20260512")
    void whatIsKnownIsTheFoldOfWhatIsWrittenAndARefusalChangesNothing(@ForAll("anything") List<Step> steps) {
        AnySeason season = new AnySeason();
        for (Step step : steps) {
            List<LedgerEntry> before = season.ledger.entries();
            Picture pictured = Picture.of(season.known(), season.lots());
            Played played = season.play(step);
            if (!played.isRecorded()) {
                assertThat(season.ledger.entries()).isEqualTo(before);
                assertThat(Picture.of(season.known(), season.lots())).isEqualTo(pictured);
            }
        }
        // entry by entry, as a batch takes them in
        History growing = History.of(season.tags(), List.of(), Map.of());
        Lots first = growing.lots();
        assertThat(Picture.of(first, season.lots()).lines()).isEmpty();
        for (LedgerEntry entry : season.ledger.entries()) {
            growing.append(entry);
        }
        assertThat(Picture.of(growing.lots(), season.lots())).isEqualTo(Picture.of(season.known(), season.lots()));
        // and read under one tag, a lot is what it is in the whole ledger
        Lots whole = season.known();
        for (LotId id : season.lots()) {
            Lot alone = season.ledger.history(Set.of(Tag.lot(id))).lots().lot(id);
            Lot amongAll = whole.lot(id);
            assertThat(alone.isKnown()).isEqualTo(amongAll.isKnown());
            assertThat(Picture.grams(alone)).isEqualTo(Picture.grams(amongAll));
            assertThat(alone.holds()).isEqualTo(amongAll.holds());
            assertThat(alone.recalls()).isEqualTo(amongAll.recalls());
            assertThat(alone.children()).isEqualTo(amongAll.children());
            assertThat(alone.looseCartons()).isEqualTo(amongAll.looseCartons());
        }
    }

    @Property(tries = TRIES, seed = "20260513")
    void noLotIsItsOwnAncestor(@ForAll("anything") List<Step> steps) {
        AnySeason season = new AnySeason();
        steps.forEach(season::play);
        Lots known = season.known();
        for (LotId lot : season.lots()) {
            assertThat(descendants(known, Set.of(lot), false)).doesNotContain(lot);
        }
    }

    @Property(tries = TRIES, seed = "20260514")
    void whatIsHeldOrRecalledDoesNotMoveAndARecallNamesAllThatCameOfIt(@ForAll("anything") List<Step> steps) {
        AnySeason season = new AnySeason();
        for (Step step : steps) {
            Lots before = season.known();
            Played played = season.play(step);
            if (played.decision() == null) {
                continue;
            }
            switch (played.decision().event()) {
                case EntryCorrected c -> {}
                case EntryVoided v -> {}
                case ConsignmentShipped shipped when shipped.purpose() == ShipmentPurpose.QUARANTINE -> {}
                case LedgerEvent event -> {
                    checkFree(before, event);
                    if (event instanceof RecallOpened opened) {
                        assertThat(opened.lots())
                                .containsExactlyInAnyOrderElementsOf(
                                        descendants(before, new LinkedHashSet<>(opened.seeds()), true));
                    }
                }
            }
            // whoever comes of a recalled lot is recalled, or held with all that comes of it
            Lots after = season.known();
            for (LotId id : season.lots()) {
                Lot lot = after.lot(id);
                for (LotId child : lot.children()) {
                    Lot came = after.lot(child);
                    if (!lot.recalls().isEmpty() && season.neverReleased()) {
                        assertThat(came.reachesDescendants())
                                .as("%s of %s", child, id)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static void checkFree(Lots before, LedgerEvent event) {
        for (Movement movement : Movements.of(event)) {
            boolean moves = movement.from() instanceof Account.Stock
                    && (movement.to() == Account.Outside.USED || movement.to() instanceof Account.Transit);
            if (moves) {
                assertThat(before.lot(movement.lot()).holds()).isEmpty();
                assertThat(before.lot(movement.lot()).recalls()).isEmpty();
            }
        }
    }

    private static Set<LotId> descendants(Lots known, Set<LotId> seeds, boolean withSeeds) {
        Set<LotId> found = new LinkedHashSet<>(withSeeds ? seeds : Set.of());
        List<LotId> open = new ArrayList<>(seeds);
        while (!open.isEmpty()) {
            for (LotId child : known.lot(open.removeLast()).children()) {
                if (found.add(child)) {
                    open.add(child);
                }
            }
        }
        return found;
    }

    @Property(tries = TRIES, seed = "20260515")
    void aCorrectedWeightIsTheWeightSaidAtOnce(
            @ForAll("forward") List<Step> steps,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll @IntRange(min = 50, max = 180) int percent) {
        AnySeason season = new AnySeason();
        steps.forEach(season::play);
        List<Request> harvests = season.recorded().stream()
                .filter(request -> request.command() instanceof RecordHarvest)
                .toList();
        Assume.that(which < harvests.size());
        Request target = harvests.get(which);
        RecordHarvest harvest = (RecordHarvest) target.command();
        RecordHarvest right = But.but(
                harvest, "weight", Weight.ofGrams(Math.max(1, harvest.weight().grams() * percent / 100)));
        List<Request> saidInOrder = season.recorded();

        Played corrected = season.play(AnySeason.request(
                season, target, new CorrectEntry(target.eventId(), CorrectReason.WRONG_WEIGHT, right, null, null)));

        AnySeason atOnce = new AnySeason();
        boolean possible = true;
        for (Request request : saidInOrder) {
            Request said = request.eventId().equals(target.eventId()) ? AnySeason.with(request, right) : request;
            possible &= atOnce.play(said).isRecorded();
        }
        Statistics.label("correction accepted").collect(corrected.isRecorded());
        assertThat(corrected.isRecorded()).isEqualTo(possible);
        if (possible) {
            assertThat(Picture.of(season.known(), season.lots())).isEqualTo(Picture.of(atOnce.known(), atOnce.lots()));
        }
    }

    @Property(tries = TRIES, seed = "20260516")
    void aBatchIsWhatItsItemsAreOneByOne(@ForAll("forward") List<Step> steps) {
        AnySeason oneByOne = new AnySeason();
        steps.forEach(oneByOne::play);
        List<Request> requests = oneByOne.recorded();
        List<LedgerEvent> events = events(oneByOne);

        AnySeason together = new AnySeason();
        together.ledger.submit(requests, AnySeason.NOW, true);

        assertThat(events(together)).isEqualTo(events);
        assertThat(Picture.of(together.known(), together.lots()))
                .isEqualTo(Picture.of(oneByOne.known(), oneByOne.lots()));
    }

    @Property(tries = TRIES, seed = "20260517")
    void correctionsInABatchAreWhatTheyAreOneByOne(
            @ForAll("forward") List<Step> steps, @ForAll("anything") List<Step> changes) {
        AnySeason oneByOne = new AnySeason();
        steps.forEach(oneByOne::play);
        AnySeason together = new AnySeason();
        oneByOne.recorded().forEach(together::play);
        int base = oneByOne.recorded().size();
        changes.stream().filter(step -> step.kind().changesThePast()).forEach(oneByOne::play);
        List<Request> corrections =
                oneByOne.recorded().subList(base, oneByOne.recorded().size());
        Statistics.label("changes").collect(Math.min(3, corrections.size()));

        together.ledger.submit(corrections, AnySeason.NOW, true);

        assertThat(events(together)).isEqualTo(events(oneByOne));
    }

    private static List<LedgerEvent> events(AnySeason season) {
        return season.entries().stream().map(LedgerEntry::event).toList();
    }

    @Property(tries = TRIES, seed = "20260518")
    void edgesAreWhatTheEventsInForceSay(@ForAll("anything") List<Step> steps) {
        AnySeason season = new AnySeason();
        steps.forEach(season::play);
        Map<LotId, Set<LotId>> children = new HashMap<>();
        History history = season.history();
        for (LedgerEntry entry : season.ledger.entries()) {
            LedgerEvent inForce = entry.event() instanceof EntryCorrected || entry.event() instanceof EntryVoided
                    ? null
                    : history.inForce(entry);
            if (inForce != null) {
                for (Edge edge : Lineage.of(inForce)) {
                    children.computeIfAbsent(edge.parent(), any -> new LinkedHashSet<>())
                            .add(edge.child());
                }
            }
        }
        Lots known = season.known();
        for (LotId lot : season.lots()) {
            assertThat(known.lot(lot).children()).isEqualTo(children.getOrDefault(lot, Set.of()));
        }
        assertThat(history.impossibleAfter(0)).isEmpty();
    }
}
