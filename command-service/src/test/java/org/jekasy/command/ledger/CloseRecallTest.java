package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.Packhouse.INSPECTOR;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import java.util.List;
import org.jekasy.language.Grams;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallClosed;
import org.jekasy.language.RecallId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloseRecallTest {
    private static final RecallId RECALL = RecallId.parse("R-2026-01");
    private final Season season = Packhouse.inSikasso();

    @BeforeEach
    void aRecallOfALotAndItsChild() {
        season.as(COOPERATIVE)
                .given(
                        harvest(lot(1), 500_000),
                        grouping(lot(2), portion(lot(1), 400_000)),
                        new OpenRecall(RECALL, List.of(lot(1)), "résidus", RecallClass.II, null));
    }

    private static CloseRecall closing() {
        return new CloseRecall(RECALL, "détruit", Grams.ofGrams(350_000));
    }

    @Test
    void itsLotsAreFreeAgain() {
        season.records(closing(), new RecallClosed(RECALL, "détruit", Grams.ofGrams(350_000), List.of(lot(1), lot(2))));

        season.given(grouping(lot(3), portion(lot(1), 1_000), portion(lot(2), 1_000)));
    }

    @Test
    void whatIsRecalledTwiceStaysRecalled() {
        season.given(new OpenRecall(RecallId.parse("R-2"), List.of(lot(2)), "larves", RecallClass.I, null), closing());

        season.given(grouping(lot(3), portion(lot(1), 1_000)));
        season.refuses(grouping(lot(4), portion(lot(2), 1_000)), Reason.RECALLED);
    }

    @Test
    void nothingFoundIsNothing() {
        season.records(
                new CloseRecall(RECALL, "fausse alerte", null),
                new RecallClosed(RECALL, "fausse alerte", Grams.NONE, List.of(lot(1), lot(2))));
    }

    @Test
    void sentTwiceItIsClosedOnce() {
        season.recordsOnce(closing());
        season.refuses(closing(), Reason.RECALL_CLOSED);
    }

    @Test
    void onlyWhoOpenedItClosesIt() {
        season.as(INSPECTOR).refuses(closing(), Reason.NOT_YOURS);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        season.refuses(new CloseRecall(RecallId.parse("R-9"), "détruit", null), Reason.UNKNOWN);
        season.refuses(new CloseRecall(RECALL, "", null), Reason.MISSING);
    }
}
