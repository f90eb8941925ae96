package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.ISSUER;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.STATION_ISSUER;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.EventId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.Roll;
import org.junit.jupiter.api.Test;

/** Codes on rolls: given out before there is a lot, bound to one when the sticker is on it, void when the roll is lost. */
class CodesOfRollsTest {
    private static final IssueCodes A_ROLL = new IssueCodes(ISSUER, 1_000, 240);
    private static final VoidCodes LOST = new VoidCodes(ISSUER, 1_100, 1_199, "rouleau perdu");

    private final Season season = Season.inKadiolo().by("1").given(harvest(lot(1), 500_000), harvest(lot(2), 300_000));

    private static LotId code(int serial) {
        return LotId.ofRoll(ISSUER, serial);
    }

    private static BindCode binding(int serial) {
        return new BindCode(code(serial), lot(1));
    }

    // ---- given out

    @Test
    void codesAreGivenOutFromASerialOn() {
        Roll roll = Roll.of(ISSUER, 1_000, 240).orElseThrow();

        season.records(A_ROLL, new CodesIssued(COOPERATIVE, ISSUER, 1_000, roll.lastSerial(), 240));
        season.given(new IssueCodes(ISSUER, roll.lastSerial() + 1, 1), new IssueCodes(ISSUER, 999, 1));
    }

    @Test
    void theMostAtOnceIsTenThousand() {
        season.given(new IssueCodes(ISSUER, 0, 10_000));

        assertThat(season.last().event())
                .isInstanceOfSatisfying(
                        CodesIssued.class,
                        issued -> assertThat(
                                        new Roll(issued.issuer(), issued.firstSerial(), issued.lastSerial()).codes())
                                .hasSize(10_000));
        season.refuses(new IssueCodes(ISSUER, 20_000, 10_001), Reason.NOT_SO_MANY_CODES);
        season.refuses(new IssueCodes(ISSUER, 20_000, 0), Reason.NOT_SO_MANY_CODES);
        season.refuses(new IssueCodes(ISSUER, -1, 1), Reason.NOT_SO_MANY_CODES);
        season.refuses(new IssueCodes(ISSUER, 10_000_000, 1), Reason.NOT_SO_MANY_CODES);
        season.refuses(new IssueCodes(ISSUER, 9_999_900, 200), Reason.TOO_FEW_SERIALS)
                .hasMessageContaining("9999999");
    }

    @Test
    void noCodeIsGivenOutTwiceNotEvenOneOfMany() {
        season.given(A_ROLL);
        int last = ((CodesIssued) season.last().event()).lastSerial();

        season.refuses(A_ROLL, Reason.CODES_ISSUED).hasMessageContaining("1000 à " + last);
        season.refuses(new IssueCodes(ISSUER, last, 1), Reason.CODES_ISSUED);
        season.refuses(new IssueCodes(ISSUER, 900, 101), Reason.CODES_ISSUED);
        season.refuses(new IssueCodes(ISSUER, 500, 1_000), Reason.CODES_ISSUED);
        season.refuses(new IssueCodes(ISSUER, 1_050, 10), Reason.CODES_ISSUED);
        // the same numbers of another issuer are other codes
        season.as(STATION).given(new IssueCodes(STATION_ISSUER, 1_000, 240));
    }

    @Test
    void codesAreGivenOutByTheOneWhoseIssuerItIs() {
        season.as(STATION).refuses(A_ROLL, Reason.NOT_YOURS).hasMessageContaining("COOP-KAD-01");
        season.refuses(new IssueCodes(IssuerCode.parse("ZZZZ"), 0, 1), Reason.UNKNOWN);
        season.as(PartyId.parse("COOP-XXX-01")).refuses(A_ROLL, Reason.UNKNOWN);
    }

    @Test
    void aRollSentTwiceIsGivenOutOnce() {
        season.recordsOnce(A_ROLL);
    }

    // ---- bound

    @Test
    void aCodeIsBoundToALotInHand() {
        season.given(A_ROLL);

        season.records(binding(1_000), new CodeBound(code(1_000), lot(1), COOPERATIVE));
        // a lot of several sacks has several stickers
        season.given(binding(1_001));
    }

    @Test
    void aCodeIsBoundOnce() {
        season.given(A_ROLL, binding(1_000));

        season.refuses(binding(1_000), Reason.CODE_BOUND).hasMessageContaining(lot(1).text());
        season.refuses(new BindCode(code(1_000), lot(2)), Reason.CODE_BOUND);
    }

    @Test
    void aBindingSentTwiceIsOne() {
        season.given(A_ROLL);

        season.recordsOnce(binding(1_000));
    }

    @Test
    void onlyACodeThatWasGivenOutIsBound() {
        season.refuses(binding(1_000), Reason.CODE_NOT_ISSUED)
                .hasMessageContaining(code(1_000).text());
        season.given(A_ROLL);
        season.refuses(binding(999), Reason.CODE_NOT_ISSUED);
        season.refuses(new BindCode(lot(2), lot(1)), Reason.NOT_OF_A_ROLL);
    }

    @Test
    void aSerialThatIsLeftOutOfRollsIsNotBound() {
        season.given(new IssueCodes(ISSUER, 0, 2_000));
        int last = ((CodesIssued) season.last().event()).lastSerial();
        Set<LotId> leftOut = new HashSet<>();
        for (int serial = 0; serial <= last; serial++) {
            leftOut.add(code(serial));
        }
        new Roll(ISSUER, 0, last).codes().forEach(leftOut::remove);

        assertThat(leftOut).isNotEmpty();
        season.refuses(new BindCode(leftOut.iterator().next(), lot(1)), Reason.CODE_NOT_ISSUED);
    }

    @Test
    void onlyALotInHandIsBoundAndOnlyToACodeOfOnesOwn() {
        season.given(A_ROLL);
        season.refuses(new BindCode(code(1_000), lot(9)), Reason.UNKNOWN_LOT);
        season.as(STATION).refuses(binding(1_000), Reason.NOT_YOURS);
        season.given(new IssueCodes(STATION_ISSUER, 0, 10));
        season.refuses(new BindCode(LotId.ofRoll(STATION_ISSUER, 0), lot(1)), Reason.NOT_THE_HOLDER);
        season.as(COOPERATIVE).refuses(new BindCode(LotId.ofRoll(IssuerCode.parse("ZZZZ"), 0), lot(1)), Reason.UNKNOWN);
        season.as(PartyId.parse("COOP-XXX-01")).refuses(binding(1_000), Reason.UNKNOWN);
        season.as(COOPERATIVE).at(Season.MORNING.minusSeconds(1)).refuses(binding(1_000), Reason.BEFORE_ITS_LOT);
    }

    @Test
    void twoCodesOfARollAreBoundWithoutStandingInEachOthersWay() {
        Set<Tag> first = Tags.of(new CodeBound(code(1_000), lot(1), COOPERATIVE));
        Set<Tag> second = Tags.of(new CodeBound(code(1_001), lot(2), COOPERATIVE));

        assertThat(first).doesNotContainAnyElementsOf(second).doesNotContain(Tag.roll(code(1_000)));
    }

    // ---- a lot recorded under a code

    @Test
    void aLotRecordedUnderACodeHasBoundIt() {
        season.given(A_ROLL, harvest(code(1_000), 200_000));

        season.refuses(binding(1_000), Reason.CODE_BOUND);
        season.refuses(harvest(code(1_000), 100_000), Reason.TICKET_USED);
    }

    @Test
    void aLotIsRecordedUnderACodeThatWasNeverGivenOutAsRollsOlderThanTheWordAre() {
        season.given(harvest(code(5_000), 200_000), new IssueCodes(ISSUER, 5_000, 10));

        season.refuses(binding(5_000), Reason.CODE_BOUND);
    }

    @Test
    void noLotIsRecordedUnderACodeThatIsBoundOrVoid() {
        season.given(A_ROLL, binding(1_000), LOST);

        season.refuses(harvest(code(1_000), 200_000), Reason.CODE_BOUND);
        season.refuses(harvest(code(1_100), 200_000), Reason.CODE_VOID);
        season.refuses(grouping(code(1_101), portion(lot(1), 500_000), portion(lot(2), 300_000)), Reason.CODE_VOID);
    }

    // ---- void

    @Test
    void aLostRollIsVoid() {
        season.given(A_ROLL);

        season.records(LOST, new CodesVoided(COOPERATIVE, ISSUER, 1_100, 1_199, "rouleau perdu"));
        season.refuses(binding(1_100), Reason.CODE_VOID);
        season.given(binding(1_200), binding(1_099));
    }

    @Test
    void aWeighingFromBeforeTheVoidThatIsSentAfterItIsToldWhatToDoWithTheSack() {
        season.given(A_ROLL, LOST);

        season.at(Season.MORNING)
                .refuses(harvest(code(1_100), 200_000), Reason.CODE_VOID)
                .hasMessageContaining("collez l’autre par-dessus et renvoyez avec son code");
    }

    @Test
    void whatStandsForALotGoesOnDoingSoWhenItsRollIsVoid() {
        season.given(A_ROLL, binding(1_100), LOST);

        season.refuses(new BindCode(code(1_100), lot(2)), Reason.CODE_VOID);
        assertThat(season.lotNow(lot(1)).isKnown()).isTrue();
    }

    @Test
    void onlyWhatWasGivenOutIsVoided() {
        season.refuses(LOST, Reason.CODE_NOT_ISSUED);
        season.given(new IssueCodes(ISSUER, 1_100, 50), new IssueCodes(ISSUER, 1_190, 10));
        season.refuses(LOST, Reason.CODE_NOT_ISSUED);
        season.refuses(new VoidCodes(ISSUER, 1_140, 1_191, "perdu"), Reason.CODE_NOT_ISSUED);
        season.given(new IssueCodes(ISSUER, 1_150, 40));
        // three rolls that follow each other, voided as one
        season.given(LOST);
    }

    @Test
    void whatIsVoidIsVoidedOnceButAWiderStretchMayBe() {
        season.given(A_ROLL, LOST);

        season.refuses(LOST, Reason.CODE_VOID);
        season.refuses(new VoidCodes(ISSUER, 1_150, 1_160, "encore"), Reason.CODE_VOID);
        season.given(new VoidCodes(ISSUER, 1_050, 1_199, "tout le rouleau"));
    }

    @Test
    void aRollVoidedTwiceByTheSameSendingIsVoidedOnce() {
        season.given(A_ROLL);

        season.recordsOnce(LOST);
    }

    @Test
    void aStretchIsWrittenFromItsFirstToItsLastNumberAndWithAReason() {
        season.given(A_ROLL);
        season.refuses(but(LOST, "lastSerial", 1_099), Reason.NO_STRETCH);
        season.refuses(but(LOST, "firstSerial", -1), Reason.NO_STRETCH);
        season.refuses(but(LOST, "lastSerial", 10_000_000), Reason.NO_STRETCH);
        season.refuses(but(LOST, "lastSerial", 21_100), Reason.NO_STRETCH).hasMessageContaining("20000");
        season.refuses(but(LOST, "reason", " "), Reason.MISSING);
        season.as(STATION).refuses(LOST, Reason.NOT_YOURS);
        season.refuses(but(LOST, "issuer", IssuerCode.parse("ZZZZ")), Reason.UNKNOWN);
        season.as(PartyId.parse("COOP-XXX-01")).refuses(LOST, Reason.UNKNOWN);
    }

    // ---- set right

    @Test
    void aStickerOnTheWrongLotIsSetRight() {
        season.given(A_ROLL, binding(1_000));
        EventId wrong = season.last().eventId();

        season.given(new CorrectEntry(
                wrong, CorrectReason.WRONG_LOT, new BindCode(code(1_000), lot(2)), null, "sacs échangés"));
        season.refuses(new BindCode(code(1_000), lot(1)), Reason.CODE_BOUND).hasMessageContaining(lot(2).text());
    }

    @Test
    void aBindingThatNeverWasLeavesTheCodeFree() {
        season.given(A_ROLL, binding(1_000));
        season.given(new VoidEntry(season.last().eventId(), CorrectReason.DUPLICATE, null));

        season.given(new BindCode(code(1_000), lot(2)));
    }

    @Test
    void aBindingIsNotMovedToACodeThatBecameALotSince() {
        season.given(A_ROLL, binding(1_000));
        EventId wrong = season.last().eventId();
        season.given(harvest(code(1_001), 200_000));

        season.refuses(
                new CorrectEntry(wrong, CorrectReason.WRONG_LOT, binding(1_001), null, null),
                Reason.LATER_ENTRIES_FAIL);
    }

    @Test
    void nothingIsCorrectedToACodeThatIsVoidByNow() {
        season.given(A_ROLL, binding(1_000));
        EventId bound = season.last().eventId();
        season.given(harvest(code(1_001), 200_000));
        EventId harvested = season.last().eventId();
        season.given(binding(1_150));
        EventId boundBefore = season.last().eventId();
        season.given(LOST);

        season.refuses(new CorrectEntry(bound, CorrectReason.WRONG_LOT, binding(1_100), null, null), Reason.CODE_VOID);
        season.refuses(
                new CorrectEntry(harvested, CorrectReason.WRONG_LOT, harvest(code(1_101), 200_000), null, null),
                Reason.CODE_VOID);
        // to a code beside the void ones, and of the lot under a code that was bound in time
        season.given(
                new CorrectEntry(bound, CorrectReason.WRONG_LOT, binding(1_099), null, null),
                new CorrectEntry(boundBefore, CorrectReason.WRONG_LOT, new BindCode(code(1_150), lot(2)), null, null));
    }

    @Test
    void whatRollsAnotherHasIsNotTold() {
        season.given(A_ROLL);
        EventId issued = season.last().eventId();
        season.given(LOST);

        for (EventId entry : List.of(issued, season.last().eventId())) {
            season.as(STATION).refuses(new VoidEntry(entry, CorrectReason.DUPLICATE, null), Reason.NOT_YOURS);
        }
    }

    @Test
    void codesThatArePrintedStayGivenOutAndVoidOnesVoid() {
        season.given(A_ROLL);
        EventId issued = season.last().eventId();
        season.given(LOST);

        for (EventId entry : List.of(issued, season.last().eventId())) {
            season.refuses(new VoidEntry(entry, CorrectReason.DUPLICATE, null), Reason.WRONG_STATE);
        }
    }

    @Test
    void aHistoryIsReadByStretchesOfAThousandCodes() {
        assertThat(Tags.of(new CodesIssued(COOPERATIVE, ISSUER, 900, 3_000, 2_000)))
                .extracting(Tag::text)
                .containsExactlyInAnyOrder("roll:K7QF/0000", "roll:K7QF/0001", "roll:K7QF/0002", "roll:K7QF/0003");
        assertThat(Tag.roll(code(LotId.LAST_OF_ROLL))).hasToString("roll:K7QF/9999");
    }
}
