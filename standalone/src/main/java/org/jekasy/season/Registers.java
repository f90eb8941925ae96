package org.jekasy.season;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jekasy.command.ledger.AddAlias;
import org.jekasy.command.ledger.RegisterOrganisation;
import org.jekasy.command.ledger.RegisterPlace;
import org.jekasy.command.ledger.RegisterProducer;
import org.jekasy.language.CommuneId;
import org.jekasy.language.Gtin;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.Commune;
import org.jekasy.language.reference.ReferenceData;

/** Who takes part in a season: made up, in the real communes. */
final class Registers {
    static final PartyId PROGRAMME = PartyId.parse("PROGRAMME");
    static final PartyId PLANT_HEALTH = PartyId.parse("PROTECTION-VEGETAUX");
    static final PartyId CERTIFIER = PartyId.parse("CERTIF-BIO");
    private static final ProductCode FRESH_MANGO = ProductCode.parse("mango_fresh");
    private static final int CARTON_G = 4_000;

    // with how many of a hundred cooperatives each cercle has
    private static final List<String> CERCLES = List.of(
            "ml.sikasso.sikasso", "ml.sikasso.kadiolo", "ml.sikasso.koutiala", "ml.sikasso.yorosso");
    private static final Map<String, String> LETTERS = Map.of(
            "ml.sikasso.sikasso", "SIK",
            "ml.sikasso.kadiolo", "KDL",
            "ml.sikasso.koutiala", "KTL",
            "ml.sikasso.yorosso", "YRS");
    private static final int[] CERCLE_WEIGHTS = {55, 25, 15, 5};
    private static final String BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Chance chance;
    private final int year;

    Registers(Chance chance, int year) {
        this.chance = chance;
        this.year = year;
    }

    /** Cooperatives with their producers; every third has organic ones. */
    List<Cooperative> mango(int count, int producers) {
        List<Cooperative> cooperatives = new ArrayList<>();
        int[] inCercle = new int[CERCLES.size()];
        for (int n = 0; n < count; n++) {
            int at = n == 0 ? 0 : chance.weighted(CERCLE_WEIGHTS);
            String place = LETTERS.get(CERCLES.get(at)) + "%02d".formatted(++inCercle[at]);
            String dashed = place.substring(0, 3) + "-" + place.substring(3);
            CommuneId cercle = CommuneId.parse(CERCLES.get(at));
            boolean organic = n % 3 == 0;
            cooperatives.add(new Cooperative(
                    PartyId.parse("COOP-" + dashed),
                    "Coopérative fruitière n° " + inCercle[at] + " de " + name(cercle),
                    cercle,
                    issuer('M', n, 0),
                    issuer('M', n, 1),
                    PlaceId.parse("PC-" + dashed),
                    growers(place, cercle, producers, organic ? 600 : 0, null)));
        }
        return cooperatives;
    }

    /** Groups of women who gather shea nuts. */
    List<Cooperative> shea(int count, int women) {
        List<Cooperative> groups = new ArrayList<>();
        CommuneId cercle = CommuneId.parse("ml.sikasso.koutiala");
        for (int n = 0; n < count; n++) {
            String place = "GF%02d".formatted(n + 1);
            PartyId id = PartyId.parse("GROUPE-KTL-%02d".formatted(n + 1));
            groups.add(new Cooperative(
                    id,
                    "Groupement des femmes n° " + (n + 1) + " de " + name(cercle),
                    cercle,
                    issuer('F', n, 0),
                    issuer('F', n, 1),
                    PlaceId.parse("PC-KTL-F%02d".formatted(n + 1)),
                    growers(place, cercle, women, n % 4 == 0 ? 400 : 0, id)));
        }
        return groups;
    }

    // for shea the area is that of the commune, the way an import names it
    private List<Grower> growers(
            String place,
            CommuneId cercle,
            int count,
            int organicPerMille,
            @org.jspecify.annotations.Nullable PartyId gatherers) {
        List<Commune> communes = ReferenceData.shipped().communes().all().stream()
                .filter(unit -> unit.level() == Commune.Level.COMMUNE
                        && unit.id().text().startsWith(cercle.text() + "."))
                .toList();
        // members come from a few neighbouring communes
        int first = chance.between(0, communes.size() - 1);
        List<Grower> growers = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            CommuneId commune =
                    communes.get((first + chance.between(0, 4)) % communes.size()).id();
            String slug = commune.text().substring(commune.text().lastIndexOf('.') + 1);
            growers.add(new Grower(
                    ProducerId.parse("P-%s-%03d".formatted(place, n)),
                    PlaceId.parse(
                            gatherers == null ? "V-%s-%03d".formatted(place, n) : "ZC-" + gatherers + "-" + slug),
                    commune,
                    chance.perMille(organicPerMille),
                    LocalDate.of(year, 2, chance.between(1, 27))));
        }
        return growers;
    }

    List<Station> stations(int count) {
        List<Station> stations = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            stations.add(new Station(
                    n,
                    PartyId.parse("STATION-SIK-%02d".formatted(n)),
                    "Station de conditionnement n° " + n + " de Sikasso",
                    issuer('P', n, 0),
                    PlaceId.parse("ST-SIK-%02d".formatted(n)),
                    // every other one has numbers of GS1, the others have only their own
                    n % 2 == 1 ? Station.gtin(n) : null));
        }
        return stations;
    }

    Station union() {
        return new Station(
                901,
                PartyId.parse("UNION-KTL-01"),
                "Union des groupements de karité de Koutiala",
                issuer('U', 1, 0),
                PlaceId.parse("MG-KTL-01"),
                null);
    }

    private static IssuerCode issuer(char kind, int number, int writer) {
        return IssuerCode.parse("" + kind + BASE_36.charAt(number / 36) + BASE_36.charAt(number % 36) + writer);
    }

    private static String name(CommuneId id) {
        return ReferenceData.shipped().communes().name(id);
    }

    // ---- how they are told

    Instant beginning() {
        return LocalDate.of(year, 1, 5).atTime(8, 0).toInstant(ZoneOffset.UTC);
    }

    /** Programme, plant health, certifier, importers. */
    void tellOthers(Story story) {
        Instant at = beginning();
        organisation(story, at, PROGRAMME, "Programme filières mangue et karité", OrganisationKind.OPERATOR);
        organisation(story, at, PLANT_HEALTH, "Protection des végétaux, Sikasso", OrganisationKind.PLANT_HEALTH);
        organisation(story, at, CERTIFIER, "Certification biologique (exemple)", OrganisationKind.CERTIFIER);
        for (Market market : Market.all()) {
            story.tell(
                    PROGRAMME,
                    at,
                    at,
                    new RegisterOrganisation(
                            market.importer(),
                            market.importerName(),
                            OrganisationKind.IMPORTER,
                            null,
                            market.country(),
                            List.of(),
                            null,
                            null));
            story.tell(
                    PROGRAMME,
                    at.plusSeconds(60),
                    at,
                    new RegisterPlace(
                            market.warehouse(),
                            PlaceKind.WAREHOUSE,
                            market.importer(),
                            null,
                            null,
                            null,
                            market.port(),
                            market.country(),
                            null));
        }
    }

    private static void organisation(Story story, Instant at, PartyId id, String name, OrganisationKind kind) {
        story.tell(PROGRAMME, at, at, new RegisterOrganisation(id, name, kind, null, null, List.of(), null, null));
    }

    void tell(Story story, Station station, OrganisationKind kind, String locode) {
        Instant at = beginning().plusSeconds(3_600);
        story.tell(
                PROGRAMME,
                at,
                at,
                new RegisterOrganisation(
                        station.id(), station.name(), kind, null, null, List.of(station.issuer()), null, null));
        story.tell(
                PROGRAMME,
                at.plusSeconds(60),
                at,
                new RegisterPlace(
                        station.place(),
                        kind == OrganisationKind.STATION ? PlaceKind.STATION : PlaceKind.WAREHOUSE,
                        station.id(),
                        null,
                        null,
                        null,
                        UnLocode.parse(locode),
                        null,
                        null));
        Gtin carton = station.carton();
        if (carton != null) {
            story.tell(
                    station.id(),
                    at.plusSeconds(120),
                    at,
                    new AddAlias(
                            carton,
                            null,
                            FRESH_MANGO,
                            Weight.ofGrams(CARTON_G),
                            null,
                            null,
                            LocalDate.of(year, 1, 1)));
        }
    }

    /** A cooperative, its collection point, its producers and their orchards; {@code squareMetres} by orchard, none for collection areas. */
    void tell(Story story, Cooperative cooperative, OrganisationKind kind, Map<PlaceId, Long> squareMetres) {
        Instant at = beginning().plusSeconds(7_200);
        story.tell(
                PROGRAMME,
                at,
                at,
                new RegisterOrganisation(
                        cooperative.id(),
                        cooperative.name(),
                        kind,
                        cooperative.cercle(),
                        null,
                        List.of(cooperative.book(), cooperative.phone()),
                        null,
                        null));
        story.tell(
                PROGRAMME,
                at.plusSeconds(60),
                at,
                new RegisterPlace(
                        cooperative.point(),
                        PlaceKind.COLLECTION_POINT,
                        cooperative.id(),
                        null,
                        null,
                        cooperative.cercle(),
                        null,
                        null,
                        null));
        boolean gathered = kind == OrganisationKind.WOMENS_GROUP;
        List<PlaceId> known = new ArrayList<>();
        for (Grower grower : cooperative.growers()) {
            Instant consent = grower.consent().atTime(9, 0).toInstant(ZoneOffset.UTC);
            story.tell(
                    cooperative.id(),
                    consent,
                    consent,
                    new RegisterProducer(
                            grower.id(),
                            cooperative.id(),
                            grower.commune(),
                            grower.consent(),
                            grower.claims(),
                            null));
            if (!known.contains(grower.orchard())) {
                known.add(grower.orchard());
                story.tell(
                        cooperative.id(),
                        consent.plusSeconds(60),
                        consent,
                        new RegisterPlace(
                                grower.orchard(),
                                gathered ? PlaceKind.COLLECTION_AREA : PlaceKind.ORCHARD,
                                cooperative.id(),
                                null,
                                gathered ? null : grower.id(),
                                grower.commune(),
                                null,
                                null,
                                squareMetres.get(grower.orchard())));
            }
        }
    }
}
