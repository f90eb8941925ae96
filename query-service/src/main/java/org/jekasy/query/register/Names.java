package org.jekasy.query.register;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.CommuneId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.query.read.Snapshot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names of parties and places as the register had them at a position: one query for all that a page needs. */
@Component
public class Names {
    private final JdbcClient sql;

    Names(JdbcClient readClient) {
        this.sql = readClient;
    }

    /** The names of these parties and places. */
    public Known of(Collection<PartyId> parties, Collection<PlaceId> places, long at) {
        Map<PartyId, PartyName> party = new HashMap<>();
        if (!parties.isEmpty()) {
            sql.sql(
                            "select distinct on (organisation) organisation, name from organisation o where organisation = any(:ids) and "
                                    + Snapshot.inForce("o") + " order by organisation, position desc")
                    .param("ids", parties.stream().map(PartyId::text).distinct().toArray(String[]::new))
                    .param("at", at)
                    .query(row -> {
                        PartyId id = PartyId.parse(row.getString(1));
                        party.put(id, new PartyName(id, row.getString(2)));
                    });
        }
        Map<PlaceId, PlaceName> place = new HashMap<>();
        if (!places.isEmpty()) {
            sql.sql("select distinct on (place) place, kind, name, commune from place p where place = any(:ids) and "
                            + Snapshot.inForce("p") + " order by place, position desc")
                    .param("ids", places.stream().map(PlaceId::text).distinct().toArray(String[]::new))
                    .param("at", at)
                    .query(row -> {
                        PlaceId id = PlaceId.parse(row.getString(1));
                        String commune = row.getString(4);
                        place.put(
                                id,
                                new PlaceName(
                                        id,
                                        PlaceKind.valueOf(row.getString(2)),
                                        row.getString(3),
                                        commune == null ? null : CommuneName.of(CommuneId.parse(commune))));
                    });
        }
        return new Known(party, place);
    }

    /** The name of one party. */
    public PartyName party(PartyId id, long at) {
        return of(List.of(id), List.of(), at).party(id);
    }

    /** What was found; who is not in it is called by its id. */
    public static final class Known {
        private final Map<PartyId, PartyName> parties;
        private final Map<PlaceId, PlaceName> places;

        private Known(Map<PartyId, PartyName> parties, Map<PlaceId, PlaceName> places) {
            this.parties = parties;
            this.places = places;
        }

        public PartyName party(PartyId id) {
            return parties.getOrDefault(id, new PartyName(id, id.text()));
        }

        public PlaceName place(PlaceId id) {
            return places.getOrDefault(id, new PlaceName(id, null, null, null));
        }
    }
}
