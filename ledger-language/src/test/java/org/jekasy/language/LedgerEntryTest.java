package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerEntryTest {
    private final LedgerEntry entry = OneOfEach.entry(OneOfEach.harvest(860_500));

    @Test
    void anEntryKeepsAllButItsPlace() {
        LedgerEntry placed = entry.at(7);

        assertThat(placed.position()).isEqualTo(7);
        assertThat(placed.at(entry.position())).isEqualTo(entry);
    }

    @Test
    void anEntryKeepsAllButWhatItSays() {
        LedgerEntry other = entry.with(OneOfEach.harvest(806_500));

        assertThat(other.event()).isEqualTo(OneOfEach.harvest(806_500));
        assertThat(other.with(entry.event())).isEqualTo(entry);
    }

    @Test
    void behindWhatIsLiveOrWasSyncedThereIsAPerson() {
        assertThat(Source.values()).filteredOn(Source::isLive).containsExactly(Source.LIVE, Source.OFFLINE_SYNC);
    }

    @Test
    void anActorMayBeAnOrganisationAlone() {
        assertThat(Actor.of(OneOfEach.STATION)).isEqualTo(new Actor(OneOfEach.STATION, null, null));
    }
}
