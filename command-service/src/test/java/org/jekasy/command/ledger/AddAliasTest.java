package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.But.but;

import java.time.LocalDate;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.Gln;
import org.jekasy.language.Gtin;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class AddAliasTest {
    private static final Gtin CARTON = Gtin.parse("09521234000112");
    private static final Gln NUMBER = Gln.parse("9521234000037");
    private static final LocalDate FROM = LocalDate.of(2026, 3, 1);

    private final Season season = Season.inKadiolo().as(Season.STATION);
    private final AddAlias carton =
            new AddAlias(CARTON, null, ProductCode.parse("mango_fresh"), Weight.ofGrams(4_000), null, null, FROM);
    private final AddAlias packhouse = new AddAlias(null, NUMBER, null, null, Season.PACKHOUSE, null, FROM);
    private final AddAlias itself = new AddAlias(null, NUMBER, null, null, null, Season.STATION, FROM);

    @Test
    void aGtinStandsForAProductAndPackOfTheOrganisation() {
        season.records(
                carton,
                new AliasAdded(
                        Season.STATION,
                        CARTON,
                        null,
                        ProductCode.parse("mango_fresh"),
                        Weight.ofGrams(4_000),
                        null,
                        null,
                        FROM));
        season.given(but(but(carton, "gtin", Gtin.parse("99521234000016")), "pack", null));
    }

    @Test
    void aGlnStandsForAPlaceOrTheOrganisationItself() {
        season.records(
                packhouse, new AliasAdded(Season.STATION, null, NUMBER, null, null, Season.PACKHOUSE, null, FROM));
        season.records(
                but(itself, "gln", Gln.parse("9521234000013")),
                new AliasAdded(
                        Season.STATION, null, Gln.parse("9521234000013"), null, null, null, Season.STATION, FROM));
    }

    @Test
    void aNumberIsGivenOnce() {
        season.given(carton, packhouse);

        season.refuses(carton, Reason.ALREADY_REGISTERED).hasMessageContaining("code GS1 09521234000112");
        season.refuses(itself, Reason.ALREADY_REGISTERED);
        season.as(Season.COOPERATIVE).refuses(carton, Reason.ALREADY_REGISTERED);
    }

    @Test
    void oneNumberStandsForOneThing() {
        season.refuses(but(carton, "gln", NUMBER), Reason.UNREADABLE);
        season.refuses(but(carton, "place", Season.PACKHOUSE), Reason.UNREADABLE);
        season.refuses(but(carton, "party", Season.STATION), Reason.UNREADABLE);
        season.refuses(but(packhouse, "party", Season.STATION), Reason.UNREADABLE);
        season.refuses(but(packhouse, "product", ProductCode.parse("mango_fresh")), Reason.UNREADABLE);
        season.refuses(but(packhouse, "pack", Weight.ofGrams(4_000)), Reason.UNREADABLE);
    }

    @Test
    void aNumberStandsForSomething() {
        season.refuses(but(carton, "gtin", null), Reason.MISSING).hasMessageContaining("GTIN");
        season.refuses(but(carton, "product", null), Reason.MISSING).hasMessageContaining("produit");
        season.refuses(but(packhouse, "place", null), Reason.MISSING).hasMessageContaining("lieu");
    }

    @Test
    void whatIsNamedIsKnown() {
        season.refuses(but(carton, "product", ProductCode.parse("mango_fesh")), Reason.UNKNOWN_NEAREST);
        season.refuses(but(packhouse, "place", PlaceId.parse("ST-XXX-01")), Reason.UNKNOWN);
        season.as(PartyId.parse("STAT-XXX-01")).refuses(carton, Reason.UNKNOWN);
    }

    @Test
    void onlyOnesOwnIsNumbered() {
        season.refuses(but(packhouse, "place", Season.POINT), Reason.NOT_YOURS).hasMessageContaining("COOP-KAD-01");
        season.refuses(but(itself, "party", Season.COOPERATIVE), Reason.NOT_YOURS);
        assertThat(season.last().event()).isNotInstanceOf(AliasAdded.class);
    }
}
