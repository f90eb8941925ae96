package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;
import static org.jekasy.command.ledger.Season.shipped;

import java.util.List;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentReceived;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.ReceivedLine;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class VoidEntryTest {
    private final Season season = Season.inKadiolo().given(harvest(lot(1), 800_000));
    private final EventId harvested = season.last().eventId();

    private static VoidEntry voiding(EventId target) {
        return new VoidEntry(target, CorrectReason.DUPLICATE, "saisi deux fois");
    }

    @Test
    void aVoidHarvestNeverWas() {
        HarvestRecorded original = (HarvestRecorded) season.last().event();
        long position = season.last().position();

        season.records(
                voiding(harvested),
                new EntryVoided(harvested, position, CorrectReason.DUPLICATE, original, "saisi deux fois"));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isZero();
        season.refuses(grouping(lot(2), portion(lot(1), 1_000)), Reason.UNKNOWN_LOT);
    }

    @Test
    void aVoidTicketAndLotMayBeEnteredAgain() {
        season.given(voiding(harvested));

        season.given(harvest(lot(1), 700_000));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(700_000);
    }

    @Test
    void anEntryIsVoidOnce() {
        season.given(voiding(harvested));

        season.refuses(voiding(harvested), Reason.VOIDED);
    }

    @Test
    void aVoidIsNotVoidedButEnteredAgain() {
        season.given(voiding(harvested));

        season.refuses(voiding(season.last().eventId()), Reason.WRONG_STATE)
                .hasMessageContaining("c’est une annulation");
    }

    @Test
    void onlyWhoRecordedAnEntryVoidsIt() {
        season.as(Season.STATION).refuses(voiding(harvested), Reason.NOT_YOURS);
        season.refuses(voiding(EventId.parse("01980000-0000-7000-8000-00000000ffff")), Reason.UNKNOWN);
    }

    @Test
    void whatWasUsedSinceStaysUnlessItsUseIsVoidedToo() {
        season.given(grouping(lot(2), portion(lot(1), 800_000)));
        EventId grouped = season.last().eventId();

        season.refuses(voiding(harvested), Reason.LATER_ENTRIES_FAIL)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.numbers().get("dependents")).isEqualTo(List.of(grouped)));
        season.whenTogether(voiding(harvested), voiding(grouped));
        assertThat(season.gramsOf(lot(2), COOPERATIVE)).isZero();
    }

    @Test
    void whatACorrectionSaidIsVoidedWithIt() {
        season.given(new CorrectEntry(harvested, CorrectReason.WRONG_WEIGHT, harvest(lot(1), 700_000), null, null));
        season.given(voiding(harvested));

        assertThat(((HarvestRecorded) ((EntryVoided) season.last().event()).original()).weight())
                .isEqualTo(Weight.ofGrams(700_000));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isZero();
    }

    @Test
    void aDispatchIsVoidedOnlyBeforeItsReceipt() {
        EventId sent = season.happened(shipped("EXP-1", COOPERATIVE, Season.STATION, portion(lot(1), 800_000)))
                .eventId();
        season.happened(new ConsignmentReceived(
                ConsignmentId.parse("EXP-1"),
                COOPERATIVE,
                Season.STATION,
                Season.PACKHOUSE,
                List.of(new ReceivedLine(
                        lot(1),
                        null,
                        Weight.ofGrams(800_000),
                        Grams.ofGrams(800_000),
                        Grams.NONE,
                        null,
                        Grams.NONE,
                        Grams.NONE,
                        Excess.NONE)),
                Season.MORNING,
                null));

        season.refuses(voiding(sent), Reason.LATER_ENTRIES_FAIL);
    }

    @Test
    void aDispatchOnItsWayComesBack() {
        EventId sent = season.happened(shipped("EXP-1", COOPERATIVE, Season.STATION, portion(lot(1), 800_000)))
                .eventId();

        season.given(voiding(sent));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(800_000);
    }
}
