package org.jekasy.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.axon.Fixture.CLOCK;
import static org.jekasy.command.axon.Fixture.COOPERATIVE;
import static org.jekasy.command.axon.Fixture.harvest;
import static org.jekasy.command.axon.Fixture.lot;
import static org.jekasy.command.axon.Fixture.request;
import static org.jekasy.command.axon.Fixture.taking;

import java.util.List;
import org.axonframework.test.fixture.AxonTestFixture;
import org.axonframework.test.fixture.AxonTestPhase;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.ledger.Decided;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Reason;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.Actor;
import org.jekasy.language.AdjustReason;
import org.jekasy.language.Delta;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotQuantityAdjusted;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Axon Test's own fixture over the ledger as it runs: the configuration, the rules and the journal are the real ones. */
class GivenWhenThenIT {
    private final PostgresJournal journal =
            new PostgresJournal(TestDatabase.withJournal().pool());
    private final AxonTestFixture fixture = Fixture.ledgerOn(journal);

    @AfterEach
    void close() {
        fixture.stop();
        journal.close();
    }

    @Test
    void aHarvestMakesALot() {
        registered()
                .when()
                .command(request(harvest(1, 806_500)))
                .then()
                .success()
                .eventsSatisfy(events -> assertThat(events).singleElement().satisfies(event -> {
                    assertThat(event.type().name()).isEqualTo("HarvestRecorded");
                    assertThat(((LedgerEntry) event.payload()).event())
                            .isInstanceOfSatisfying(
                                    HarvestRecorded.class,
                                    harvested -> assertThat(harvested.lot()).isEqualTo(lot(1)));
                }));
    }

    @Test
    void aLotTakesOnlyOneHarvest() {
        registered()
                .commands(request(harvest(1, 806_500)))
                .when()
                .command(request(harvest(1, 100_000)))
                .then()
                .noEvents()
                .resultMessagePayloadSatisfies(answer -> assertThat(((Decided) answer).outcomes())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.refusal().reason())
                                        .isIn(Reason.LOT_EXISTS, Reason.TICKET_USED)));
    }

    @Test
    void theSameHarvestSentTwiceIsOneHarvest() {
        Request twice = request(harvest(1, 806_500));
        registered()
                .commands(twice)
                .when()
                .command(twice)
                .then()
                .noEvents()
                .resultMessagePayloadSatisfies(answer -> assertThat(((Decided) answer).outcomes())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Outcome.Recorded.class,
                                recorded -> assertThat(recorded.repeated()).isTrue()));
    }

    @Test
    void aRuleStandsOnFactsThatWereGiven() {
        Request request = request(harvest(9, 1_000));
        LedgerEntry adjusted = new LedgerEntry(
                0,
                request.eventId(),
                request.occurredAt(),
                CLOCK.instant(),
                Actor.of(COOPERATIVE),
                Source.LIVE,
                List.of(),
                List.of(),
                null,
                request.eventId(),
                request.eventId(),
                new LotQuantityAdjusted(lot(1), COOPERATIVE, new Delta(-6_500), AdjustReason.SCALE, null, null));
        registered()
                .commands(request(harvest(1, 806_500)))
                .event(adjusted)
                .when()
                .command(request(taking(1, 800_000, 2)))
                .then()
                .eventsSatisfy(
                        events -> assertThat(((LedgerEntry) events.getFirst().payload()).event())
                                .isInstanceOf(LotsGrouped.class));
    }

    private AxonTestPhase.Given registered() {
        return fixture.given().commands(Fixture.registers());
    }
}
