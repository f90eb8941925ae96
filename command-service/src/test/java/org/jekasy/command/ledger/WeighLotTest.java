package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.grouping;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import org.jekasy.language.LotWeighed;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class WeighLotTest {
    private final Season season = Season.inKadiolo().given(harvest(lot(1), 806_500));
    private final WeighLot weighing = new WeighLot(lot(1), Weight.ofGrams(799_000), "BAL-03", "pont-bascule", "P-0917");

    @Test
    void aWeighingIsRecordedAndChangesNoMass() {
        season.records(weighing, new LotWeighed(lot(1), Weight.ofGrams(799_000), "BAL-03", "pont-bascule", "P-0917"));
        assertThat(season.gramsOf(lot(1), COOPERATIVE)).isEqualTo(806_500);
    }

    @Test
    void aLotMayBeWeighedTwice() {
        season.given(weighing, but(weighing, "ticket", null));
        assertThat(season.ledger.entries())
                .filteredOn(entry -> entry.event() instanceof LotWeighed)
                .hasSize(2);
    }

    @Test
    void onlyWhatIsThereAndOnesOwnIsWeighed() {
        season.refuses(but(weighing, "lot", lot(99)), Reason.UNKNOWN_LOT);
        season.at(Season.MORNING.minusSeconds(1)).refuses(weighing, Reason.BEFORE_ITS_LOT);
        season.at(Season.MORNING).as(Season.STATION).refuses(weighing, Reason.NOT_THE_HOLDER);
        season.as(COOPERATIVE).given(grouping(lot(2), portion(lot(1), 806_500)));
        season.refuses(weighing, Reason.WRONG_STATE);
    }

    @Test
    void scaleAndMethodAreSaid() {
        season.refuses(but(weighing, "scale", " "), Reason.MISSING).hasMessageContaining("balance");
        season.refuses(but(weighing, "method", ""), Reason.MISSING);
        season.refuses(but(weighing, "ticket", ""), Reason.MISSING);
    }
}
