package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.language.LabelOrderState.CANCELLED;
import static org.jekasy.language.LabelOrderState.FAILED;
import static org.jekasy.language.LabelOrderState.PRINTED;
import static org.jekasy.language.LabelOrderState.SENT;
import static org.jekasy.language.LabelOrderState.TAKEN;
import static org.jekasy.language.LabelOrderState.UNKNOWN;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelOrderState;
import org.jekasy.language.LabelTemplate;
import org.jekasy.language.LabelsOrdered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels ordered from a station, and what it says became of them. */
class LabelOrdersTest {
    private static final LabelTemplate CRATE = LabelTemplate.parse("100x50");

    private final Season season = Season.inKadiolo().by("1").given(harvest(lot(1), 500_000));

    private static OrderLabels ordering(int count, @Nullable String station) {
        return new OrderLabels(lot(1), CRATE, count, station);
    }

    /** Twelve labels from any station. */
    private EventId ordered() {
        return ordered(null);
    }

    private EventId ordered(@Nullable String station) {
        EventId order = season.nextId();
        season.given(ordering(12, station));
        return order;
    }

    private static ReportLabelOrder says(EventId order, LabelOrderState state) {
        return new ReportLabelOrder(order, state, null, state == FAILED ? "plus de papier" : null);
    }

    // ---- ordered

    @Test
    void labelsAreOrderedFromOneStationOrFromAny() {
        season.records(ordering(12, "poste-1"), new LabelsOrdered(COOPERATIVE, lot(1), CRATE, 12, "poste-1"));
        season.records(
                new OrderLabels(lot(1), null, 1_000, null), new LabelsOrdered(COOPERATIVE, lot(1), null, 1_000, null));
    }

    @Test
    void onlySoManyAndOnlyFromWhatCanBeAStation() {
        season.refuses(ordering(0, null), Reason.NOT_SO_MANY_LABELS);
        season.refuses(ordering(1_001, null), Reason.NOT_SO_MANY_LABELS).hasMessageContainingAll("1001", "1000");
        season.refuses(ordering(1, "poste/1"), Reason.UNREADABLE);
        season.refuses(ordering(1, "p".repeat(41)), Reason.UNREADABLE);
        season.refuses(ordering(1, " "), Reason.MISSING);
    }

    @Test
    void onlyWhoHasOrHadTheLotOrdersItsLabels() {
        season.as(STATION).refuses(ordering(1, null), Reason.NOT_THE_HOLDER);
        season.as(COOPERATIVE).refuses(new OrderLabels(lot(9), null, 1, null), Reason.UNKNOWN_LOT);
        season.at(Season.MORNING.minusSeconds(1)).refuses(ordering(1, null), Reason.BEFORE_ITS_LOT);
    }

    @Test
    void anOrderSentTwiceIsOne() {
        season.recordsOnce(ordering(12, "poste-1"));
    }

    @Test
    void twoOrdersForOneStationStandInNobodysWay() {
        season.given(ordering(12, "poste-1"));

        Set<Tag> read = ordering(12, "poste-1").concerns(request());
        assertThat(read).noneMatch(tag -> tag.key().startsWith("label-order"));
        assertThat(Tags.of(season.last()))
                .contains(new Tag("label-orders", "COOP-KAD-01/poste-1/2026-05-11"))
                .isNotEqualTo(Tags.of(season.last().event()));
    }

    private Request request() {
        return new Request(
                season.nextId(),
                Season.MORNING,
                org.jekasy.language.Source.LIVE,
                List.of(),
                List.of(),
                null,
                org.jekasy.language.Actor.of(COOPERATIVE),
                ordering(1, null));
    }

    // ---- where it waits

    @Test
    void anOrderWaitsUnderItsDayForSevenDays() {
        ordered();
        ordered("poste-1");
        List<Set<Tag>> written = season.ledger.entries().stream()
                .filter(entry -> entry.event() instanceof LabelsOrdered)
                .map(Tags::of)
                .toList();
        Set<Tag> mine = LabelOrders.tags(COOPERATIVE, "poste-1", Season.NOW.plus(Duration.ofDays(7)));
        Set<Tag> anothers = LabelOrders.tags(COOPERATIVE, "poste-2", Season.NOW);
        Set<Tag> tooLate = LabelOrders.tags(COOPERATIVE, "poste-1", Season.NOW.plus(Duration.ofDays(8)));
        Set<Tag> foreign = LabelOrders.tags(STATION, "poste-1", Season.NOW);

        assertThat(written).allMatch(tags -> meets(tags, mine)).noneMatch(tags -> meets(tags, tooLate));
        assertThat(written).noneMatch(tags -> meets(tags, foreign));
        assertThat(meets(written.getFirst(), anothers)).isTrue();
        assertThat(meets(written.getLast(), anothers)).isFalse();
        assertThat(meets(written.getLast(), LabelOrders.tags(COOPERATIVE, null, Season.NOW)))
                .isFalse();
    }

    private static boolean meets(Set<Tag> some, Set<Tag> others) {
        return some.stream().anyMatch(others::contains);
    }

    // ---- taken and reported

    @Test
    void aStationTakesAnOrderAndSaysWhatCameOfIt() {
        EventId order = ordered();
        season.on("poste-1");

        season.records(
                says(order, TAKEN), new LabelOrderReported(COOPERATIVE, order, lot(1), TAKEN, null, "poste-1", null));
        season.records(
                new ReportLabelOrder(order, SENT, 12, null),
                new LabelOrderReported(COOPERATIVE, order, lot(1), SENT, 12, "poste-1", null));
        season.records(
                new ReportLabelOrder(order, PRINTED, 11, "une déchirée"),
                new LabelOrderReported(COOPERATIVE, order, lot(1), PRINTED, 11, "poste-1", "une déchirée"));
    }

    @Test
    void anOrderIsTakenOnce() {
        EventId order = ordered();
        season.on("poste-1").given(says(order, TAKEN));

        season.on("poste-2")
                .refuses(says(order, TAKEN), Reason.LABEL_ORDER_ELSEWHERE)
                .hasMessageContaining("poste-1");
        season.on("poste-1").refuses(says(order, TAKEN), Reason.LABEL_ORDER_MOVED_ON);
    }

    @Test
    void anOrderForOneStationIsTakenByNoOther() {
        EventId order = ordered("poste-1");

        season.on("poste-2").refuses(says(order, TAKEN), Reason.LABEL_ORDER_ELSEWHERE);
        season.on(null).refuses(says(order, TAKEN), Reason.STATION_UNNAMED);
        season.on("poste-1").given(says(order, TAKEN));
        season.on("poste-2").refuses(says(order, SENT), Reason.LABEL_ORDER_ELSEWHERE);
        season.on(null).refuses(says(order, SENT), Reason.STATION_UNNAMED);
    }

    @ParameterizedTest
    @EnumSource(
            value = LabelOrderState.class,
            names = {"SENT", "PRINTED", "FAILED", "UNKNOWN"})
    void whatNobodyTookCameToNothing(LabelOrderState state) {
        EventId order = ordered();
        season.on("poste-1")
                .refuses(says(order, state), Reason.LABEL_ORDER_MOVED_ON)
                .hasMessageContaining("en attente");
    }

    @Test
    void whoOrderedCancelsWhatNobodyTook() {
        EventId order = ordered("poste-1");
        season.on(null).given(says(order, CANCELLED));

        season.on("poste-1")
                .refuses(says(order, TAKEN), Reason.LABEL_ORDER_MOVED_ON)
                .hasMessageContaining("annulée");
        EventId taken = ordered();
        season.on("poste-1").given(says(taken, TAKEN));
        season.on("bureau").refuses(says(taken, CANCELLED), Reason.LABEL_ORDER_ELSEWHERE);
        season.on("poste-1").given(says(taken, CANCELLED));
    }

    @ParameterizedTest
    @EnumSource(
            value = LabelOrderState.class,
            names = {"PRINTED", "FAILED", "CANCELLED"})
    void whatIsOverStaysSo(LabelOrderState last) {
        EventId order = ordered();
        season.on("poste-1").given(says(order, TAKEN), says(order, last));
        for (LabelOrderState later : LabelOrderState.values()) {
            season.refuses(says(order, later), Reason.LABEL_ORDER_MOVED_ON);
        }
        assertThat(last.isLast()).isTrue();
    }

    @Test
    void whatWasSentIsNotTakenBackNorSentAgain() {
        EventId order = ordered();
        season.on("poste-1").given(says(order, TAKEN), says(order, SENT));

        for (LabelOrderState no : List.of(TAKEN, SENT, CANCELLED)) {
            season.refuses(says(order, no), Reason.LABEL_ORDER_MOVED_ON);
            assertThat(no.isLast()).isEqualTo(no == CANCELLED);
        }
        season.given(says(order, UNKNOWN));
        for (LabelOrderState no : List.of(TAKEN, SENT, UNKNOWN, CANCELLED)) {
            season.refuses(says(order, no), Reason.LABEL_ORDER_MOVED_ON);
        }
    }

    @Test
    void ofWhatIsUnknownWhoeverLookedSaysWhatBecameOfIt() {
        EventId printed = ordered();
        EventId failed = ordered();
        season.on("poste-1").given(says(printed, TAKEN), says(printed, UNKNOWN), says(failed, TAKEN));
        season.given(says(failed, UNKNOWN));

        season.on(null)
                .records(
                        new ReportLabelOrder(printed, PRINTED, 12, null),
                        new LabelOrderReported(COOPERATIVE, printed, lot(1), PRINTED, 12, null, null));
        season.on("bureau").given(says(failed, FAILED));
    }

    @Test
    void aReportSentTwiceIsOne() {
        EventId order = ordered();
        season.on("poste-1").recordsOnce(says(order, TAKEN));
        season.recordsOnce(new ReportLabelOrder(order, PRINTED, 12, null));
    }

    @Test
    void whatIsSaidWrongIsRefused() {
        EventId order = ordered();
        season.on("poste-1").given(says(order, TAKEN));

        season.refuses(new ReportLabelOrder(order, PRINTED, 13, null), Reason.MORE_LABELS_THAN_ORDERED)
                .hasMessageContainingAll("13", "12");
        season.refuses(new ReportLabelOrder(order, PRINTED, -1, null), Reason.MORE_LABELS_THAN_ORDERED);
        season.refuses(new ReportLabelOrder(order, FAILED, 0, null), Reason.MISSING);
        season.refuses(new ReportLabelOrder(order, PRINTED, 12, " "), Reason.MISSING);
    }

    @Test
    void anothersOrderIsAsUnknownAsNone() {
        EventId order = ordered();
        EventId noOrder = season.idOf(1);
        season.as(STATION).on("poste-1");

        season.refuses(says(order, TAKEN), Reason.UNKNOWN);
        season.refuses(says(new EventId(new java.util.UUID(1, 2)), TAKEN), Reason.UNKNOWN);
        season.as(COOPERATIVE).refuses(says(noOrder, TAKEN), Reason.UNKNOWN);
    }

    @Test
    void anOrderAndWhatWasSaidOfItAreNotCorrected() {
        EventId order = ordered();
        EventId report = season.nextId();
        season.on("poste-1").given(says(order, TAKEN));

        for (EventId entry : List.of(order, report)) {
            season.refuses(new VoidEntry(entry, CorrectReason.DUPLICATE, null), Reason.WRONG_STATE);
            season.as(STATION).refuses(new VoidEntry(entry, CorrectReason.DUPLICATE, null), Reason.NOT_YOURS);
            season.as(COOPERATIVE);
        }
    }
}
