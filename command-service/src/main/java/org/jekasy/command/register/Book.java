package org.jekasy.command.register;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.reference.Commune;
import org.jekasy.language.reference.ReferenceData;
import org.jekasy.language.reference.Spelling;
import org.jspecify.annotations.Nullable;

/** Whose file it is and where it was kept: what its rows do not say because it is the same for all of them. */
record Book(
        PartyId organisation,
        @Nullable CommuneId seat,
        @Nullable IssuerCode issuer,
        @Nullable PlaceId place,
        @Nullable SeasonId season,
        ReferenceData reference) {
    static Book of(
            OrganisationRegistered organisation,
            IssuerCode issuer,
            PlaceId place,
            @Nullable SeasonId season,
            ReferenceData reference) {
        return new Book(organisation.organisation(), organisation.commune(), issuer, place, season, reference);
    }

    /** A paper names a day; nobody knows the hour, so it is the day's first, which no later step of the day can precede. */
    static Instant at(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The ticket and codes of a row. */
    Asked.Weighing weighing(
            String ticket,
            SeasonId season,
            LocalDate day,
            java.util.function.Function<LotId, org.jekasy.command.ledger.LedgerCommand> order) {
        IssuerCode by = java.util.Objects.requireNonNull(issuer);
        return new Asked.Weighing(
                LotCodes.ofTicket(organisation, season, ticket),
                at(day),
                Tag.ticket(organisation, season, ticket),
                attempt -> LotCodes.attempt(organisation, season, ticket, day, by, attempt),
                order);
    }

    static List<Claim> claims(Fields row) {
        return row.isYes(Column.ORGANIC) ? List.of(Claim.ORGANIC) : List.of();
    }

    /** Where the shea women of one commune gather, for one organisation. */
    PlaceId collectionArea(CommuneId commune) {
        String slug = commune.text().substring(commune.text().lastIndexOf('.') + 1);
        return new PlaceId("ZC-" + organisation + "-" + slug);
    }

    /** The commune a row names. Names repeat between cercles: it is looked for in the row's cercle, else in the organisation's. */
    CommuneId commune(Fields row) {
        String named = row.text(Column.COMMUNE);
        String cercle = row.optional(Column.CERCLE);
        String within = cercle == null ? cercleOfSeat() : cercle(row, cercle).name();
        if (named.startsWith("ml.")) {
            CommuneId id = row.word(Column.COMMUNE, CommuneId::parse);
            if (reference.communes().find(id).isPresent()) {
                return id;
            }
        }
        List<Commune> found = reference.communes().named(named, within);
        if (found.size() == 1) {
            return found.getFirst().id();
        }
        if (found.size() > 1) {
            throw row.unreadable(
                    Column.COMMUNE,
                    named,
                    "aussi le cercle, car plusieurs communes portent ce nom",
                    "given with its cercle, since several communes have this name");
        }
        String nearest = Spelling.nearest(named, communes(within), Commune::name)
                .map(Commune::name)
                .orElse("");
        throw row.unknown(Column.COMMUNE, named, nearest);
    }

    /** The cercle a row names, by id or by name. */
    Commune cercle(Fields row, String named) {
        List<Commune> cercles = reference.communes().all().stream()
                .filter(unit -> unit.level() == Commune.Level.CERCLE)
                .toList();
        return cercles.stream()
                .filter(cercle -> cercle.id().text().equals(named) || Spelling.same(cercle.name(), named))
                .findFirst()
                .orElseThrow(() -> row.unknown(
                        Column.CERCLE,
                        named,
                        Spelling.nearest(named, cercles, Commune::name)
                                .map(Commune::name)
                                .orElse("")));
    }

    private List<Commune> communes(@Nullable String cercle) {
        return reference.communes().all().stream()
                .filter(unit -> unit.level() == Commune.Level.COMMUNE)
                .filter(unit -> cercle == null
                        || reference.communes().named(unit.name(), cercle).contains(unit))
                .toList();
    }

    private @Nullable String cercleOfSeat() {
        if (seat == null) {
            return null;
        }
        Commune unit = reference.communes().find(seat).orElse(null);
        if (unit == null || unit.level() == Commune.Level.REGION) {
            return null;
        }
        return unit.level() == Commune.Level.CERCLE ? unit.name() : unit.cercle();
    }
}
