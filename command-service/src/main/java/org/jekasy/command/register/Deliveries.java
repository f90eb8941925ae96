package org.jekasy.command.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jekasy.command.ledger.RecordDelivery;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.Product;
import org.jekasy.language.reference.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * The weighing book of a shea group: each ticket a delivery, from the collection area of the commune it names or, where it names none, of the commune
 * its producer lives in.
 */
record Deliveries(Book book, Function<ProducerId, Optional<CommuneId>> homes) implements Rows {
    @Override
    public Asked read(Fields row) {
        String ticket = row.text(Column.TICKET);
        LocalDate day = row.day(Column.DATE);
        ProducerId producer = row.word(Column.PRODUCER, ProducerId::parse);
        PlaceId area = area(row, producer);
        ProductCode product = product(row);
        Weight weight = row.weight(Column.WEIGHT);
        Integer sacks = row.optionalCount(Column.SACKS);
        BigDecimal moisture = row.optionalDecimal(Column.MOISTURE);
        List<Claim> claims = Book.claims(row);
        SeasonId season = season(day);
        return book.weighing(
                ticket,
                season,
                day,
                lot -> new RecordDelivery(
                        lot,
                        product,
                        day,
                        producer,
                        area,
                        book.place(),
                        weight,
                        sacks,
                        moisture,
                        ticket,
                        season,
                        claims,
                        null,
                        null));
    }

    private PlaceId area(Fields row, ProducerId producer) {
        if (row.optional(Column.COMMUNE) != null) {
            return book.collectionArea(book.commune(row));
        }
        // an unknown producer lives nowhere: the rule looks at the producer first and says so
        return homes.apply(producer).map(book::collectionArea).orElse(new PlaceId("ZC-" + book.organisation()));
    }

    // a season of shea begins with the first fallen fruit in June and lasts into the next year
    private SeasonId season(LocalDate day) {
        SeasonId asked = book.season();
        if (asked != null) {
            return asked;
        }
        int began = day.getMonth().compareTo(Month.JUNE) < 0 ? day.getYear() - 1 : day.getYear();
        return new SeasonId("KA-%04d/%02d".formatted(began, (began + 1) % 100));
    }

    private @Nullable ProductCode product(Fields row) {
        String named = row.optional(Column.PRODUCT);
        if (named == null) {
            return null;
        }
        String folded = Spelling.fold(named);
        for (Product product : book.reference().products().all()) {
            // « amandes » is enough for « amande de karité »
            String first = Spelling.fold(product.fr()).replaceAll(" .*", "");
            if (product.species().startsWith("Vitellaria") && (folded.equals(first) || folded.equals(first + "s"))) {
                return product.code();
            }
        }
        return book.reference()
                .products()
                .named(named)
                .map(Product::code)
                .orElseThrow(() -> row.unknown(
                        Column.PRODUCT,
                        named,
                        book.reference()
                                .products()
                                .nearest(named)
                                .map(Product::fr)
                                .orElse("")));
    }

    @Override
    public String code(Fields row) {
        return code(row, Column.TICKET);
    }
}
