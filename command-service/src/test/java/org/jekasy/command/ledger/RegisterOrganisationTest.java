package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;

import java.util.List;
import org.jekasy.language.CommuneId;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.CountryCode;
import org.jekasy.language.EventId;
import org.jekasy.language.Gln;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegisterOrganisationTest {
    private final Season season = Season.inKadiolo();
    private final RegisterOrganisation cooperative = new RegisterOrganisation(
            PartyId.parse("COOP-KOU-01"),
            "Coopérative fruitière de Koutiala",
            OrganisationKind.COOPERATIVE,
            CommuneId.parse("ml.sikasso.koutiala"),
            CountryCode.parse("ML"),
            List.of(IssuerCode.parse("T9KA"), IssuerCode.parse("T9KB")),
            Gln.parse("9521234000013"),
            "4063061000019");

    @Test
    void anOrganisationIsKnownWithItsIssuers() {
        season.records(
                cooperative,
                new OrganisationRegistered(
                        PartyId.parse("COOP-KOU-01"),
                        "Coopérative fruitière de Koutiala",
                        OrganisationKind.COOPERATIVE,
                        CommuneId.parse("ml.sikasso.koutiala"),
                        CountryCode.parse("ML"),
                        List.of(IssuerCode.parse("T9KA"), IssuerCode.parse("T9KB")),
                        Gln.parse("9521234000013"),
                        "4063061000019"));
    }

    @Test
    void anOrganisationIsRegisteredOnce() {
        season.given(cooperative);

        season.refuses(cooperative, Reason.ALREADY_REGISTERED)
                .hasMessage("E-ID-01 Déjà enregistré : organisation COOP-KOU-01.");
        season.refuses(but(cooperative, "issuers", List.of()), Reason.ALREADY_REGISTERED);
    }

    @Test
    void anIssuerIsNeverGivenTwice() {
        season.refuses(
                        but(cooperative, "issuers", List.of(IssuerCode.parse("T9KA"), Season.ISSUER)),
                        Reason.ISSUER_TAKEN)
                .hasMessageContaining("K7QF")
                .hasMessageContaining("COOP-KAD-01");
    }

    @Test
    void anOrganisationMayHaveNoIssuerAndNoCommune() {
        season.given(but(but(cooperative, "issuers", List.of()), "commune", null));
        assertThat(season.last().event()).isInstanceOf(OrganisationRegistered.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrganisationKind.class,
            names = {"PLANT_HEALTH", "CERTIFIER", "CONTROL_BODY", "AUTHORITY", "OPERATOR"})
    void whatMayHoldAnyLotIsBroughtInByAnOperatorOrByWhoBegan(OrganisationKind kind) {
        PartyId itself = PartyId.parse("COOP-KOU-01");
        RegisterOrganisation other = but(cooperative, "kind", kind);
        season.as(itself).refuses(other, Reason.NOT_AN_OPERATOR);
        season.as(Season.STATION)
                .refuses(other, Reason.NOT_AN_OPERATOR)
                .hasMessageContaining("STAT-SIK-01 n’exploite pas");
        // nor by correcting what one was registered as
        season.as(itself).given(cooperative);
        EventId own = season.last().eventId();
        season.refuses(new CorrectEntry(own, CorrectReason.TYPING, other, null, null), Reason.NOT_AN_OPERATOR);

        RegisterOrganisation operator = new RegisterOrganisation(
                PartyId.parse("PROGRAMME"), "Programme", OrganisationKind.OPERATOR, null, null, List.of(), null, null);
        season.as(Season.COOPERATIVE).given(operator);
        season.as(operator.organisation())
                .given(but(but(other, "organisation", PartyId.parse("COOP-KOU-02")), "issuers", List.of()));
    }

    @Test
    void itsCommuneIsKnown() {
        season.refuses(but(cooperative, "commune", CommuneId.parse("ml.sikasso.koutialla")), Reason.UNKNOWN_NEAREST)
                .hasMessageContaining("ml.sikasso.koutiala ?");
        season.refuses(but(cooperative, "commune", CommuneId.parse("ml.gao.ansongo.bara")), Reason.UNKNOWN);
    }

    @Test
    void itHasAName() {
        season.refuses(but(cooperative, "name", "  "), Reason.MISSING);
    }

    @Test
    void anIssuerGivenSinceCanNotBeTakenByACorrection() {
        season.given(cooperative);
        EventId target = season.last().eventId();

        season.refuses(correctedTo(target, Season.ISSUER), Reason.ISSUER_TAKEN);
        season.given(but(
                but(cooperative, "organisation", PartyId.parse("COOP-KOU-02")),
                "issuers",
                List.of(IssuerCode.parse("T9KC"))));
        season.refuses(correctedTo(target, IssuerCode.parse("T9KC")), Reason.LATER_ENTRIES_FAIL);
        season.given(correctedTo(target, IssuerCode.parse("T9KD")));
    }

    private CorrectEntry correctedTo(EventId target, IssuerCode issuer) {
        return new CorrectEntry(target, CorrectReason.TYPING, but(cooperative, "issuers", List.of(issuer)), null, null);
    }
}
