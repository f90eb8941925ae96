package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.Season.PACKHOUSE;
import static org.jekasy.command.ledger.Season.STATION;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.CheckDigits;
import org.jekasy.language.Claim;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.Packed;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** A season from the packhouse on: cartons of 4 kg, pallets, a container, an importer in Rotterdam. */
final class Packhouse {
    static final PartyId IMPORTER = PartyId.parse("IMP-RTM-01");
    static final PartyId INSPECTOR = PartyId.parse("OPV-SIK");
    static final PartyId CARRIER = PartyId.parse("TRANS-01");
    static final PlaceId QUAY = PlaceId.parse("PORT-ABJ");
    static final PlaceId WAREHOUSE = PlaceId.parse("ENT-RTM-01");
    static final UnLocode SIKASSO = UnLocode.parse("MLSIK");
    static final UnLocode ABIDJAN = UnLocode.parse("CIABJ");
    static final UnLocode ROTTERDAM = UnLocode.parse("NLRTM");
    static final UnLocode CASABLANCA = UnLocode.parse("MACAS");
    static final CountryCode EU = CountryCode.parse("EU");
    static final ProductCode FRESH_MANGO = ProductCode.parse("mango_fresh");
    static final ContainerNumber CONTAINER = ContainerNumber.parse("CSQU3054383");
    static final ConsignmentId CONSIGNMENT = ConsignmentId.parse("EXP-2026-0042");
    static final Weight CARTON = Weight.ofGrams(4_000);
    static final Transport TRUCK = new Transport(TransportMode.ROAD, "AB 1234 MD", null, "TRANS-01");
    static final Transport SHIP = new Transport(TransportMode.SEA, "MV Kadiolo", "V042", null);

    private Packhouse() {}

    /** The station acts, on the morning of the packing day; it, an importer, plant health and a carrier are known, a quay and a warehouse. */
    static Season inSikasso() {
        Season season = Season.inKadiolo();
        season.at(Instant.parse("2026-02-02T08:00:00Z")).nowIs(Instant.parse("2026-02-02T09:00:00Z"));
        season.as(IMPORTER)
                .given(
                        organisation(IMPORTER, OrganisationKind.IMPORTER),
                        new RegisterPlace(
                                WAREHOUSE, PlaceKind.WAREHOUSE, null, null, null, null, ROTTERDAM, null, null));
        season.as(Season.COOPERATIVE).given(organisation(INSPECTOR, OrganisationKind.PLANT_HEALTH));
        season.as(CARRIER)
                .given(
                        organisation(CARRIER, OrganisationKind.CARRIER),
                        new RegisterPlace(QUAY, PlaceKind.PORT, null, null, null, null, ABIDJAN, null, null));
        return season.as(STATION).at(Season.MORNING).nowIs(Season.NOW);
    }

    private static RegisterOrganisation organisation(PartyId party, OrganisationKind kind) {
        return new RegisterOrganisation(party, party.text(), kind, null, null, List.of(), null, null);
    }

    // ---- packing

    /** The station packed so many cartons of untreated mango. */
    static Season packed(Season season, LotId lot, int cartons) {
        return packed(season, lot, cartons, FRESH_MANGO, null, List.of());
    }

    /** The station packed so many cartons of mango treated with hot water. */
    static Season treated(Season season, LotId lot, int cartons) {
        return packed(season, lot, cartons, FRESH_MANGO, "HOT_WATER", List.of());
    }

    static Season packed(
            Season season,
            LotId lot,
            int cartons,
            ProductCode product,
            @Nullable String treatment,
            List<Claim> claims) {
        season.as(STATION)
                .happened(new LotsPacked(
                        RunId.parse("RUN-" + lot),
                        STATION,
                        PACKHOUSE,
                        SeasonId.parse("MG-2026"),
                        List.of(),
                        List.of(new Packed(lot, product, Season.KENT, null, cartons, CARTON, "8", "I")),
                        List.of(),
                        Grams.NONE,
                        Grams.NONE,
                        LocalDate.of(2026, 5, 11),
                        claims,
                        treatment,
                        null));
        return season;
    }

    // ---- pallets and containers

    static Sscc pallet(int serial) {
        String body = "06130000%09d".formatted(serial);
        return Sscc.parse(body + CheckDigits.gs1(body));
    }

    static ContainerNumber container(int serial) {
        String body = "CSQU%06d".formatted(serial);
        return ContainerNumber.parse(body + CheckDigits.iso6346(body));
    }

    static Cartons cartons(LotId lot, int count) {
        return new Cartons(lot, count);
    }

    static BuildLogisticUnit building(Sscc unit, Cartons... contents) {
        return new BuildLogisticUnit(unit, PACKHOUSE, List.of(contents), null);
    }

    static DismantleLogisticUnit dismantling(Sscc unit, Cartons... contents) {
        return new DismantleLogisticUnit(unit, List.of(contents), null);
    }

    static StuffContainer stuffing(ContainerNumber container, Sscc... units) {
        return new StuffContainer(container, PACKHOUSE, List.of(units), List.of(), List.of("SC-1"), null);
    }

    static StuffContainer stuffingLoose(ContainerNumber container, LotId... lots) {
        return new StuffContainer(container, PACKHOUSE, List.of(), List.of(lots), List.of("SC-1"), null);
    }

    /** Full pallets of 264 cartons of one lot, built and put into a container: twenty are an ordinary load. */
    static Season stuffed(Season season, ContainerNumber container, LotId lot, int pallets) {
        List<Sscc> units = new ArrayList<>();
        for (int i = 1; i <= pallets; i++) {
            units.add(pallet(i));
            season.given(building(pallet(i), cartons(lot, 264)));
        }
        return season.given(stuffing(container, units.toArray(Sscc[]::new)));
    }

    // ---- consignments

    static ShipConsignment shipping(ConsignmentId consignment, ShipConsignment.Line... lines) {
        return new ShipConsignment(
                consignment, IMPORTER, PACKHOUSE, QUAY, List.of(lines), TRUCK, "BL-" + consignment, null);
    }

    static ShipConsignment.Line loose(LotId lot, long grams) {
        return new ShipConsignment.Line(lot, Weight.ofGrams(grams), null, null);
    }

    static ShipConsignment.Line whole(Sscc unit) {
        return new ShipConsignment.Line(null, null, null, unit);
    }

    static ReceiveConsignment receiving(ConsignmentId consignment, ReceiveConsignment.Line... lines) {
        return new ReceiveConsignment(consignment, QUAY, List.of(lines), null);
    }

    static ReceiveConsignment.Line all(LotId lot) {
        return new ReceiveConsignment.Line(lot, null, null, null, null);
    }

    static ReceiveConsignment.Line all(Sscc unit) {
        return new ReceiveConsignment.Line(null, unit, null, null, null);
    }

    static ReceiveConsignment.Line accepted(LotId lot, long grams) {
        return new ReceiveConsignment.Line(lot, null, Grams.ofGrams(grams), null, null);
    }

    static RecordDeparture leaving(ContainerNumber container, UnLocode to) {
        return new RecordDeparture(null, container, ABIDJAN, to, null, SHIP);
    }

    static RecordDeparture leaving(ConsignmentId consignment, UnLocode to) {
        return new RecordDeparture(consignment, null, SIKASSO, to, null, TRUCK);
    }

    // ---- papers

    static LinkCertificate phytosanitary(String number, @Nullable CountryCode market, LotId... lots) {
        return new LinkCertificate(
                CertificateKind.PHYTOSANITARY,
                number,
                "OPV Sikasso",
                LocalDate.of(2026, 5, 11),
                LocalDate.of(2026, 6, 10),
                market,
                List.of(lots),
                List.of(),
                null);
    }
}
