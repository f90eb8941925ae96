package org.jekasy.season;

import java.util.List;
import org.jekasy.language.CountryCode;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;

/** A market and who buys there. Fruit for the European Union is treated first; to Morocco it goes by road. */
enum Market {
    EU("EU", "IMP-NL-01", "Tropical Fruit Rotterdam", "NL", "NLRTM", "ENT-NL-01", 12),
    GB("GB", "IMP-GB-01", "Gateway Exotics London", "GB", "GBLGP", "ENT-GB-01", 13),
    MA("MA", "IMP-MA-01", "Fruits du Sud Casablanca", "MA", "MACAS", "ENT-MA-01", 8);

    private final String code;
    private final String importer;
    private final String importerName;
    private final String country;
    private final String port;
    private final String warehouse;
    private final int days;

    Market(
            String code,
            String importer,
            String importerName,
            String country,
            String port,
            String warehouse,
            int days) {
        this.code = code;
        this.importer = importer;
        this.importerName = importerName;
        this.country = country;
        this.port = port;
        this.warehouse = warehouse;
        this.days = days;
    }

    static List<Market> all() {
        return List.of(values());
    }

    CountryCode code() {
        return CountryCode.parse(code);
    }

    PartyId importer() {
        return PartyId.parse(importer);
    }

    String importerName() {
        return importerName;
    }

    CountryCode country() {
        return CountryCode.parse(country);
    }

    UnLocode port() {
        return UnLocode.parse(port);
    }

    PlaceId warehouse() {
        return PlaceId.parse(warehouse);
    }

    /** Days on the way, from the port of loading. */
    int days() {
        return days;
    }

    boolean isTreatedFor() {
        return this == EU;
    }

    TransportMode mode() {
        return this == MA ? TransportMode.ROAD : TransportMode.SEA;
    }

    /** Where goods leave for it. */
    UnLocode from() {
        return UnLocode.parse(this == MA ? "MLSIK" : "CIABJ");
    }
}
