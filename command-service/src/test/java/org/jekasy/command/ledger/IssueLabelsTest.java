package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;

import java.util.List;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LabelsVoided;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels of a lot: issued and voided. */
class IssueLabelsTest {
    private static final String URI = "https://lots.example/class/mango_fresh/lot/" + lot(1);
    private final Season season = Packhouse.inSikasso();

    @BeforeEach
    void aHarvest() {
        season.as(COOPERATIVE).given(harvest(lot(1), 500_000));
    }

    private static IssueLabels issuing(int count, String... serials) {
        return new IssueLabels(lot(1), URI, count, List.of(serials), "poste 1", null);
    }

    private static VoidLabels voiding(int count, String... serials) {
        return new VoidLabels(lot(1), count, List.of(serials), "déchirées");
    }

    @Test
    void labelsAreIssuedWithOrWithoutSerials() {
        season.records(issuing(24), new LabelsIssued(lot(1), URI, 24, List.of(), "poste 1", null));
        season.records(issuing(2, "1", "2"), new LabelsIssued(lot(1), URI, 2, List.of("1", "2"), "poste 1", null));
        season.refuses(issuing(1, "2"), Reason.ALREADY_REGISTERED);
    }

    @Test
    void whatIsPrintedAgainSaysWhichCopyItIs() {
        season.given(issuing(24));
        season.records(copy(2), new LabelsIssued(lot(1), URI, 3, List.of(), "poste 1", 2));
        season.recordsOnce(copy(3));
    }

    private static IssueLabels copy(int copy) {
        return new IssueLabels(lot(1), URI, 3, List.of(), "poste 1", copy);
    }

    @Test
    void noMoreAreVoidedThanWereIssued() {
        season.given(issuing(24));

        season.records(voiding(20), new LabelsVoided(lot(1), 20, List.of(), "déchirées"));
        season.refuses(voiding(5), Reason.TOO_FEW_LABELS)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.numbers())
                                .containsEntry("valid", 4)
                                .containsEntry("asked", 5));
        season.given(voiding(4)).refuses(voiding(1), Reason.TOO_FEW_LABELS);
    }

    @Test
    void aSerialIsVoidedOnce() {
        season.given(issuing(2, "1", "2"), voiding(1, "1"));

        season.refuses(voiding(1, "1"), Reason.UNKNOWN);
        season.refuses(voiding(1, "3"), Reason.UNKNOWN);
        season.given(voiding(1, "2"));
    }

    @Test
    void sentTwiceTheyAreIssuedAndVoidedOnce() {
        season.recordsOnce(issuing(24));
        season.recordsOnce(voiding(24));
        season.refuses(voiding(1), Reason.TOO_FEW_LABELS);
    }

    @Test
    void onlyWhoHasOrHadTheLotLabelsIt() {
        season.as(STATION).refuses(issuing(1), Reason.NOT_THE_HOLDER);
        season.refuses(voiding(1), Reason.NOT_THE_HOLDER);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        season.refuses(issuing(0), Reason.UNREADABLE);
        season.refuses(issuing(2, "1"), Reason.UNREADABLE);
        season.refuses(issuing(2, "1", "1"), Reason.TWICE);
        season.refuses(issuing(1, " "), Reason.MISSING);
        season.refuses(
                new IssueLabels(
                        lot(1), "https://lots.example/class/mango_fresh/lot/" + lot(2), 1, List.of(), null, null),
                Reason.UNREADABLE);
        season.refuses(new IssueLabels(lot(9), URI, 1, List.of(), null, null), Reason.UNKNOWN_LOT);
        season.refuses(new IssueLabels(lot(1), "", 1, List.of(), null, null), Reason.MISSING);
        season.refuses(new IssueLabels(lot(1), URI, 1, List.of(), "", null), Reason.MISSING);
        season.refuses(copy(1), Reason.UNREADABLE);
        season.given(issuing(1));
        season.refuses(new VoidLabels(lot(1), 1, List.of(), ""), Reason.MISSING);
        season.refuses(voiding(-1), Reason.UNREADABLE);
        season.refuses(new VoidLabels(lot(9), 1, List.of(), "x"), Reason.UNKNOWN_LOT);
        season.at(Season.MORNING.minusSeconds(1)).refuses(issuing(1), Reason.BEFORE_ITS_LOT);
    }
}
