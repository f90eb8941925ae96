package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Weight;

/** The words of a shea season around Yorosso: a women's group, two of its women, a collection area. July 2026. */
final class Shea {
    static final PartyId GROUP = PartyId.parse("COOP-YOR-01");
    static final IssuerCode ISSUER = IssuerCode.parse("Y4RS");
    static final ProducerId WOMAN = ProducerId.parse("P-YOR-0036");
    static final ProducerId ORGANIC_WOMAN = ProducerId.parse("P-YOR-0003");
    static final PlaceId AREA = PlaceId.parse("Z-YOR-01");
    static final PlaceId ORCHARD = PlaceId.parse("V-YOR-0036");
    static final PlaceId POINT = PlaceId.parse("PC-YOR-01");
    static final CommuneId COMMUNE = CommuneId.parse("ml.sikasso.yorosso.yorosso");
    static final LocalDate DAY = LocalDate.of(2026, 7, 20);
    static final Instant MORNING = Instant.parse("2026-07-20T08:30:00Z");
    static final Instant EVENING = Instant.parse("2026-07-20T17:00:00Z");
    static final ProductCode KERNEL = ProductCode.parse("shea_kernel");
    static final ProductCode NUT = ProductCode.parse("shea_nut");
    static final ProductCode FRUIT = ProductCode.parse("shea_fruit");
    static final ProductCode BUTTER = ProductCode.parse("shea_butter");
    static final ProductCode CAKE = ProductCode.parse("shea_cake");

    private Shea() {}

    /** A season in which, beside the mango of Kadiolo, the group of Yorosso is known; it acts. */
    static Season inYorosso() {
        Season season = Season.inKadiolo()
                .as(GROUP)
                .at(Instant.parse("2026-02-07T08:00:00Z"))
                .nowIs(Instant.parse("2026-02-07T09:00:00Z"))
                .given(
                        new RegisterOrganisation(
                                GROUP,
                                "Groupement des femmes de Yorosso",
                                OrganisationKind.WOMENS_GROUP,
                                COMMUNE,
                                null,
                                List.of(ISSUER),
                                null,
                                null),
                        new RegisterProducer(WOMAN, null, COMMUNE, LocalDate.of(2026, 2, 7), List.of(), null),
                        new RegisterProducer(
                                ORGANIC_WOMAN, null, COMMUNE, LocalDate.of(2026, 2, 7), List.of(Claim.ORGANIC), null),
                        new RegisterPlace(AREA, PlaceKind.COLLECTION_AREA, null, null, null, COMMUNE, null, null, null),
                        new RegisterPlace(ORCHARD, PlaceKind.ORCHARD, null, null, WOMAN, null, null, null, null),
                        new RegisterPlace(
                                POINT, PlaceKind.COLLECTION_POINT, null, null, null, COMMUNE, null, null, null));
        return season.at(MORNING).nowIs(EVENING);
    }

    static LotId lot(int serial) {
        return LotId.ofDay(DAY, ISSUER, serial);
    }

    static RecordDelivery delivery(LotId lot, long grams) {
        return new RecordDelivery(
                lot,
                null,
                null,
                WOMAN,
                AREA,
                POINT,
                Weight.ofGrams(grams),
                1,
                new BigDecimal("6.3"),
                null,
                null,
                List.of(),
                null,
                null);
    }
}
