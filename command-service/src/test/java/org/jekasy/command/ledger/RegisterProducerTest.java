package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.But.but;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.junit.jupiter.api.Test;

class RegisterProducerTest {
    private final Season season = Season.inKadiolo();
    private final RegisterProducer producer = new RegisterProducer(
            ProducerId.parse("P-KAD-0099"),
            null,
            Season.COMMUNE,
            LocalDate.of(2026, 5, 11),
            List.of(Claim.ORGANIC),
            "4063061000019");

    @Test
    void aProducerIsKnownByNumberCommuneAndConsent() {
        season.records(
                producer,
                new ProducerRegistered(
                        ProducerId.parse("P-KAD-0099"),
                        Season.COOPERATIVE,
                        Season.COMMUNE,
                        LocalDate.of(2026, 5, 11),
                        List.of(Claim.ORGANIC),
                        "4063061000019"));
    }

    @Test
    void aProducerIsRegisteredOnce() {
        season.given(but(producer, "organisation", Season.STATION));

        season.refuses(producer, Reason.ALREADY_REGISTERED)
                .hasMessage("E-ID-01 Déjà enregistré : producteur P-KAD-0099.");
    }

    @Test
    void whatIsNamedIsKnown() {
        season.refuses(but(producer, "organisation", PartyId.parse("COOP-XXX-01")), Reason.UNKNOWN);
        season.refuses(but(producer, "commune", CommuneId.parse("ml.sikasso.kadiolo.zegua")), Reason.UNKNOWN_NEAREST);
    }

    @Test
    void consentWasGivenBefore() {
        season.refuses(but(producer, "consentOn", LocalDate.of(2026, 5, 12)), Reason.IN_THE_FUTURE);
    }
}
