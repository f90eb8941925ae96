package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final Season season = Season.inKadiolo().given(harvest(lot(1), 800_000));
    private final LedgerEntry harvested = season.last();

    private History of(Tag... tags) {
        return season.ledger.history(Set.of(tags));
    }

    @Test
    void whatWasNotReadMustBeReadFirst() {
        History history = of(Tag.lot(lot(1)));

        assertThatThrownBy(() -> history.require(Tag.lot(lot(2))))
                .isInstanceOfSatisfying(
                        NotRead.class, more -> assertThat(more.tags()).containsExactly(Tag.lot(lot(2))));
        assertThatThrownBy(() -> history.require(Set.of(Tag.lot(lot(1)), Tag.lot(lot(2)), Tag.lot(lot(3)))))
                .isInstanceOfSatisfying(
                        NotRead.class,
                        more -> assertThat(more.tags()).containsExactlyInAnyOrder(Tag.lot(lot(2)), Tag.lot(lot(3))));
        assertThatThrownBy(() -> history.entry(harvested.eventId())).isInstanceOf(NotRead.class);
        history.require(Tag.lot(lot(1)));
        assertThat(history.isRead(Tag.lot(lot(1)))).isTrue();
        assertThat(history.isRead(Tag.lot(lot(2)))).isFalse();
        assertThat(history.read()).containsExactly(Tag.lot(lot(1)));
    }

    @Test
    void anEntryIsFoundByItsId() {
        assertThat(of(Tag.entry(harvested.eventId())).entry(harvested.eventId()))
                .isEqualTo(harvested);
        EventId nobody = EventId.parse("01980000-0000-7000-8000-00000000ffff");
        assertThat(of(Tag.entry(nobody)).entry(nobody)).isNull();
    }

    @Test
    void aCorrectedFactStandsAtThePlaceOfTheEntryItCorrects() {
        season.given(grouping(lot(2), portion(lot(1), 100_000)));
        season.given(new CorrectEntry(
                harvested.eventId(), CorrectReason.WRONG_WEIGHT, harvest(lot(1), 700_000), null, null));
        History history = of(Tag.lot(lot(1)));

        assertThat(history.inForce(harvested))
                .isInstanceOfSatisfying(
                        HarvestRecorded.class,
                        inForce -> assertThat(inForce.weight()).isEqualTo(Weight.ofGrams(700_000)));
        assertThat(history.lots().lot(lot(1)).with(COOPERATIVE)).isEqualTo(600_000);
        assertThat(history.before(harvested.position()).lot(lot(1)).isKnown()).isFalse();
        assertThat(history.before(harvested.position() + 1).lot(lot(1)).with(COOPERATIVE))
                .isEqualTo(700_000);
    }

    @Test
    void aCorrectedMomentIsWhenItHappened() {
        assertThat(of(Tag.lot(lot(1))).happenedAt(harvested)).isEqualTo(Season.MORNING);
        season.given(new CorrectEntry(
                harvested.eventId(),
                CorrectReason.WRONG_DATE,
                harvest(lot(1), 800_000),
                Season.MORNING.minusSeconds(3_600),
                null));
        season.given(harvest(lot(2), 500_000));

        assertThat(of(Tag.lot(lot(1))).happenedAt(harvested)).isEqualTo(Season.MORNING.minusSeconds(3_600));
        assertThat(of(Tag.lot(lot(2))).happenedAt(season.last())).isEqualTo(Season.MORNING);
    }

    @Test
    void aCorrectionFoundUnderALotThatOnlyItNamesSpeaksForTheEntry() {
        season.given(
                new CorrectEntry(harvested.eventId(), CorrectReason.WRONG_LOT, harvest(lot(7), 800_000), null, null));

        assertThat(of(Tag.lot(lot(7))).lots().lot(lot(7)).with(COOPERATIVE)).isEqualTo(800_000);
        assertThat(of(Tag.lot(lot(1))).lots().lot(lot(1)).isKnown()).isFalse();
    }

    @Test
    void aVoidFactDoesNotStandAtAll() {
        season.given(new VoidEntry(harvested.eventId(), CorrectReason.DUPLICATE, null));

        assertThat(of(Tag.lot(lot(1))).inForce(harvested)).isNull();
        assertThat(of(Tag.lot(lot(1))).lots().lot(lot(1)).isKnown()).isFalse();
    }

    @Test
    void entriesOfABatchComeAfterAllThatWasRead() {
        History history = of(Tag.lot(lot(1)));
        LedgerEntry next = harvested.with(harvested.event());
        history.append(next);
        history.append(next);

        assertThat(history.placed(2))
                .extracting(LedgerEntry::position)
                .containsExactlyInAnyOrder(harvested.position() + 1, harvested.position() + 2);
        assertThat(history.placed(0)).isEmpty();
        History empty = History.of(Set.of(), List.of(), Map.of());
        empty.append(next);
        assertThat(empty.placed(1)).extracting(LedgerEntry::position).containsExactly(1L);
    }

    @Test
    void theSameEntryReadTwiceCountsOnce() {
        History twice = History.of(Set.of(Tag.lot(lot(1))), List.of(harvested, harvested), Map.of());

        assertThat(twice.lots().lot(lot(1)).with(COOPERATIVE)).isEqualTo(800_000);
    }
}
