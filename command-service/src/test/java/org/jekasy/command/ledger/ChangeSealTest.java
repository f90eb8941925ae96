package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.Packhouse.CARRIER;
import static org.jekasy.command.ledger.Packhouse.CONTAINER;
import static org.jekasy.command.ledger.Packhouse.IMPORTER;
import static org.jekasy.command.ledger.Packhouse.container;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.stuffed;
import static org.jekasy.command.ledger.Season.stationLot;

import org.jekasy.language.SealChanged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeSealTest {
    private final Season season = Packhouse.inSikasso();

    @BeforeEach
    void aSealedContainer() {
        packed(season, stationLot(1), 5_280);
        stuffed(season, CONTAINER, stationLot(1), 20);
    }

    @Test
    void customsOpenItAndTheStationTellsOfTheNewSeal() {
        season.records(
                new ChangeSeal(CONTAINER, "SC-1", "DO-77", "Douane de Zégoua", "visite"),
                new SealChanged(CONTAINER, "SC-1", "DO-77", "Douane de Zégoua", "visite"));
        season.refuses(new ChangeSeal(CONTAINER, "SC-1", "DO-78", null, null), Reason.SEAL_NOT_THERE);
    }

    @Test
    void aCarrierTellsInItsOwnName() {
        season.as(CARRIER)
                .records(
                        new ChangeSeal(CONTAINER, "SC-1", "SC-2", null, null),
                        new SealChanged(CONTAINER, "SC-1", "SC-2", CARRIER.text(), null));
    }

    @Test
    void sentTwiceItIsChangedOnce() {
        season.recordsOnce(new ChangeSeal(CONTAINER, "SC-1", "SC-2", null, null));
    }

    @Test
    void othersDoNotTouchIt() {
        season.as(IMPORTER).refuses(new ChangeSeal(CONTAINER, "SC-1", "SC-2", null, null), Reason.NOT_YOURS);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        season.refuses(new ChangeSeal(container(9), "SC-1", "SC-2", null, null), Reason.UNKNOWN);
        season.refuses(new ChangeSeal(CONTAINER, "SC-1", "SC-1", null, null), Reason.TWICE);
        season.refuses(new ChangeSeal(CONTAINER, "SC-1", " ", null, null), Reason.MISSING);
        season.refuses(new ChangeSeal(CONTAINER, "SC-1", "SC-2", "", null), Reason.MISSING);
        season.at(Season.MORNING.minusSeconds(1))
                .refuses(new ChangeSeal(CONTAINER, "SC-1", "SC-2", null, null), Reason.BEFORE);
    }
}
