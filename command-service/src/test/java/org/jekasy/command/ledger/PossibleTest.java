package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jekasy.command.ledger.Season.harvest;
import static org.jekasy.command.ledger.Season.lot;
import static org.jekasy.command.ledger.Season.portion;

import java.util.List;
import java.util.Set;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What no rule decides can still reach the ledger by a correction: the physics every event shares. */
class PossibleTest {
    private final Season season = Season.inKadiolo().given(harvest(lot(1), 800_000));

    @Test
    void aTreatmentIsNotGivenByWritingItDown() {
        assertThatCode(() -> check(null)).doesNotThrowAnyException();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> check("HOT_WATER"))
                .satisfies(refusal -> org.assertj.core.api.Assertions.assertThat(refusal.reason())
                        .isEqualTo(Reason.TREATMENT_NOT_HELD));
    }

    private void check(@Nullable String treatment) {
        LotsGrouped grouped = new LotsGrouped(
                lot(2),
                Season.COOPERATIVE,
                Season.POINT,
                ProductCode.parse("mango_fresh"),
                Season.KENT,
                SeasonId.parse("MG-2026"),
                List.of(portion(lot(1), 100_000)),
                Weight.ofGrams(100_000),
                null,
                List.of(),
                treatment,
                null);
        season.ledger
                .history(Set.of(Tag.lot(lot(1)), Tag.lot(lot(2))))
                .lots()
                .check(new Fact(Long.MAX_VALUE, season.nextId(), Season.NOW, grouped), tag -> true);
    }
}
