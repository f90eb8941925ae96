package org.jekasy.command.register;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jekasy.command.ledger.Concern;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.Actor;
import org.jekasy.language.CommuneId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.Malformed;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.reference.ReferenceData;
import org.jspecify.annotations.Nullable;

/** Brings one file to the ledger: finds what it is, reads its rows, records what can be recorded and says of each row what became of it. */
public final class Import {
    /**
     * What is said with a file. Left out, the organisation is the one that acts, the kind is found from the headings, the season from each row's day,
     * and the issuer of the lot codes is the organisation's first.
     */
    public record Asking(
            Actor by,
            @Nullable PartyId organisation,
            @Nullable PlaceId place,
            @Nullable Kind kind,
            @Nullable SeasonId season,
            @Nullable IssuerCode issuer,
            boolean dryRun) {
        PartyId owner() {
            return organisation == null ? by.organisation() : organisation;
        }
    }

    private final Ledger ledger;
    private final ReferenceData reference;

    public Import(Ledger ledger, ReferenceData reference) {
        this.ledger = ledger;
        this.reference = reference;
    }

    /**
     * Records the rows of a file, or, on a dry run, only says what would become of them.
     *
     * @throws Unfit the file as a whole can not be taken; nothing of it is recorded
     */
    public Imported run(byte[] file, Asking asking) {
        return run(file, asking, (by, names) -> 0);
    }

    /** The same; the names in a list of one's own producers are handed to whoever keeps them. */
    Imported run(byte[] file, Asking asking, NameKeeper keeper) {
        Header header = Header.find(Sheets.read(file), asking.kind());
        Decimals decimals = decimals(header);
        List<Fields> rows = header.rows().stream()
                .map(row -> new Fields(header, row, decimals))
                .toList();
        Rows kind = kind(header, asking, rows);
        Recording recording = new Recording(ledger, asking.by(), asking.dryRun());
        for (Fields row : rows) {
            try {
                recording.add(row, kind.code(row), kind.read(row));
            } catch (Unfit unfit) {
                recording.refuse(row, kind.code(row), unfit.why());
            }
        }
        List<RowResult> results = recording.record();
        boolean named = header.kind() == Kind.PRODUCERS
                && !asking.dryRun()
                && asking.owner().equals(asking.by().organisation());
        return new Imported(
                header, asking.dryRun(), results, named ? keeper.keep(asking.by(), names(rows, results)) : 0);
    }

    // of the rows that were refused nobody knows whose names they are
    private static Map<ProducerId, NameKeeper.Named> names(List<Fields> rows, List<RowResult> results) {
        Set<Integer> refused = results.stream()
                .filter(result -> result.outcome() == RowResult.Outcome.REFUSED)
                .map(RowResult::line)
                .collect(Collectors.toSet());
        Map<ProducerId, NameKeeper.Named> names = new LinkedHashMap<>();
        for (Fields row : rows) {
            if (!refused.contains(row.line())) {
                Producers.named(row).ifPresent(named -> names.put(row.word(Column.PRODUCER, ProducerId::parse), named));
            }
        }
        return names;
    }

    private static Decimals decimals(Header header) {
        Decimals decimals = new Decimals();
        for (Column column : List.of(Column.WEIGHT, Column.GROSS, Column.AREA, Column.MOISTURE)) {
            Integer at = header.columns().get(column);
            if (at != null) {
                header.rows()
                        .forEach(row -> decimals.learn(Fields.clean(row.cell(at).text())));
            }
        }
        return decimals;
    }

    private Rows kind(Header header, Asking asking, List<Fields> rows) {
        return switch (header.kind()) {
            case HARVESTS -> new Harvests(weighingBook(asking));
            case DELIVERIES -> new Deliveries(weighingBook(asking), homes(rows));
            case PRODUCERS ->
                new Producers(register(asking, organisation(asking).commune()));
            case ORGANISATIONS -> new Organisations(register(asking, null));
        };
    }

    private Book register(Asking asking, @Nullable CommuneId seat) {
        return new Book(asking.owner(), seat, null, null, asking.season(), reference);
    }

    // what is wrong for every row is said once
    private Book weighingBook(Asking asking) {
        PartyId owner = asking.owner();
        if (!owner.equals(asking.by().organisation())) {
            throw new Unfit(new Why(
                    RuleCode.E_CUST_01,
                    "C’est %s qui agit : le cahier de %s ne peut être enregistré que par elle-même."
                            .formatted(asking.by().organisation(), owner),
                    "%s acts: the book of %s can only be recorded by itself."
                            .formatted(asking.by().organisation(), owner)));
        }
        OrganisationRegistered organisation = organisation(asking);
        PlaceId place = asking.place();
        if (place == null) {
            throw new Unfit(Why.missing("place"));
        }
        if (!Concern.place(ledger.known(Set.of(Tag.place(place))), place, owner)) {
            throw new Unfit(Why.unknown("place", place.text(), ""));
        }
        return Book.of(organisation, issuer(asking, organisation), place, asking.season(), reference);
    }

    private OrganisationRegistered organisation(Asking asking) {
        PartyId owner = asking.owner();
        OrganisationRegistered organisation =
                ledger.known(Set.of(Tag.organisation(owner))).organisation(owner);
        if (organisation == null) {
            throw new Unfit(Why.unknown("organisation", owner.text(), ""));
        }
        return organisation;
    }

    private static IssuerCode issuer(Asking asking, OrganisationRegistered organisation) {
        List<IssuerCode> issuers = organisation.issuers();
        IssuerCode asked = asking.issuer();
        if (asked == null && !issuers.isEmpty()) {
            return issuers.getFirst();
        }
        if (asked == null || !issuers.contains(asked)) {
            throw new Unfit(new Why(
                    RuleCode.E_REF_01,
                    "%s n’a pas de code émetteur%s : il en faut un pour donner des codes aux lots."
                            .formatted(organisation.organisation(), asked == null ? "" : " " + asked),
                    "%s has no issuer code%s: one is needed to give the lots their codes."
                            .formatted(organisation.organisation(), asked == null ? "" : " " + asked)));
        }
        return asked;
    }

    // a delivery that names no commune comes from where its producer lives
    private Function<ProducerId, Optional<CommuneId>> homes(List<Fields> rows) {
        Set<ProducerId> producers = new HashSet<>();
        for (Fields row : rows) {
            try {
                if (row.optional(Column.COMMUNE) == null) {
                    producers.add(row.word(Column.PRODUCER, ProducerId::parse));
                }
            } catch (Unfit unfit) {
                // said when the row is read
            }
        }
        Set<Tag> tags = new LinkedHashSet<>();
        producers.forEach(producer -> tags.add(Tag.producer(producer)));
        if (tags.isEmpty()) {
            return producer -> Optional.empty();
        }
        Lots known = ledger.known(tags);
        return producer -> Optional.ofNullable(known.producer(producer)).map(ProducerRegistered::commune);
    }

    /** A word of the request's parameters, null where it is not given. */
    static <T> @Nullable T parameter(String name, @Nullable String text, Function<String, T> parse) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return parse.apply(text.strip());
        } catch (Malformed malformed) {
            throw new Unfit(Why.unreadable(name, text, "un code sans espaces", "a code without spaces"));
        }
    }
}
