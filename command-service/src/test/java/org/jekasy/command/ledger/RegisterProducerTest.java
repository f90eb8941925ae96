package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.But.but;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.MembershipChange;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.junit.jupiter.api.Test;

class RegisterProducerTest {
    private static final PartyId OPERATOR = PartyId.parse("PROGRAMME");
    private static final PartyId UNION = PartyId.parse("UNION-SIK-01");
    private static final PartyId NOBODY = PartyId.parse("COOP-XXX-01");
    private static final ProducerId OTHER = ProducerId.parse("P-SIK-0001");

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
        season.given(producer);

        season.refuses(producer, Reason.ALREADY_REGISTERED)
                .hasMessage("E-ID-01 Déjà enregistré : producteur P-KAD-0099.");
    }

    @Test
    void whatIsNamedIsKnown() {
        season.refuses(but(producer, "commune", CommuneId.parse("ml.sikasso.kadiolo.zegua")), Reason.UNKNOWN_NEAREST);
    }

    @Test
    void aProducerIsOfWhoActs() {
        RegisterProducer ofAnother = but(producer, "organisation", Season.STATION);
        season.given(but(producer, "organisation", Season.COOPERATIVE));
        season.refuses(but(ofAnother, "producer", OTHER), Reason.NOT_YOURS)
                .hasMessage("E-CUST-01 Organisation STAT-SIK-01 : c’est à STAT-SIK-01, pas à COOP-KAD-01.");
        season.refuses(but(but(producer, "producer", OTHER), "organisation", NOBODY), Reason.NOT_YOURS);
        season.as(NOBODY).refuses(but(producer, "producer", OTHER), Reason.UNKNOWN);
    }

    @Test
    void anOperatorSpeaksForAllAndAUnionForItsMembers() {
        RegisterProducer ofTheStation = but(but(producer, "producer", OTHER), "organisation", Season.STATION);
        season.given(organisation(OPERATOR, OrganisationKind.OPERATOR), organisation(UNION, OrganisationKind.UNION));
        season.as(UNION).refuses(ofTheStation, Reason.NOT_YOURS);
        season.as(Season.STATION)
                .given(new ChangeMembership(Season.STATION, UNION, MembershipChange.JOINED, null, null));
        season.as(UNION).given(ofTheStation);
        season.as(Season.STATION).given(new ChangeMembership(Season.STATION, UNION, MembershipChange.LEFT, null, null));
        season.as(UNION).refuses(but(ofTheStation, "producer", ProducerId.parse("P-SIK-0002")), Reason.NOT_YOURS);
        season.as(OPERATOR).given(but(ofTheStation, "producer", ProducerId.parse("P-SIK-0003")));
        season.as(OPERATOR)
                .refuses(
                        but(but(producer, "producer", ProducerId.parse("P-SIK-0004")), "organisation", NOBODY),
                        Reason.UNKNOWN);
    }

    private static RegisterOrganisation organisation(PartyId party, OrganisationKind kind) {
        return new RegisterOrganisation(party, party.text(), kind, null, null, List.of(), null, null);
    }

    @Test
    void consentWasGivenBefore() {
        season.refuses(but(producer, "consentOn", LocalDate.of(2026, 5, 12)), Reason.IN_THE_FUTURE);
    }
}
