package org.jekasy.command.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.command.ledger.RegisterOrganisation;
import org.jekasy.command.ledger.RegisterPlace;
import org.jekasy.language.CommuneId;
import org.jekasy.language.Gln;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.reference.Spelling;
import org.jspecify.annotations.Nullable;

/** The cooperatives themselves. Each row registers an organisation with the writers of its lot codes, and its collection point where it names one. */
record Organisations(Book book) implements Rows {
    /** Where a register names no day: the programme's first. It must be the same whenever the file is sent, or the file would not be the same. */
    static final LocalDate BEGINNING = LocalDate.of(2026, 1, 1);

    @Override
    public Asked read(Fields row) {
        PartyId organisation = row.word(Column.ORGANISATION, PartyId::parse);
        String name = row.text(Column.NAME);
        String cercle = row.optional(Column.CERCLE);
        CommuneId seat = seat(row, cercle);
        String issuers = row.optional(Column.ISSUER);
        PlaceId point = row.optionalWord(Column.POINT, PlaceId::parse);
        LocalDate since = row.optional(Column.SINCE) == null ? BEGINNING : row.day(Column.SINCE);
        List<Asked.Order> orders = new ArrayList<>();
        orders.add(new Asked.Order(
                LotCodes.ofRegister(organisation, "organisation", organisation.text()),
                Book.at(since),
                new RegisterOrganisation(
                        organisation,
                        name,
                        kind(row, name),
                        seat,
                        null,
                        issuers == null ? List.of() : issuers(row, issuers),
                        row.optionalWord(Column.GLN, Gln::parse),
                        row.optional(Column.GGN))));
        if (point != null) {
            orders.add(new Asked.Order(
                    LotCodes.ofRegister(organisation, "place", point.text()),
                    Book.at(since),
                    new RegisterPlace(
                            point, PlaceKind.COLLECTION_POINT, organisation, null, null, seat, null, null, null)));
        }
        return new Asked.Registration(orders);
    }

    private @Nullable CommuneId seat(Fields row, @Nullable String cercle) {
        if (row.optional(Column.COMMUNE) != null) {
            return book.commune(row);
        }
        return cercle == null ? null : book.cercle(row, cercle).id();
    }

    // several writers of one organisation: « K7QF, K8QF »
    private static List<IssuerCode> issuers(Fields row, String text) {
        return java.util.Arrays.stream(text.split("[ ,;/+]+"))
                .filter(code -> !code.isEmpty())
                .map(code -> row.word(Column.ISSUER, any -> IssuerCode.parse(code)))
                .toList();
    }

    private static OrganisationKind kind(Fields row, String name) {
        String type = row.optional(Column.TYPE);
        OrganisationKind said = kindOf(type == null ? name : type);
        if (type != null && said == null) {
            throw row.unknown(Column.TYPE, type, "coopérative");
        }
        return said == null ? OrganisationKind.COOPERATIVE : said;
    }

    private static @Nullable OrganisationKind kindOf(String words) {
        String folded = Spelling.fold(words);
        if (folded.contains("femmes")) {
            return OrganisationKind.WOMENS_GROUP;
        }
        if (folded.contains("cooperative") || folded.contains("scoop")) {
            return OrganisationKind.COOPERATIVE;
        }
        if (folded.contains("union") || folded.contains("federation")) {
            return OrganisationKind.UNION;
        }
        if (folded.contains("station")) {
            return OrganisationKind.STATION;
        }
        if (folded.contains("transform") || folded.contains("sechoir") || folded.contains("unite")) {
            return OrganisationKind.PROCESSOR;
        }
        if (folded.contains("export")) {
            return OrganisationKind.EXPORTER;
        }
        return folded.contains("import") ? OrganisationKind.IMPORTER : null;
    }

    @Override
    public String code(Fields row) {
        return code(row, Column.ORGANISATION);
    }
}
