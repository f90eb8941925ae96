package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.ABIDJAN;
import static org.jekasy.command.ledger.Packhouse.CASABLANCA;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.CONTAINER;
import static org.jekasy.command.ledger.Packhouse.EU;
import static org.jekasy.command.ledger.Packhouse.FRESH_MANGO;
import static org.jekasy.command.ledger.Packhouse.IMPORTER;
import static org.jekasy.command.ledger.Packhouse.QUAY;
import static org.jekasy.command.ledger.Packhouse.ROTTERDAM;
import static org.jekasy.command.ledger.Packhouse.SHIP;
import static org.jekasy.command.ledger.Packhouse.SIKASSO;
import static org.jekasy.command.ledger.Packhouse.TRUCK;
import static org.jekasy.command.ledger.Packhouse.all;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.container;
import static org.jekasy.command.ledger.Packhouse.leaving;
import static org.jekasy.command.ledger.Packhouse.loose;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Packhouse.phytosanitary;
import static org.jekasy.command.ledger.Packhouse.receiving;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Packhouse.stuffing;
import static org.jekasy.command.ledger.Packhouse.treated;
import static org.jekasy.command.ledger.Packhouse.whole;
import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.PACKHOUSE;
import static org.jekasy.command.ledger.Season.STATION;
import static org.jekasy.command.ledger.Season.stationLot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.Claim;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.CountryCode;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.ProductCode;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.UnLocode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDepartureTest {
    private static final CountryCode MOROCCO = CountryCode.parse("MA");
    private final Season season = Packhouse.inSikasso();

    /** A few pallets of the lot in the container; a half-empty one, as the season's first often is. */
    private void load(int pallets) {
        season.from(org.jekasy.language.Source.PAPER_BACKFILL);
        org.jekasy.language.Sscc[] units = new org.jekasy.language.Sscc[pallets];
        for (int i = 0; i < pallets; i++) {
            units[i] = pallet(i + 1);
            season.given(building(units[i], cartons(stationLot(1), 264)));
        }
        season.given(stuffing(CONTAINER, units));
        season.from(org.jekasy.language.Source.LIVE);
    }

    @Test
    void treatedAndCertifiedMangoLeavesForEurope() {
        treated(season, stationLot(1), 528);
        load(2);
        season.given(phytosanitary("PC-1", EU, stationLot(1)));

        season.records(
                leaving(CONTAINER, ROTTERDAM),
                new ConsignmentDeparted(
                        null,
                        CONTAINER,
                        ABIDJAN,
                        ROTTERDAM,
                        EU,
                        SHIP,
                        List.of(stationLot(1)),
                        List.of(pallet(1), pallet(2)),
                        Season.MORNING));
    }

    @Test
    void aConsignmentLeavesWithWhatWasNotReceivedYet() {
        packed(season, stationLot(1), 600);
        packed(season, stationLot(2), 100);
        season.given(
                building(pallet(1), cartons(stationLot(1), 264)),
                shipping(CONSIGNMENT, whole(pallet(1)), loose(stationLot(2), 400_000)));

        season.when(leaving(CONSIGNMENT, ABIDJAN));
        assertThat(season.last().event())
                .isEqualTo(new ConsignmentDeparted(
                        CONSIGNMENT,
                        null,
                        SIKASSO,
                        ABIDJAN,
                        CountryCode.parse("CI"),
                        TRUCK,
                        List.of(stationLot(1), stationLot(2)),
                        List.of(pallet(1)),
                        Season.MORNING));
    }

    @Test
    void inMaliMangoTravelsFreely() {
        packed(season, stationLot(1), 528);
        load(2);

        season.given(new RecordDeparture(null, CONTAINER, SIKASSO, UnLocode.parse("MLBKO"), null, TRUCK));
    }

    @Test
    void untreatedMangoIsNotAdmittedToEuropeAndTheRuleIsNamed() {
        packed(season, stationLot(1), 528);
        load(2);
        season.given(phytosanitary("PC-1", EU, stationLot(1)));

        season.refuses(leaving(CONTAINER, ROTTERDAM), Reason.MARKET_CLOSED)
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.numbers().get("rule")).isEqualTo("EU-MANGO-ML-1");
                    assertThat(refusal.sentence(Locale.FRENCH))
                            .contains(
                                    "un traitement contre la mouche des fruits",
                                    "2025/2294",
                                    stationLot(1).text());
                    assertThat(refusal.sentence(Locale.ENGLISH)).contains("treatment", "EU");
                });
    }

    @Test
    void beforeTheRuleCameMangoLeftUntreated() {
        Season earlier = Packhouse.inSikasso();
        earlier.at(Instant.parse("2025-11-09T08:00:00Z")).nowIs(Instant.parse("2025-11-09T09:00:00Z"));
        packed(earlier, stationLot(1), 528);
        earlier.given(shipping(CONSIGNMENT, loose(stationLot(1), 1_000_000)), leaving(CONSIGNMENT, ROTTERDAM));

        earlier.at(Instant.parse("2025-11-10T08:00:00Z")).nowIs(Instant.parse("2025-11-10T09:00:00Z"));
        packed(earlier, stationLot(2), 528);
        org.jekasy.language.ConsignmentId next = org.jekasy.language.ConsignmentId.parse("EXP-2");
        earlier.given(shipping(next, loose(stationLot(2), 1_000_000)))
                .refuses(leaving(next, ROTTERDAM), Reason.MARKET_CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NLRTM", "BEANR", "FRMRS", "ESALG"})
    void everyPortOfTheUnionIsEurope(String port) {
        packed(season, stationLot(1), 528);
        load(2);

        season.refuses(leaving(CONTAINER, UnLocode.parse(port)), Reason.MARKET_CLOSED);
    }

    @Test
    void aMarketMayBeNamedByACountryAndLiesBehindAnotherPort() {
        packed(season, stationLot(1), 528);
        load(2);

        season.refuses(
                new RecordDeparture(null, CONTAINER, SIKASSO, ABIDJAN, CountryCode.parse("FR"), TRUCK),
                Reason.MARKET_CLOSED);
        season.refuses(
                new RecordDeparture(null, CONTAINER, SIKASSO, ROTTERDAM, CountryCode.parse("ML"), TRUCK),
                Reason.UNREADABLE);
        season.refuses(new RecordDeparture(null, CONTAINER, SIKASSO, null, null, TRUCK), Reason.MISSING);
    }

    @Test
    void aCertificateForAnotherMarketDoesNotServe() {
        treated(season, stationLot(1), 528);
        load(2);
        season.given(phytosanitary("PC-1", EU, stationLot(1)));

        season.refuses(leaving(CONTAINER, CASABLANCA), Reason.MARKET_CLOSED);
        season.given(phytosanitary("PC-2", MOROCCO, stationLot(1)), leaving(CONTAINER, CASABLANCA));
    }

    @Test
    void aCertificateNamesAnyCountryOfTheUnionOrNone() {
        treated(season, stationLot(1), 528);
        load(2);
        season.given(phytosanitary("PC-1", CountryCode.parse("NL"), stationLot(1)), leaving(CONTAINER, ROTTERDAM));
    }

    @Test
    void aCertificateIsValidInItsTime() {
        treated(season, stationLot(1), 528);
        load(2);
        season.given(phytosanitary("PC-1", null, stationLot(1)));

        season.at(Instant.parse("2026-06-11T08:00:00Z")).nowIs(Instant.parse("2026-06-11T09:00:00Z"));
        season.refuses(leaving(CONTAINER, ROTTERDAM), Reason.MARKET_CLOSED);
        season.at(Instant.parse("2026-06-10T08:00:00Z")).given(leaving(CONTAINER, ROTTERDAM));
    }

    @Test
    void everyLotMustBeNamedOnTheCertificate() {
        treated(season, stationLot(1), 528);
        treated(season, stationLot(2), 100);
        season.given(
                building(pallet(1), cartons(stationLot(1), 200), cartons(stationLot(2), 64)),
                shipping(CONSIGNMENT, whole(pallet(1))),
                phytosanitary("PC-1", EU, stationLot(1)));

        season.refuses(leaving(CONSIGNMENT, ROTTERDAM), Reason.MARKET_CLOSED)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.numbers().get("lot")).isEqualTo(stationLot(2)));
        season.given(phytosanitary("PC-1", EU, stationLot(2)), leaving(CONSIGNMENT, ROTTERDAM));
    }

    @Test
    void freshMangoIsNotKnownToBeAdmittedInAmerica() {
        treated(season, stationLot(1), 528);
        load(2);
        season.given(phytosanitary("PC-1", null, stationLot(1)));

        season.refuses(
                new RecordDeparture(null, CONTAINER, ABIDJAN, null, CountryCode.parse("US"), SHIP),
                Reason.MARKET_CLOSED);
    }

    @Test
    void driedMangoLeavesFreelyButAsOrganicWithItsCertificateOfInspection() {
        packed(season, stationLot(1), 528, ProductCode.parse("mango_dried"), null, List.of(Claim.ORGANIC));
        season.given(shipping(CONSIGNMENT, loose(stationLot(1), 1_000_000)));

        season.refuses(leaving(CONSIGNMENT, ROTTERDAM), Reason.MARKET_CLOSED);
        season.given(
                new LinkCertificate(
                        CertificateKind.INSPECTION_ORGANIC,
                        "COI-1",
                        "ECOCERT",
                        LocalDate.of(2026, 5, 11),
                        null,
                        EU,
                        List.of(stationLot(1)),
                        List.of(),
                        null),
                leaving(CONSIGNMENT, ROTTERDAM));
    }

    @Test
    void onlySenderAndHolderTellOfADeparture() {
        packed(season, stationLot(1), 528);
        load(1);
        season.given(shipping(CONSIGNMENT, loose(stationLot(1), 1_000_000)));

        season.as(COOPERATIVE).refuses(leaving(CONTAINER, ABIDJAN), Reason.NOT_YOURS);
        season.as(IMPORTER).refuses(leaving(CONSIGNMENT, ABIDJAN), Reason.NOT_YOURS);
    }

    @Test
    void whoReceivedThePalletsMaySendTheContainerOn() {
        packed(season, stationLot(1), 528);
        load(1);
        season.given(shipping(CONSIGNMENT, whole(pallet(1))), leaving(CONTAINER, ABIDJAN));
        season.as(IMPORTER)
                .at(Instant.parse("2026-05-14T08:00:00Z"))
                .nowIs(Instant.parse("2026-05-14T09:00:00Z"))
                .given(
                        new RecordArrival(null, CONTAINER, ABIDJAN, null),
                        receiving(CONSIGNMENT, all(pallet(1))),
                        new RecordDeparture(null, CONTAINER, ABIDJAN, UnLocode.parse("SNDKR"), null, SHIP));
    }

    @Test
    void whatIsOnItsWayDoesNotLeaveAgain() {
        packed(season, stationLot(1), 528);
        load(1);
        season.given(shipping(CONSIGNMENT, whole(pallet(1))));

        season.given(leaving(CONTAINER, ABIDJAN)).refuses(leaving(CONTAINER, ABIDJAN), Reason.ON_ITS_WAY);
        season.given(leaving(CONSIGNMENT, ABIDJAN)).refuses(leaving(CONSIGNMENT, ABIDJAN), Reason.ON_ITS_WAY);
    }

    @Test
    void sentTwiceItLeavesOnce() {
        packed(season, stationLot(1), 528);
        season.given(shipping(CONSIGNMENT, loose(stationLot(1), 1_000_000)));

        season.recordsOnce(leaving(CONSIGNMENT, ABIDJAN));
    }

    @Test
    void whatWasReceivedDoesNotLeave() {
        packed(season, stationLot(1), 528);
        season.given(shipping(CONSIGNMENT, loose(stationLot(1), 1_000_000)));
        season.as(IMPORTER)
                .at(Instant.parse("2026-05-14T08:00:00Z"))
                .nowIs(Instant.parse("2026-05-14T09:00:00Z"))
                .given(receiving(CONSIGNMENT, all(stationLot(1))));

        season.as(STATION).refuses(leaving(CONSIGNMENT, ABIDJAN), Reason.ALL_RECEIVED);
    }

    @Test
    void notBeforeItWasSealedOrDispatched() {
        packed(season, stationLot(1), 528);
        season.at(Season.MORNING.plusSeconds(600));
        load(1);
        season.given(shipping(CONSIGNMENT, loose(stationLot(1), 1_000_000)));

        season.at(Season.MORNING.plusSeconds(599));
        season.refuses(leaving(CONTAINER, ABIDJAN), Reason.BEFORE);
        season.refuses(leaving(CONSIGNMENT, ABIDJAN), Reason.BEFORE);
    }

    @Test
    void whatIsHeldSinceStaysButForQuarantine() {
        packed(season, stationLot(1), 528);
        load(1);
        season.given(new HoldLot(stationLot(1), HoldScope.LOT, HoldReason.FLY_LARVA, null));
        season.refuses(leaving(CONTAINER, ABIDJAN), Reason.HELD);

        season.given(
                new ShipConsignment(
                        CONSIGNMENT,
                        IMPORTER,
                        PACKHOUSE,
                        QUAY,
                        List.of(loose(stationLot(1), 1_000)),
                        TRUCK,
                        "BL-1",
                        ShipmentPurpose.QUARANTINE),
                leaving(CONSIGNMENT, ABIDJAN));
    }

    @Test
    void theContainerAndTheConsignmentInItLeaveTogether() {
        packed(season, stationLot(1), 528, FRESH_MANGO, null, List.of());
        load(1);
        season.given(shipping(CONSIGNMENT, whole(pallet(1))));

        season.when(new RecordDeparture(CONSIGNMENT, CONTAINER, SIKASSO, ABIDJAN, null, TRUCK));

        assertThat(((ConsignmentDeparted) season.last().event()).units()).containsExactly(pallet(1));
        season.refuses(leaving(CONSIGNMENT, ABIDJAN), Reason.ON_ITS_WAY);
        season.refuses(leaving(CONTAINER, ABIDJAN), Reason.ON_ITS_WAY);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        season.refuses(new RecordDeparture(null, null, SIKASSO, ABIDJAN, null, TRUCK), Reason.MISSING);
        season.refuses(leaving(container(9), ABIDJAN), Reason.UNKNOWN);
        season.refuses(leaving(CONSIGNMENT, ABIDJAN), Reason.UNKNOWN);
        season.refuses(
                new RecordDeparture(null, CONTAINER, UnLocode.parse("XXAAA"), ABIDJAN, null, TRUCK),
                Reason.UNKNOWN_LOCODE);
        season.refuses(leaving(CONTAINER, UnLocode.parse("XXAAA")), Reason.UNKNOWN_LOCODE);
    }

    @Test
    void anEmptyContainerHasNothingToLeaveWith() {
        packed(season, stationLot(1), 528);
        load(1);
        season.given(Packhouse.dismantling(pallet(1)));

        season.refuses(leaving(CONTAINER, ABIDJAN), Reason.MISSING);
    }
}
