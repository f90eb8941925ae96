package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.But.but;

import java.util.List;
import org.jekasy.language.CommuneId;
import org.jekasy.language.CountryCode;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerId;
import org.jekasy.language.UnLocode;
import org.junit.jupiter.api.Test;

class RegisterPlaceTest {
    private final Season season = Season.inKadiolo();
    private final RegisterPlace orchard = new RegisterPlace(
            PlaceId.parse("V-KAD-0099"),
            PlaceKind.ORCHARD,
            null,
            "Verger du marigot",
            Season.PRODUCER,
            Season.COMMUNE,
            null,
            CountryCode.parse("ML"),
            32_600L);

    @Test
    void anOrchardIsKnownWithItsProducerAndArea() {
        season.records(
                orchard,
                new PlaceRegistered(
                        PlaceId.parse("V-KAD-0099"),
                        PlaceKind.ORCHARD,
                        Season.COOPERATIVE,
                        "Verger du marigot",
                        Season.PRODUCER,
                        Season.COMMUNE,
                        null,
                        CountryCode.parse("ML"),
                        32_600L));
    }

    @Test
    void aPortIsKnownByItsLocode() {
        PlaceId abidjan = PlaceId.parse("PORT-ABJ");
        season.as(Season.STATION)
                .records(
                        new RegisterPlace(
                                abidjan,
                                PlaceKind.PORT,
                                Season.STATION,
                                null,
                                null,
                                null,
                                UnLocode.parse("CIABJ"),
                                null,
                                null),
                        new PlaceRegistered(
                                abidjan,
                                PlaceKind.PORT,
                                Season.STATION,
                                null,
                                null,
                                null,
                                UnLocode.parse("CIABJ"),
                                null,
                                null));
    }

    @Test
    void aPlaceIsRegisteredOnce() {
        season.given(orchard);

        season.refuses(orchard, Reason.ALREADY_REGISTERED).hasMessage("E-ID-01 Déjà enregistré : lieu V-KAD-0099.");
    }

    @Test
    void anOrchardHasAProducer() {
        season.refuses(but(orchard, "producer", null), Reason.MISSING).hasMessageContaining("producteur");
        season.given(but(but(orchard, "kind", PlaceKind.COLLECTION_AREA), "producer", null));
    }

    @Test
    void whatIsNamedIsKnown() {
        season.refuses(but(orchard, "producer", ProducerId.parse("P-KAD-9999")), Reason.UNKNOWN)
                .hasMessage("E-REF-01 Inconnu au registre : producteur P-KAD-9999.");
        season.refuses(but(orchard, "commune", CommuneId.parse("ml.sikasso.kadiolo.zegua")), Reason.UNKNOWN_NEAREST);
        season.refuses(but(orchard, "locode", UnLocode.parse("CIXXX")), Reason.UNKNOWN_LOCODE);
    }

    @Test
    void aPlaceIsOfWhoActsOrOfWhomItBroughtIn() {
        PartyId buyer = PartyId.parse("IMP-RTM-01");
        RegisterPlace store = new RegisterPlace(
                PlaceId.parse("ENT-RTM-01"), PlaceKind.WAREHOUSE, buyer, null, null, null, null, null, null);
        season.refuses(store, Reason.NOT_YOURS);
        season.given(new RegisterOrganisation(
                buyer, "Acheteur", OrganisationKind.IMPORTER, null, null, List.of(), null, null));
        season.as(Season.STATION).refuses(store, Reason.NOT_YOURS);
        season.as(Season.COOPERATIVE).given(store);
        season.refuses(
                but(but(store, "place", PlaceId.parse("ST-SIK-02")), "organisation", Season.STATION), Reason.NOT_YOURS);
        season.as(buyer).given(but(but(store, "place", PlaceId.parse("ENT-RTM-02")), "organisation", null));
    }

    @Test
    void anOrchardIsOfAProducerOfItsOrganisation() {
        season.as(Season.STATION)
                .refuses(orchard, Reason.UNKNOWN)
                .hasMessage("E-REF-01 Inconnu au registre : producteur P-KAD-0012.");
        season.as(Season.COOPERATIVE).given(orchard);
    }

    @Test
    void anAreaIsMoreThanNothing() {
        season.refuses(but(orchard, "areaM2", 0L), Reason.UNREADABLE).hasMessageContaining("Superficie");
        season.refuses(but(orchard, "areaM2", -1L), Reason.UNREADABLE);
        season.given(but(orchard, "areaM2", 1L));
    }

    @Test
    void aNameIsNotBlank() {
        season.refuses(but(orchard, "name", ""), Reason.MISSING);
    }
}
