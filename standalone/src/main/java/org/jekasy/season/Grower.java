package org.jekasy.season;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;

/** A producer and where the fruit comes from: an orchard, or the collection area of a commune. */
record Grower(ProducerId id, PlaceId orchard, CommuneId commune, boolean organic, LocalDate consent) {
    List<Claim> claims() {
        return organic ? List.of(Claim.ORGANIC) : List.of();
    }
}
