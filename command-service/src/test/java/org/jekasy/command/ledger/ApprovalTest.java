package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jekasy.command.order.OrderJson;
import org.jekasy.language.Actor;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.Delta;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LotId;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    private static final String FANTA = "1";
    private static final String MOUSSA = "2";

    private final MemoryLedger ledger =
            new MemoryLedger(Clock.fixed(Season.NOW, ZoneOffset.UTC), Rulebook.shipped(), OrderJson.INSTANCE);
    private long ids;
    private EventId harvested = id();

    @BeforeEach
    void twoLotsOf800Kilograms() {
        does(
                COOPERATIVE,
                FANTA,
                new RegisterOrganisation(
                        COOPERATIVE,
                        "Coopérative des planteurs de Kadiolo",
                        OrganisationKind.COOPERATIVE,
                        Season.COMMUNE,
                        null,
                        List.of(Season.ISSUER),
                        null,
                        null));
        does(
                COOPERATIVE,
                FANTA,
                new RegisterPlace(
                        Season.POINT, PlaceKind.COLLECTION_POINT, null, null, null, Season.COMMUNE, null, null, null));
        does(
                COOPERATIVE,
                FANTA,
                new RegisterProducer(
                        Season.PRODUCER, null, Season.COMMUNE, LocalDate.of(2026, 1, 20), List.of(), null));
        does(
                COOPERATIVE,
                FANTA,
                new RegisterPlace(
                        Season.ORCHARD,
                        PlaceKind.ORCHARD,
                        null,
                        null,
                        Season.PRODUCER,
                        Season.COMMUNE,
                        null,
                        null,
                        20_000L));
        harvested = does(COOPERATIVE, FANTA, harvest(lot(1), 800_000));
        does(COOPERATIVE, FANTA, harvest(lot(2), 800_000));
    }

    private EventId id() {
        return new EventId(new UUID(0x01980000_0000_7000L, 0x8000_0000_0000_0001L + ids++));
    }

    private Request request(PartyId by, @Nullable String operator, LedgerCommand command) {
        return request(by, operator, Source.LIVE, command);
    }

    private Request request(PartyId by, @Nullable String operator, Source source, LedgerCommand command) {
        Instant at = Season.MORNING;
        return new Request(
                id(),
                at,
                source,
                List.of(new Confirmation(org.jekasy.language.RuleCode.W_RANGE_01, "vu")),
                List.of(),
                null,
                new Actor(by, operator, "TEL-1"),
                command);
    }

    private EventId does(PartyId by, String operator, LedgerCommand command) {
        Request request = request(by, operator, command);
        assertThat(ledger.submit(request)).isInstanceOf(Outcome.Recorded.class);
        return request.eventId();
    }

    private EventId waits(Request request) {
        assertThat(ledger.submit(request)).isInstanceOf(Outcome.Awaiting.class);
        return Approvals.idFor(request.eventId());
    }

    private void refuses(PartyId by, @Nullable String operator, LedgerCommand command, Reason reason) {
        int before = ledger.entries().size();
        assertThat(ledger.submit(request(by, operator, command)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
        assertThat(ledger.entries()).hasSize(before);
    }

    private CorrectEntry to(long grams) {
        return new CorrectEntry(harvested, CorrectReason.WRONG_WEIGHT, harvest(lot(1), grams), null, "bascule");
    }

    private long grams(LotId lot) {
        return ledger.known(Set.of(Tag.lot(lot))).lot(lot).with(COOPERATIVE);
    }

    @Test
    void aCorrectionWaitsWholeAndChangesNothing() {
        Request correction = request(COOPERATIVE, FANTA, to(700_000));
        int before = ledger.entries().size();

        EventId waiting = waits(correction);

        assertThat(ledger.entries()).hasSize(before + 1);
        assertThat(ledger.entries().getLast().eventId()).isEqualTo(waiting);
        assertThat(ledger.entries().getLast().event()).isInstanceOfSatisfying(ApprovalRequested.class, asked -> {
            assertThat(asked.organisation()).isEqualTo(COOPERATIVE);
            assertThat(asked.lots()).containsExactly(lot(1));
            assertThat(asked.orders()).singleElement().satisfies(order -> {
                assertThat(order.command()).isEqualTo("CorrectEntry");
                assertThat(OrderJson.INSTANCE.read(order.request())).isEqualTo(correction);
            });
        });
        assertThat(grams(lot(1))).isEqualTo(800_000);
    }

    @Test
    void aSecondPersonBringsItIntoForceTogetherWithTheConsent() {
        Request correction = request(COOPERATIVE, FANTA, to(700_000));
        EventId waiting = waits(correction);
        int before = ledger.entries().size();

        does(COOPERATIVE, MOUSSA, new GrantApproval(waiting));

        assertThat(ledger.entries()).hasSize(before + 2);
        assertThat(ledger.entries().get(before)).satisfies(entry -> {
            assertThat(entry.event()).isInstanceOf(EntryCorrected.class);
            assertThat(entry.eventId()).isEqualTo(correction.eventId());
            assertThat(entry.by().operator()).isEqualTo(FANTA);
            assertThat(entry.causationId()).isEqualTo(waiting);
        });
        assertThat(ledger.entries().get(before + 1)).satisfies(entry -> {
            assertThat(entry.event())
                    .isEqualTo(new ApprovalGranted(waiting, COOPERATIVE, List.of(correction.eventId())));
            assertThat(entry.by().operator()).isEqualTo(MOUSSA);
        });
        assertThat(grams(lot(1))).isEqualTo(700_000);
    }

    @Test
    void neitherTheSamePersonNorANamelessNorAForeignOneAgrees() {
        EventId waiting = waits(request(COOPERATIVE, FANTA, to(700_000)));

        refuses(COOPERATIVE, FANTA, new GrantApproval(waiting), Reason.SAME_PERSON);
        refuses(COOPERATIVE, null, new GrantApproval(waiting), Reason.SECOND_PERSON_UNNAMED);
        refuses(STATION, MOUSSA, new GrantApproval(waiting), Reason.UNKNOWN);
        refuses(STATION, MOUSSA, new RejectApproval(waiting, "non"), Reason.UNKNOWN);
        refuses(COOPERATIVE, MOUSSA, new GrantApproval(harvested), Reason.UNKNOWN);
        assertThat(grams(lot(1))).isEqualTo(800_000);
    }

    @Test
    void whoeverAsksSaysWhoHeIs() {
        refuses(COOPERATIVE, null, to(700_000), Reason.FIRST_PERSON_UNNAMED);
    }

    @Test
    void whatIsImpossibleIsRefusedAtOnce() {
        does(COOPERATIVE, FANTA, grouping(lot(3), portion(lot(1), 800_000), portion(lot(2), 800_000)));

        refuses(COOPERATIVE, FANTA, to(700_000), Reason.LATER_ENTRIES_FAIL);
    }

    @Test
    void theSameRequestSentAgainWaitsOnceAndIsRecordedOnce() {
        Request correction = request(COOPERATIVE, FANTA, to(700_000));
        EventId waiting = waits(correction);
        int before = ledger.entries().size();

        assertThat(ledger.submit(correction))
                .isEqualTo(new Outcome.Awaiting(ledger.receipt(waiting).orElseThrow()));
        Request other = new Request(
                correction.eventId(),
                correction.occurredAt(),
                correction.source(),
                correction.confirmed(),
                List.of(),
                null,
                correction.by(),
                to(600_000));
        assertThat(ledger.submit(other))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.SAME_ID_OTHER_BODY));
        assertThat(ledger.entries()).hasSize(before);

        Request consent = request(COOPERATIVE, MOUSSA, new GrantApproval(waiting));
        Outcome.Recorded first = (Outcome.Recorded) ledger.submit(consent);
        assertThat(ledger.submit(consent)).isEqualTo(new Outcome.Recorded(first.receipt(), true));
        assertThat(ledger.submit(correction))
                .isInstanceOfSatisfying(
                        Outcome.Recorded.class,
                        recorded -> assertThat(recorded.repeated()).isTrue());
        refuses(COOPERATIVE, MOUSSA, new GrantApproval(waiting), Reason.APPROVAL_DECIDED);
        assertThat(ledger.entries()).hasSize(before + 2);
    }

    @Test
    void whatIsNoLongerPossibleSaysSoAndStaysWaiting() {
        EventId waiting = waits(request(COOPERATIVE, FANTA, to(700_000)));
        EventId grouped =
                does(COOPERATIVE, FANTA, grouping(lot(3), portion(lot(1), 800_000), portion(lot(2), 800_000)));

        refuses(COOPERATIVE, MOUSSA, new GrantApproval(waiting), Reason.LATER_ENTRIES_FAIL);

        EventId undo = waits(request(COOPERATIVE, FANTA, new VoidEntry(grouped, CorrectReason.DUPLICATE, null)));
        does(COOPERATIVE, MOUSSA, new GrantApproval(undo));
        does(COOPERATIVE, MOUSSA, new GrantApproval(waiting));
        assertThat(ledger.entries().stream().filter(entry -> entry.event() instanceof EntryVoided))
                .hasSize(1);
        assertThat(grams(lot(1))).isEqualTo(700_000);
    }

    @Test
    void whatIsRejectedIsOffAndTheReasonIsTold() {
        Request correction = request(COOPERATIVE, FANTA, to(700_000));
        EventId waiting = waits(correction);

        does(COOPERATIVE, MOUSSA, new RejectApproval(waiting, "c’est l’autre ticket"));

        assertThat(ledger.entries().getLast().event())
                .isEqualTo(new ApprovalRejected(waiting, COOPERATIVE, "c’est l’autre ticket"));
        refuses(COOPERATIVE, MOUSSA, new GrantApproval(waiting), Reason.APPROVAL_DECIDED);
        assertThat(ledger.submit(correction)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.APPROVAL_REJECTED);
            assertThat(refused.refusal().sentence(java.util.Locale.FRENCH)).contains("c’est l’autre ticket");
        });
        assertThat(grams(lot(1))).isEqualTo(800_000);
    }

    @Test
    void whoAskedMayTakeItBack() {
        EventId waiting = waits(request(COOPERATIVE, FANTA, to(700_000)));

        does(COOPERATIVE, FANTA, new RejectApproval(waiting, "je me suis trompée"));
    }

    @Test
    void aReleaseWaits() {
        EventId hold = does(
                COOPERATIVE, FANTA, new HoldLot(lot(1), HoldScope.LOT, HoldReason.RESIDUE_SUSPECT, "analyse en cours"));
        EventId waiting = waits(request(COOPERATIVE, FANTA, new ReleaseLot(hold, List.of(), "conforme")));
        refuses(COOPERATIVE, FANTA, grouping(lot(3), portion(lot(1), 800_000)), Reason.HELD);

        does(COOPERATIVE, MOUSSA, new GrantApproval(waiting));

        does(COOPERATIVE, FANTA, grouping(lot(3), portion(lot(1), 800_000)));
    }

    private static AdjustLotQuantity adjustment(long grams) {
        return new AdjustLotQuantity(lot(1), new Delta(grams), AdjustReason.SCALE, null, null);
    }

    @Test
    void adjustmentsOfALotAddUp() {
        does(COOPERATIVE, FANTA, adjustment(-10_000));
        EventId waiting = waits(request(COOPERATIVE, FANTA, adjustment(6_001)));
        does(COOPERATIVE, FANTA, adjustment(6_000));
        assertThat(grams(lot(1))).isEqualTo(796_000);

        does(COOPERATIVE, MOUSSA, new GrantApproval(waiting));

        assertThat(grams(lot(1))).isEqualTo(802_001);
    }

    @Test
    void noWayOfSendingGoesAroundTheSecondPerson() {
        long grams = 700_000;
        for (Source source : Source.values()) {
            waits(request(COOPERATIVE, FANTA, source, to(grams++)));
        }
    }

    @Test
    void correctionsThatOnlyTogetherArePossibleWaitTogether() {
        EventId grouped = does(COOPERATIVE, FANTA, grouping(lot(3), portion(lot(1), 800_000)));
        Request first = request(COOPERATIVE, FANTA, to(700_000));
        Request second = request(
                COOPERATIVE,
                FANTA,
                new CorrectEntry(
                        grouped, CorrectReason.WRONG_WEIGHT, grouping(lot(3), portion(lot(1), 700_000)), null, null));
        int before = ledger.entries().size();

        List<Outcome> outcomes = ledger.submit(List.of(first, second), true);

        assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Awaiting);
        assertThat(ledger.submit(List.of(first, second), true)).isEqualTo(outcomes);
        assertThat(ledger.entries()).hasSize(before + 1);

        does(COOPERATIVE, MOUSSA, new GrantApproval(Approvals.idFor(first.eventId())));

        assertThat(ledger.entries()).hasSize(before + 4);
        assertThat(grams(lot(3))).isEqualTo(700_000);
        assertThat(ledger.submit(List.of(first, second), true))
                .allMatch(outcome -> outcome instanceof Outcome.Recorded recorded && recorded.repeated());
    }

    @Test
    void aConsentIsNotCorrectedOrVoided() {
        EventId waiting = waits(request(COOPERATIVE, FANTA, to(700_000)));

        refuses(COOPERATIVE, FANTA, new VoidEntry(waiting, CorrectReason.DUPLICATE, null), Reason.WRONG_STATE);
    }
}
