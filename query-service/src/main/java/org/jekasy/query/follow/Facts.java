package org.jekasy.query.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jekasy.language.LedgerEvent;

/** A projection that only writes down what entries say: each change ends the rows of what it takes back and adds those of what it says. */
public abstract class Facts implements Projection {
    private final List<Rows> tables;

    protected Facts(Rows... tables) {
        this.tables = List.of(tables);
    }

    /** Adds the rows of what is said now. */
    protected abstract void say(Change change, LedgerEvent now);

    @Override
    public void apply(Change change) {
        if (change.before() != null) {
            tables.forEach(rows -> rows.end(change));
        }
        LedgerEvent now = change.now();
        if (now != null) {
            say(change, now);
        }
    }

    @Override
    public void write(Connection pages) throws SQLException {
        for (Rows rows : tables) {
            rows.write(pages);
        }
    }

    @Override
    public void forget() {
        tables.forEach(Rows::forget);
    }

    @Override
    public List<String> tables() {
        return tables.stream().map(Rows::table).toList();
    }
}
