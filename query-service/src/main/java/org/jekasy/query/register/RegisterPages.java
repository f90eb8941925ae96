package org.jekasy.query.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Gln;
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
import org.jekasy.language.Word;
import org.jekasy.language.reference.Spelling;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register as it is now: of several entries about the same thing the latest counts. */
@Component
public class RegisterPages {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Names names;

    RegisterPages(Snapshot snapshot, JdbcClient readClient, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.names = names;
    }

    /** Organisations that pass (null: any); {@code q} is a part of the name, accents and case do not count. */
    public RegisterList<OrganisationPage> organisations(
            @Nullable PartyId organisation,
            @Nullable OrganisationKind kind,
            @Nullable CommuneId commune,
            @Nullable String q,
            @Nullable String after,
            int limit) {
        return snapshot.now(at -> {
            Map<String, Object> parameters = new HashMap<>();
            String where = where(parameters, "organisation", organisation, "kind", kind, "commune", commune);
            List<OrganisationPage> read = read(
                    "organisation", where, parameters, after, q == null ? limit : Integer.MAX_VALUE - 1, (row, n) -> {
                        String gln = row.getString("gln");
                        String country = row.getString("country");
                        return new OrganisationPage(
                                PartyId.parse(row.getString("organisation")),
                                row.getString("name"),
                                OrganisationKind.valueOf(row.getString("kind")),
                                commune(row),
                                country == null ? null : CountryCode.parse(country),
                                List.of(),
                                gln == null ? null : Gln.parse(gln),
                                row.getString("ggn"),
                                row.getLong("root"));
                    });
            List<OrganisationPage> found = q == null
                    ? read
                    : read.stream()
                            .filter(page -> Spelling.fold(page.name()).contains(Spelling.fold(q)))
                            .limit(limit + 1L)
                            .toList();
            Map<PartyId, List<IssuerCode>> issuers =
                    issuers(found.stream().map(OrganisationPage::organisation).toList());
            return list(
                    at,
                    found,
                    limit,
                    page -> page.organisation().text(),
                    page -> new OrganisationPage(
                            page.organisation(),
                            page.name(),
                            page.kind(),
                            page.commune(),
                            page.country(),
                            issuers.getOrDefault(page.organisation(), List.of()),
                            page.gln(),
                            page.ggn(),
                            page.registeredAt()));
        });
    }

    /** One organisation; {@link Unknown} where it is not registered. */
    public OrganisationPage organisation(PartyId organisation) {
        return organisations(organisation, null, null, null, null, 1).entries().stream()
                .findFirst()
                .orElseThrow(() -> new Unknown("organisation", organisation.text()));
    }

    private record PlaceRow(
            PlaceId place,
            PlaceKind kind,
            @Nullable String name,
            PartyId organisation,
            @Nullable ProducerId producer,
            @Nullable CommuneName commune,
            @Nullable UnLocode locode,
            @Nullable CountryCode country,
            @Nullable Long area,
            long root) {}

    /** Places that pass (null: any). */
    public RegisterList<PlacePage> places(
            @Nullable PlaceId place,
            @Nullable PlaceKind kind,
            @Nullable PartyId organisation,
            @Nullable ProducerId producer,
            @Nullable CommuneId commune,
            @Nullable String after,
            int limit) {
        return snapshot.now(at -> {
            Map<String, Object> parameters = new HashMap<>();
            String where = where(
                    parameters,
                    "place",
                    place,
                    "kind",
                    kind,
                    "organisation",
                    organisation,
                    "producer",
                    producer,
                    "commune",
                    commune);
            List<PlaceRow> found =
                    read("place", sights.place() + " and " + where, parameters, after, limit, (row, n) -> {
                        String grower = row.getString("producer");
                        String locode = row.getString("locode");
                        String country = row.getString("country");
                        long area = row.getLong("area_m2");
                        Long areaM2 = row.wasNull() ? null : area;
                        return new PlaceRow(
                                PlaceId.parse(row.getString("place")),
                                PlaceKind.valueOf(row.getString("kind")),
                                row.getString("name"),
                                PartyId.parse(row.getString("organisation")),
                                grower == null ? null : ProducerId.parse(grower),
                                commune(row),
                                locode == null ? null : UnLocode.parse(locode),
                                country == null ? null : CountryCode.parse(country),
                                areaM2,
                                row.getLong("root"));
                    });
            Names.Known known =
                    names.of(found.stream().map(PlaceRow::organisation).toList(), List.of(), at);
            return list(
                    at,
                    found,
                    limit,
                    row -> row.place.text(),
                    row -> new PlacePage(
                            row.place,
                            row.kind,
                            row.name,
                            known.party(row.organisation),
                            row.producer,
                            row.commune,
                            row.locode,
                            row.country,
                            row.area,
                            row.root));
        });
    }

    /** One place; {@link Unknown} where it is not registered. */
    public PlacePage place(PlaceId place) {
        return places(place, null, null, null, null, null, 1).entries().stream()
                .findFirst()
                .orElseThrow(() -> new Unknown("place", place.text()));
    }

    private record ProducerRow(
            ProducerId producer,
            PartyId organisation,
            CommuneName commune,
            LocalDate consentOn,
            List<Claim> claims,
            @Nullable String ggn,
            long root) {}

    /** Producers that pass (null: any). */
    public RegisterList<ProducerPage> producers(
            @Nullable ProducerId producer,
            @Nullable PartyId organisation,
            @Nullable CommuneId commune,
            @Nullable String after,
            int limit) {
        return snapshot.now(at -> {
            Map<String, Object> parameters = new HashMap<>();
            String where = where(parameters, "producer", producer, "organisation", organisation, "commune", commune);
            List<ProducerRow> found = read(
                    "producer", sights.party("organisation") + " and " + where, parameters, after, limit, (row, n) -> {
                        String claims = row.getString("claims");
                        return new ProducerRow(
                                ProducerId.parse(row.getString("producer")),
                                PartyId.parse(row.getString("organisation")),
                                CommuneName.of(CommuneId.parse(row.getString("commune"))),
                                row.getDate("consent_on").toLocalDate(),
                                claims.isEmpty()
                                        ? List.of()
                                        : Arrays.stream(claims.split(","))
                                                .map(Claim::valueOf)
                                                .toList(),
                                row.getString("ggn"),
                                row.getLong("root"));
                    });
            Names.Known known =
                    names.of(found.stream().map(ProducerRow::organisation).toList(), List.of(), at);
            return list(
                    at,
                    found,
                    limit,
                    row -> row.producer.text(),
                    row -> new ProducerPage(
                            row.producer,
                            known.party(row.organisation),
                            row.commune,
                            row.consentOn,
                            row.claims,
                            row.ggn,
                            row.root));
        });
    }

    /** One producer by number; {@link Unknown} where it is not registered. */
    public ProducerPage producer(ProducerId producer) {
        return producers(producer, null, null, null, 1).entries().stream()
                .findFirst()
                .orElseThrow(() -> new Unknown("producer", producer.text()));
    }

    /** The codes of an organisation, or all that stand for a GTIN or GLN, in the order they were added. */
    public RegisterList<AliasLine> aliases(
            @Nullable PartyId organisation, @Nullable Gtin gtin, @Nullable Gln gln, @Nullable Long after, int limit) {
        return snapshot.now(at -> {
            Map<String, Object> parameters = new HashMap<>();
            String where = where(parameters, "organisation", organisation, "gtin", gtin, "gln", gln);
            List<AliasLine> found = sql.sql("select * from alias where until is null and " + where
                            + " and root > :after order by root limit :limit")
                    .params(parameters)
                    .param("after", after == null ? 0L : after)
                    .param("limit", limit + 1)
                    .query((row, n) -> alias(row))
                    .list();
            Names.Known known = names.of(
                    found.stream().map(line -> line.organisation().id()).toList(), List.of(), at);
            return list(
                    at,
                    found,
                    limit,
                    line -> Long.toString(line.registeredAt()),
                    line -> new AliasLine(
                            known.party(line.organisation().id()),
                            line.gtin(),
                            line.gln(),
                            line.product(),
                            line.pack(),
                            line.place(),
                            line.party(),
                            line.from(),
                            line.registeredAt()));
        });
    }

    private static AliasLine alias(ResultSet row) throws SQLException {
        String gtin = row.getString("gtin");
        String gln = row.getString("gln");
        String product = row.getString("product");
        long pack = row.getLong("pack_g");
        String place = row.getString("place");
        String party = row.getString("party");
        String organisation = row.getString("organisation");
        return new AliasLine(
                new PartyName(PartyId.parse(organisation), organisation),
                gtin == null ? null : Gtin.parse(gtin),
                gln == null ? null : Gln.parse(gln),
                product == null ? null : ProductName.of(ProductCode.parse(product)),
                pack == 0 ? null : Weight.ofGrams(pack),
                place == null ? null : PlaceId.parse(place),
                party == null ? null : PartyId.parse(party),
                row.getDate("valid_from").toLocalDate(),
                row.getLong("root"));
    }

    private <T> List<T> read(
            String table,
            String where,
            Map<String, Object> parameters,
            @Nullable String after,
            int limit,
            RowMapper<T> row) {
        // the key column is called like its table
        return sql.sql("""
                        select * from (select distinct on (%1$s) * from %1$s where until is null order by %1$s, position desc) latest
                        where %1$s > :after and %2$s order by %1$s limit :limit""".formatted(table, where))
                .params(parameters)
                .param("after", after == null ? "" : after)
                .param("limit", limit + 1)
                .query(row)
                .list();
    }

    private Map<PartyId, List<IssuerCode>> issuers(List<PartyId> organisations) {
        Map<PartyId, List<IssuerCode>> issuers = new LinkedHashMap<>();
        sql.sql(
                        "select distinct organisation, issuer from issuer where organisation = any(:organisations) and until is null order by 1, 2")
                .param(
                        "organisations",
                        organisations.stream().map(PartyId::text).toArray(String[]::new))
                .query(row -> {
                    issuers.computeIfAbsent(PartyId.parse(row.getString(1)), none -> new ArrayList<>())
                            .add(IssuerCode.parse(row.getString(2)));
                });
        return issuers;
    }

    // pairs of a column and the value asked for; a value of null asks nothing
    private static String where(Map<String, Object> parameters, @Nullable Object... pairs) {
        StringBuilder where = new StringBuilder("true");
        for (int i = 0; i < pairs.length; i += 2) {
            String column = String.valueOf(pairs[i]);
            Object value = pairs[i + 1];
            if (value != null) {
                where.append(" and ").append(column).append(" = :").append(column);
                parameters.put(column, value instanceof Word word ? word.text() : value.toString());
            }
        }
        return where.toString();
    }

    private static <R, T> RegisterList<T> list(
            long at, List<R> found, int limit, Function<R, String> key, Function<R, T> line) {
        boolean more = found.size() > limit;
        List<R> shown = more ? found.subList(0, limit) : found;
        return new RegisterList<>(at, shown.stream().map(line).toList(), more ? key.apply(shown.getLast()) : null);
    }

    private static @Nullable CommuneName commune(ResultSet row) throws SQLException {
        String commune = row.getString("commune");
        return commune == null ? null : CommuneName.of(CommuneId.parse(commune));
    }
}
