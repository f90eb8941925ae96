package org.jekasy.command.register;

import java.util.Optional;
import java.util.function.Function;
import org.jekasy.language.CommuneId;
import org.jekasy.language.ProducerId;

/** The weighing book of a shea group: each ticket a delivery. */
record Deliveries(Book book, Function<ProducerId, Optional<CommuneId>> homes) implements Rows {
    @Override
    public Asked read(Fields row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String code(Fields row) {
        return code(row, Column.TICKET);
    }
}
