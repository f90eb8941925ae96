package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.ledger.Packhouse.CARRIER;
import static org.jekasy.command.ledger.Packhouse.CONSIGNMENT;
import static org.jekasy.command.ledger.Packhouse.EU;
import static org.jekasy.command.ledger.Packhouse.INSPECTOR;
import static org.jekasy.command.ledger.Packhouse.building;
import static org.jekasy.command.ledger.Packhouse.cartons;
import static org.jekasy.command.ledger.Packhouse.loose;
import static org.jekasy.command.ledger.Packhouse.packed;
import static org.jekasy.command.ledger.Packhouse.pallet;
import static org.jekasy.command.ledger.Packhouse.phytosanitary;
import static org.jekasy.command.ledger.Packhouse.shipping;
import static org.jekasy.command.ledger.Season.stationLot;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CertificateLinked;
import org.jekasy.language.CountryCode;
import org.jekasy.language.LotId;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkCertificateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 11);
    private static final String HASH = "a".repeat(64);
    private final Season season = Packhouse.inSikasso();

    private static LinkCertificate certificate(
            String issuer,
            LocalDate issuedOn,
            @Nullable LocalDate validTo,
            @Nullable CountryCode market,
            List<LotId> lots,
            List<Sscc> units) {
        return new LinkCertificate(
                CertificateKind.PHYTOSANITARY, "PC-1", issuer, issuedOn, validTo, market, lots, units, null);
    }

    @Test
    void aCertificateCoversLotsAndAllThatIsOnItsPallets() {
        packed(season, stationLot(1), 300);
        packed(season, stationLot(2), 64);
        packed(season, stationLot(3), 64);
        season.given(building(pallet(1), cartons(stationLot(1), 200), cartons(stationLot(2), 64)));

        season.records(
                new LinkCertificate(
                        CertificateKind.PHYTOSANITARY,
                        "PC-1",
                        "OPV Sikasso",
                        TODAY,
                        TODAY.plusDays(30),
                        EU,
                        List.of(stationLot(3)),
                        List.of(pallet(1)),
                        HASH),
                new CertificateLinked(
                        CertificateKind.PHYTOSANITARY,
                        "PC-1",
                        "OPV Sikasso",
                        TODAY,
                        TODAY.plusDays(30),
                        EU,
                        List.of(stationLot(1), stationLot(2), stationLot(3)),
                        List.of(pallet(1)),
                        HASH));
        assertThat(season.lotNow(stationLot(2)).certificates())
                .extracting(CertificateLinked::number)
                .containsExactly("PC-1");
    }

    @Test
    void theSameCertificateMayCoverMoreLots() {
        packed(season, stationLot(1), 300);
        packed(season, stationLot(2), 300);
        season.given(phytosanitary("PC-1", EU, stationLot(1)), phytosanitary("PC-1", EU, stationLot(2)));

        season.refuses(phytosanitary("PC-1", EU, stationLot(1), stationLot(2)), Reason.ALREADY_REGISTERED);
    }

    @Test
    void aNumberIsOneCertificate() {
        packed(season, stationLot(1), 300);
        packed(season, stationLot(2), 300);
        season.given(certificate("OPV Sikasso", TODAY, TODAY, EU, List.of(stationLot(1)), List.of()));
        List<LotId> more = List.of(stationLot(2));

        season.refuses(certificate("OPV Bamako", TODAY, TODAY, EU, more, List.of()), Reason.CERTIFICATE_DIFFERS);
        season.refuses(
                certificate("OPV Sikasso", TODAY.minusDays(1), TODAY, EU, more, List.of()), Reason.CERTIFICATE_DIFFERS);
        season.refuses(certificate("OPV Sikasso", TODAY, null, EU, more, List.of()), Reason.CERTIFICATE_DIFFERS);
        season.refuses(certificate("OPV Sikasso", TODAY, TODAY, null, more, List.of()), Reason.CERTIFICATE_DIFFERS);
        season.given(
                certificate("OPV Sikasso", TODAY, TODAY, EU, more, List.of()),
                new LinkCertificate(CertificateKind.LAB, "PC-1", "Labo", TODAY, null, null, more, List.of(), null));
    }

    @Test
    void sentTwiceItIsLinkedOnce() {
        packed(season, stationLot(1), 300);

        season.recordsOnce(phytosanitary("PC-1", EU, stationLot(1)));
    }

    @Test
    void plantHealthCertifiesWhatOthersHoldAndASenderWhatHeSent() {
        packed(season, stationLot(1), 300);
        season.given(shipping(CONSIGNMENT, loose(stationLot(1), 1_200_000)), phytosanitary("PC-1", EU, stationLot(1)));

        season.as(INSPECTOR).given(phytosanitary("PC-2", EU, stationLot(1)));
        season.as(CARRIER).refuses(phytosanitary("PC-3", EU, stationLot(1)), Reason.NOT_THE_HOLDER);
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        packed(season, stationLot(1), 300);
        List<LotId> one = List.of(stationLot(1));

        season.refuses(certificate("OPV", TODAY, null, null, List.of(), List.of()), Reason.MISSING);
        season.refuses(certificate(" ", TODAY, null, null, one, List.of()), Reason.MISSING);
        season.refuses(certificate("OPV", TODAY, TODAY.minusDays(1), null, one, List.of()), Reason.BEFORE);
        season.refuses(certificate("OPV", TODAY.plusDays(1), null, null, one, List.of()), Reason.IN_THE_FUTURE);
        season.refuses(
                certificate("OPV", TODAY, null, null, List.of(stationLot(1), stationLot(1)), List.of()), Reason.TWICE);
        season.refuses(certificate("OPV", TODAY, null, null, one, List.of(pallet(1), pallet(1))), Reason.TWICE);
        season.refuses(certificate("OPV", TODAY, null, null, List.of(stationLot(9)), List.of()), Reason.UNKNOWN_LOT);
        season.refuses(certificate("OPV", TODAY, null, null, List.of(), List.of(pallet(9))), Reason.UNKNOWN);
        season.refuses(
                new LinkCertificate(CertificateKind.LAB, "", "OPV", TODAY, null, null, one, List.of(), null),
                Reason.MISSING);
        season.refuses(
                new LinkCertificate(CertificateKind.LAB, "L-1", "OPV", TODAY, null, null, one, List.of(), "ABC"),
                Reason.UNREADABLE);
    }
}
