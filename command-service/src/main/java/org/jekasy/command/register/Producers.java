package org.jekasy.command.register;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.command.ledger.RegisterPlace;
import org.jekasy.command.ledger.RegisterProducer;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ProducerId;

/**
 * The members of a cooperative. Each row registers a producer and where the fruit grows: the orchard it names, or, where it names none (shea grows on
 * common land), the collection area of its commune. A name or a telephone number in it is no part of that ({@link NameKeeper}).
 */
record Producers(Book book) implements Rows {
    private static final int SQUARE_METRES_PER_HECTARE_ZEROS = 4;

    @Override
    public Asked read(Fields row) {
        PartyId organisation = book.organisation();
        ProducerId producer = row.word(Column.PRODUCER, ProducerId::parse);
        CommuneId commune = book.commune(row);
        LocalDate consent = row.day(Column.CONSENT);
        List<Claim> claims = Book.claims(row);
        String ggn = row.optional(Column.GGN);
        PlaceId orchard = row.optionalWord(Column.ORCHARD, PlaceId::parse);
        BigDecimal hectares = row.optionalDecimal(Column.AREA);
        Asked.Order known = new Asked.Order(
                LotCodes.ofRegister(organisation, "producer", producer.text()),
                Book.at(consent),
                new RegisterProducer(producer, organisation, commune, consent, claims, ggn));
        return new Asked.Registration(List.of(
                known,
                orchard == null
                        ? area(commune)
                        : place(
                                consent,
                                new RegisterPlace(
                                        orchard,
                                        PlaceKind.ORCHARD,
                                        organisation,
                                        null,
                                        producer,
                                        commune,
                                        null,
                                        null,
                                        squareMetres(hectares)))));
    }

    /** What the row calls the producer; empty where it does not, or can not be read: the row is registered all the same. */
    static Optional<NameKeeper.Named> named(Fields row) {
        try {
            String ofPerson = row.optional(Column.PERSON_NAME);
            String last = ofPerson == null ? row.optional(Column.NAME) : ofPerson;
            String given = row.optional(Column.GIVEN_NAME);
            // « prénom ; nom ; nom complet »: the last says it all
            boolean twice = given != null && last != null && (" " + last + " ").contains(" " + given + " ");
            String name = Stream.of(Optional.ofNullable(twice ? null : given), Optional.ofNullable(last))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" "));
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new NameKeeper.Named(name, row.optional(Column.PHONE)));
        } catch (Unfit noText) {
            return Optional.empty();
        }
    }

    private Asked.Order area(CommuneId commune) {
        return place(
                Organisations.BEGINNING,
                new RegisterPlace(
                        book.collectionArea(commune),
                        PlaceKind.COLLECTION_AREA,
                        book.organisation(),
                        null,
                        null,
                        commune,
                        null,
                        null,
                        null));
    }

    private Asked.Order place(LocalDate since, RegisterPlace place) {
        return new Asked.Order(
                LotCodes.ofRegister(book.organisation(), "place", place.place().text()), Book.at(since), place);
    }

    private static @org.jspecify.annotations.Nullable Long squareMetres(
            @org.jspecify.annotations.Nullable BigDecimal hectares) {
        return hectares == null
                ? null
                : hectares.movePointRight(SQUARE_METRES_PER_HECTARE_ZEROS)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    @Override
    public String code(Fields row) {
        return code(row, Column.PRODUCER);
    }
}
