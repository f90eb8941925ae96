package org.jekasy.season;

import java.util.List;
import org.jekasy.language.CommuneId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;

/**
 * A cooperative or a group of women: where it sits, who writes its lot codes ({@code book} for weighing tickets, {@code phone} for what is done with
 * the lots afterwards), and its members.
 */
record Cooperative(
        PartyId id,
        String name,
        CommuneId cercle,
        IssuerCode book,
        IssuerCode phone,
        PlaceId point,
        List<Grower> growers) {
    Cooperative {
        growers = List.copyOf(growers);
    }
}
