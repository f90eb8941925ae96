package org.jekasy.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jekasy.command.axon.Fixture.CLOCK;
import static org.jekasy.command.axon.Fixture.harvest;
import static org.jekasy.command.axon.Fixture.lot;
import static org.jekasy.command.axon.Fixture.request;
import static org.jekasy.command.axon.Fixture.taking;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.ledger.Approvals;
import org.jekasy.command.ledger.BindCode;
import org.jekasy.command.ledger.CorrectEntry;
import org.jekasy.command.ledger.GrantApproval;
import org.jekasy.command.ledger.IssueCodes;
import org.jekasy.command.ledger.LabelOrders;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.LedgerUnavailable;
import org.jekasy.command.ledger.OrderLabels;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Reason;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.ReportLabelOrder;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.command.ledger.VoidCodes;
import org.jekasy.command.ledger.VoidEntry;
import org.jekasy.language.Actor;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.LabelOrderState;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real rules on the real journal. */
class AxonLedgerIT {
    private final TestDatabase database = TestDatabase.withJournal();
    private final HikariDataSource pool = database.pool();
    private final PostgresJournal journal = new PostgresJournal(pool);
    private final AxonLedger ledger = new AxonLedger(journal, Rulebook.shipped(), CLOCK);

    @BeforeEach
    void registers() {
        Fixture.registers().forEach(this::recorded);
    }

    @AfterEach
    void close() {
        ledger.close();
        journal.close();
    }

    @Test
    void aHarvestGetsItsReceipt() {
        Request request = request(harvest(1, 806_500));
        Receipt receipt = recorded(request);
        assertThat(receipt).isEqualTo(new Receipt(request.eventId(), 4, CLOCK.instant(), List.of()));
    }

    @Test
    void theSameRequestSentTwiceGetsTheFirstReceiptAgain() {
        Request request = request(harvest(1, 806_500));
        Receipt first = recorded(request);
        recorded(request(harvest(2, 100_000)));
        assertThat(ledger.submit(request)).isEqualTo(new Outcome.Recorded(first, true));
        assertThat(database.number("select count(*) from journal")).isEqualTo(5);
    }

    @Test
    void theSameEventIdWithAnotherBodyIsRefused() {
        Request request = request(harvest(1, 806_500));
        recorded(request);
        assertThat(refused(request(request.eventId(), harvest(1, 806_000)))).isEqualTo(Reason.SAME_ID_OTHER_BODY);
    }

    @Test
    void aRefusalRecordsNothing() {
        recorded(request(harvest(1, 100_000)));
        assertThat(refused(request(taking(1, 100_001, 2)))).isEqualTo(Reason.TOO_LITTLE_LEFT);
        assertThat(database.number("select max(position) from journal")).isEqualTo(4);
    }

    @Test
    void theSameRequestSentManyTimesAtOnceIsRecordedOnce() {
        Request request = request(harvest(1, 806_500));
        List<Outcome> outcomes = atOnce(IntStream.range(0, 24)
                .<Callable<Outcome>>mapToObj(i -> () -> ledger.submit(request))
                .toList());
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(
                                ((Outcome.Recorded) outcome).receipt().position())
                        .isEqualTo(4));
        assertThat(outcomes.stream().filter(outcome -> !((Outcome.Recorded) outcome).repeated()))
                .hasSize(1);
    }

    @Test
    void twoLedgersOnOneDatabaseGiveAwayEveryPortionOnce() {
        recorded(request(harvest(1, 100_000)));
        try (HikariDataSource otherPool = database.pool();
                PostgresJournal otherJournal = new PostgresJournal(otherPool);
                AxonLedger other = new AxonLedger(otherJournal, Rulebook.shipped(), CLOCK)) {
            List<Callable<Outcome>> calls = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                AxonLedger one = i % 2 == 0 ? ledger : other;
                Request request = request(taking(1, 5_000, 100 + i));
                calls.add(() -> one.submit(request));
            }
            List<Outcome> outcomes = atOnce(calls);
            assertThat(outcomes.stream().filter(Outcome.Recorded.class::isInstance))
                    .hasSize(20);
            assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance))
                    .hasSize(10);
            assertThat(database.number("select count(*) from journal")).isEqualTo(24);
        }
    }

    @Test
    void twoLedgersOnOneDatabaseBindEachCodeOnceAndNoneOfARollThatIsVoid() {
        for (int serial = 1; serial <= 4; serial++) {
            recorded(request(harvest(serial, 100_000)));
        }
        try (HikariDataSource otherPool = database.pool();
                PostgresJournal otherJournal = new PostgresJournal(otherPool);
                AxonLedger other = new AxonLedger(otherJournal, Rulebook.shipped(), CLOCK)) {
            // two rolls that overlap
            assertThat(raced(
                                    other,
                                    List.of(
                                            new IssueCodes(Fixture.ISSUER, 0, 40),
                                            new IssueCodes(Fixture.ISSUER, 30, 40)))
                            .stream()
                            .map(AxonLedgerIT::inShort))
                    .containsOnlyOnce("CODES_ISSUED");
            recorded(request(new IssueCodes(Fixture.ISSUER, 100, 60)));

            // each of ten codes for each of four lots
            List<LedgerCommand> bindings = bindings(100);
            List<Outcome> outcomes = raced(other, bindings);
            assertThat(codes(bindings, outcomes)).hasSize(10).doesNotHaveDuplicates();
            assertThat(outcomes.stream().map(AxonLedgerIT::inShort).filter("CODE_BOUND"::equals))
                    .hasSize(30);

            // each of ten codes for a lot, and as the lot's own
            List<LedgerCommand> either = new ArrayList<>();
            for (int serial = 110; serial < 120; serial++) {
                LotId code = LotId.ofRoll(Fixture.ISSUER, serial);
                either.add(new BindCode(code, lot(1)));
                either.add(harvest(code, 50_000));
            }
            outcomes = raced(other, either);
            for (int i = 0; i < either.size(); i += 2) {
                assertThat(outcomes.subList(i, i + 2))
                        .hasAtLeastOneElementOfType(Outcome.Refused.class)
                        .hasAtLeastOneElementOfType(Outcome.Recorded.class);
            }

            // the roll is voided meanwhile
            bindings = new ArrayList<>(bindings(120));
            bindings.add(20, new VoidCodes(Fixture.ISSUER, 100, 150, "perdu"));
            outcomes = raced(other, bindings);
            Outcome.Recorded voided = (Outcome.Recorded) outcomes.remove(20);
            bindings.remove(20);
            List<LotId> bound = codes(bindings, outcomes);
            assertThat(bound).hasSizeLessThanOrEqualTo(10).doesNotHaveDuplicates();
            assertThat(outcomes.stream().filter(Outcome.Recorded.class::isInstance))
                    .allSatisfy(outcome -> assertThat(
                                    ((Outcome.Recorded) outcome).receipt().position())
                            .isLessThan(voided.receipt().position()));
            assertThat(outcomes.stream().map(AxonLedgerIT::inShort).filter(said -> said.startsWith("CODE_")))
                    .hasSize(40 - bound.size());
            assertThat(refused(request(new BindCode(LotId.ofRoll(Fixture.ISSUER, 140), lot(1)))))
                    .isEqualTo(Reason.CODE_VOID);
        }
    }

    private static List<LedgerCommand> bindings(int firstSerial) {
        return IntStream.range(0, 40)
                .<LedgerCommand>mapToObj(
                        i -> new BindCode(LotId.ofRoll(Fixture.ISSUER, firstSerial + i % 10), lot(1 + i / 10)))
                .toList();
    }

    @Test
    void twoStationsThatAskTwoLedgersAtOnceTakeEachOrderOnce() {
        recorded(request(harvest(1, 100_000)));
        LabelOrders waiting = new JournalLabelOrders(journal);
        List<EventId> orders = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            orders.add(
                    recorded(request(new OrderLabels(lot(1), null, 12, null))).eventId());
        }
        recorded(request(new OrderLabels(lot(1), null, 12, "poste-2")));
        EventId mine =
                recorded(request(new OrderLabels(lot(1), null, 12, "poste-1"))).eventId();
        orders.add(mine);
        assertThat(ids(waiting, "poste-1")).isEqualTo(orders);
        assertThat(ids(waiting, null)).isEqualTo(orders.subList(0, 20));
        assertThat(waiting.waiting(PartyId.parse("STAT-SIK-01"), "poste-1", CLOCK.instant()))
                .isEmpty();
        assertThat(waiting.waiting(
                        Fixture.COOPERATIVE, "poste-1", CLOCK.instant().plus(Duration.ofDays(8))))
                .isEmpty();
        try (HikariDataSource otherPool = database.pool();
                PostgresJournal otherJournal = new PostgresJournal(otherPool);
                AxonLedger other = new AxonLedger(otherJournal, Rulebook.shipped(), CLOCK)) {
            List<Callable<Outcome>> calls = new ArrayList<>();
            for (EventId order : orders.subList(0, 20)) {
                ReportLabelOrder taken = new ReportLabelOrder(order, LabelOrderState.TAKEN, null, null);
                Request one = on("poste-1", taken);
                Request another = on("poste-2", taken);
                calls.add(() -> ledger.submit(one));
                calls.add(() -> other.submit(another));
            }
            List<Outcome> outcomes = atOnce(calls);
            for (int n = 0; n < outcomes.size(); n += 2) {
                assertThat(outcomes.subList(n, n + 2))
                        .hasAtLeastOneElementOfType(Outcome.Recorded.class)
                        .hasAtLeastOneElementOfType(Outcome.Refused.class);
            }
        }
        assertThat(ids(waiting, "poste-1")).containsExactly(mine);
    }

    private static List<EventId> ids(LabelOrders orders, @Nullable String station) {
        return orders.waiting(Fixture.COOPERATIVE, station, CLOCK.instant()).stream()
                .map(LedgerEntry::eventId)
                .toList();
    }

    private static Request on(String station, LedgerCommand command) {
        return by(new Actor(Fixture.COOPERATIVE, null, station), command);
    }

    /** What came of commands that were sent at once, every second one to another ledger. */
    private List<Outcome> raced(AxonLedger other, List<? extends LedgerCommand> commands) {
        List<Callable<Outcome>> calls = new ArrayList<>();
        for (LedgerCommand command : commands) {
            AxonLedger one = calls.size() % 2 == 0 ? ledger : other;
            Request request = request(command);
            calls.add(() -> one.submit(request));
        }
        return atOnce(calls);
    }

    /** The codes of the bindings that were recorded. */
    private static List<LotId> codes(List<LedgerCommand> bindings, List<Outcome> outcomes) {
        return IntStream.range(0, bindings.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Recorded)
                .mapToObj(i -> ((BindCode) bindings.get(i)).code())
                .toList();
    }

    @Test
    void aBadItemNeverBlocksTheOthersOfItsBatch() {
        Request twice = request(harvest(2, 50_000));
        List<Outcome> outcomes = ledger.submit(
                List.of(
                        request(harvest(1, 100_000)),
                        request(taking(1, 100_001, 10)),
                        twice,
                        request(taking(1, 60_000, 11)),
                        twice,
                        request(taking(1, 60_000, 12))),
                false);
        assertThat(outcomes.stream().map(AxonLedgerIT::inShort))
                .containsExactly("4", "TOO_LITTLE_LEFT", "5", "6", "5 again", "TOO_LITTLE_LEFT");
    }

    @Test
    void anAtomicBatchIsRecordedWholeOrNotAtAll() {
        List<Outcome> lost = ledger.submit(
                List.of(request(harvest(1, 100_000)), request(taking(1, 100_001, 10)), request(harvest(2, 50_000))),
                true);
        assertThat(lost.stream().map(AxonLedgerIT::inShort)).containsExactly("left out", "TOO_LITTLE_LEFT", "left out");
        assertThat(database.number("select max(position) from journal")).isEqualTo(3);

        List<Outcome> won = ledger.submit(List.of(request(harvest(1, 100_000)), request(taking(1, 100_000, 10))), true);
        assertThat(won.stream().map(AxonLedgerIT::inShort)).containsExactly("4", "5");
    }

    @Test
    void aCorrectionReadsWhatItNeedsAndIsRecorded() {
        Request wrong = request(harvest(1, 860_500));
        recorded(wrong);
        recorded(request(taking(1, 800_000, 2)));
        Request correction =
                as("1", new CorrectEntry(wrong.eventId(), CorrectReason.WRONG_WEIGHT, harvest(1, 806_500), null, null));
        assertThat(ledger.submit(correction)).isInstanceOf(Outcome.Awaiting.class);
        recorded(as("2", new GrantApproval(Approvals.idFor(correction.eventId()))));
        assertThat(refused(request(taking(1, 6_501, 3)))).isEqualTo(Reason.TOO_LITTLE_LEFT);
        recorded(request(taking(1, 6_500, 4)));
    }

    @Test
    void ofManyWhoAgreeAtOnceOneDoes() {
        Request wrong = request(harvest(1, 860_500));
        recorded(wrong);
        Request correction =
                as("1", new CorrectEntry(wrong.eventId(), CorrectReason.WRONG_WEIGHT, harvest(1, 806_500), null, null));
        assertThat(ledger.submit(correction)).isInstanceOf(Outcome.Awaiting.class);
        try (HikariDataSource otherPool = database.pool();
                PostgresJournal otherJournal = new PostgresJournal(otherPool);
                AxonLedger other = new AxonLedger(otherJournal, Rulebook.shipped(), CLOCK)) {
            List<Callable<Outcome>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                AxonLedger one = i % 2 == 0 ? ledger : other;
                Request consent = as("p" + i, new GrantApproval(Approvals.idFor(correction.eventId())));
                calls.add(() -> one.submit(consent));
            }
            List<Outcome> outcomes = atOnce(calls);

            assertThat(outcomes.stream().filter(Outcome.Recorded.class::isInstance))
                    .hasSize(1);
            // who read half before and half after is refused because the entry is corrected by now, the others because
            // it is decided
            assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance))
                    .hasSize(19);
        }
        // the harvest, the request, and the correction with the consent, after three registers
        assertThat(database.number("select count(*) from journal")).isEqualTo(7);
        assertThat(ledger.submit(correction))
                .isInstanceOfSatisfying(
                        Outcome.Recorded.class,
                        recorded -> assertThat(recorded.repeated()).isTrue());
    }

    private static Request as(String operator, LedgerCommand command) {
        return by(new Actor(Fixture.COOPERATIVE, operator, null), command);
    }

    private static Request by(Actor who, LedgerCommand command) {
        Request request = request(command);
        return new Request(
                request.eventId(),
                request.occurredAt(),
                request.source(),
                request.confirmed(),
                request.documents(),
                null,
                who,
                command);
    }

    @Test
    void fiveHundredHarvestsAreOneAppend() {
        List<Request> requests = IntStream.range(0, 500)
                .mapToObj(i -> request(harvest(i, 20_000)))
                .toList();
        assertThat(ledger.submit(requests, false)).allMatch(Outcome.Recorded.class::isInstance);
        assertThat(database.number("select count(distinct xmin::text) from journal where position > 3"))
                .isEqualTo(1);
    }

    @Test
    void noClassNameIsStored() {
        recorded(request(harvest(1, 806_500)));
        assertThat(database.number("select count(*) from journal where type = 'HarvestRecorded' and version = 1"))
                .isEqualTo(1);
        assertThat(database.number(
                        "select count(*) from journal where convert_from(entry, 'UTF8') like '%org.jekasy%'"))
                .isZero();
        assertThat(
                        database.number(
                                "select count(*) from journal where length(request_hash) = 32 and organisation = 'COOP-KAD-01'"))
                .isEqualTo(4);
        assertThat(database.number(
                        "select count(*) from journal_tag where tag = 'lot:" + lot(1) + "' and position = 4"))
                .isEqualTo(1);
    }

    @Test
    void aGrowersSeasonIsKeptAsASumThatFollowsEveryCorrection() throws IOException {
        EventId first = recorded(request(harvest(1, 806_500))).eventId();
        EventId second = recorded(request(harvest(2, 300_000))).eventId();
        EventId third = recorded(request(harvest(3, 100_000))).eventId();
        assertThat(database.number(SEASON)).isEqualTo(1_206_500);

        approved(new CorrectEntry(first, CorrectReason.WRONG_WEIGHT, harvest(1, 860_500), null, null));
        approved(new CorrectEntry(first, CorrectReason.WRONG_WEIGHT, harvest(1, 850_000), null, null));
        assertThat(database.number(SEASON)).isEqualTo(1_250_000);
        approved(new VoidEntry(second, CorrectReason.TYPING, null));
        assertThat(database.number(SEASON)).isEqualTo(950_000);
        approved(new VoidEntry(third, CorrectReason.TYPING, null));
        assertThat(database.number(SEASON)).isEqualTo(850_000);
        assertThat(database.number("select count(*) from journal_tag where grams <> 0 and tag not like 'grower:%'"))
                .isZero();

        // a journal from before the sums were kept
        long kept = database.number("select count(*) from journal_tag where grams <> 0");
        database.sql("alter table journal_tag disable trigger all; update journal_tag set grams = 0;"
                + " alter table journal_tag enable trigger all");
        migrate("V006__journal_tag_grams_of_the_past.sql");
        assertThat(database.number(SEASON)).isEqualTo(850_000);
        assertThat(database.number("select count(*) from journal_tag where grams <> 0"))
                .isEqualTo(kept);
    }

    @Test
    void whoBeganTheLedgerIsKnownInAJournalFromBeforeThatWasAsked() throws IOException {
        String organisations = "select count(*) from journal_tag where tag = 'organisations:all' and position = 1";
        assertThat(database.number(organisations)).isEqualTo(1);
        database.sql(
                "alter table journal_tag disable trigger all; delete from journal_tag where tag = 'organisations:all';"
                        + " alter table journal_tag enable trigger all");
        assertThat(database.number(organisations)).isZero();
        migrate("V007__organisations_of_the_past.sql");
        assertThat(database.number(organisations)).isEqualTo(1);
    }

    private void migrate(String file) throws IOException {
        database.sql(new String(
                getClass().getResourceAsStream("/db/ledger/" + file).readAllBytes(), StandardCharsets.UTF_8));
    }

    private static final String SEASON =
            "select sum(grams)::bigint from journal_tag where tag = 'grower:P-KAD-0012/MG-2026'";

    @Test
    void whileTheDatabaseIsAwayTheLedgerSaysSoAndNothingIsLost() {
        Request request = request(harvest(1, 806_500));
        database.allowConnections(false);
        try {
            assertThatThrownBy(() -> ledger.submit(request)).isInstanceOf(LedgerUnavailable.class);
        } finally {
            database.allowConnections(true);
        }
        assertThat(recorded(request).position()).isEqualTo(4);
    }

    @Test
    void whoLosesEveryRaceIsToldToComeBack() {
        recorded(request(harvest(1, 806_500)));
        AtomicInteger others = new AtomicInteger();
        EventStorageEngine alwaysSecond = (EventStorageEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventStorageEngine.class}, (self, method, arguments) -> {
                    if (method.getName().equals("appendEvents")) {
                        recorded(request(taking(1, 5_000, 100 + others.incrementAndGet())));
                    }
                    return method.invoke(journal, arguments);
                });
        try (AxonLedger losing = new AxonLedger(alwaysSecond, Rulebook.shipped(), CLOCK)) {
            Request request = request(taking(1, 5_000, 2));
            assertThatThrownBy(() -> losing.submit(request)).isInstanceOf(LedgerUnavailable.class);
        }
        assertThat(others.get()).isGreaterThan(5);
        assertThat(database.number("select count(*) from journal_tag where tag = 'lot:" + lot(2) + "'"))
                .isZero();
    }

    private void approved(LedgerCommand change) {
        Request request = as("1", change);
        assertThat(ledger.submit(request)).isInstanceOf(Outcome.Awaiting.class);
        recorded(as("2", new GrantApproval(Approvals.idFor(request.eventId()))));
    }

    private Receipt recorded(Request request) {
        Outcome outcome = ledger.submit(request);
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
        return ((Outcome.Recorded) outcome).receipt();
    }

    private Reason refused(Request request) {
        Outcome outcome = ledger.submit(request);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal().reason();
    }

    private static String inShort(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded r -> r.receipt().position() + (r.repeated() ? " again" : "");
            case Outcome.Refused r -> r.refusal().reason().name();
            case Outcome.Unconfirmed u -> "unconfirmed";
            case Outcome.LeftOut l -> "left out";
            case Outcome.Awaiting a -> "awaiting";
        };
    }

    private static List<Outcome> atOnce(List<Callable<Outcome>> calls) {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> call : callers.invokeAll(calls)) {
                outcomes.add(call.resultNow());
            }
            return outcomes;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
