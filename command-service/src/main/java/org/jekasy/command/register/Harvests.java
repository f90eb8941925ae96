package org.jekasy.command.register;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.command.ledger.RecordHarvest;
import org.jekasy.language.Claim;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.Variety;
import org.jspecify.annotations.Nullable;

/** The weighing book of a mango cooperative: each ticket a harvest. */
record Harvests(Book book) implements Rows {
    @Override
    public Asked read(Fields row) {
        String ticket = row.text(Column.TICKET);
        LocalDate day = row.day(Column.DATE);
        ProducerId producer = row.optionalWord(Column.PRODUCER, ProducerId::parse);
        PlaceId orchard = row.word(Column.ORCHARD, PlaceId::parse);
        VarietyCode variety = variety(row);
        Weight weight = row.weight(Column.WEIGHT);
        Integer crates = row.optionalCount(Column.CRATES);
        Weight gross = row.optionalWeight(Column.GROSS);
        List<Claim> claims = Book.claims(row);
        SeasonId season = season(day);
        PlaceId place = book.place();
        return book.weighing(
                ticket,
                season,
                day,
                lot -> new RecordHarvest(
                        lot, variety, day, producer, orchard, place, weight, crates, gross, ticket, season, claims,
                        null));
    }

    @Override
    public String code(Fields row) {
        return code(row, Column.TICKET);
    }

    // a season of mango is a calendar year
    private SeasonId season(LocalDate day) {
        @Nullable SeasonId asked = book.season();
        return asked == null ? new SeasonId("MG-%04d".formatted(day.getYear())) : asked;
    }

    private VarietyCode variety(Fields row) {
        String named = row.text(Column.VARIETY);
        return book.reference()
                .varieties()
                .named(named)
                .map(Variety::code)
                .orElseThrow(() -> row.unknown(
                        Column.VARIETY,
                        named,
                        book.reference()
                                .varieties()
                                .nearest(named)
                                .map(near -> near.name().replaceAll("\\s*[(/].*", ""))
                                .orElse("")));
    }
}
