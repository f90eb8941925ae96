package org.jekasy.trials.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jekasy.trials.rig.Rig;
import org.jspecify.annotations.Nullable;

/** A connection to one database for who asks for a number again and again; after one that broke, the next question opens another. */
final class Look implements AutoCloseable {
    private final Rig rig;
    private final String database;
    private @Nullable Connection connection;

    private Look(Rig rig, String database) {
        this.rig = rig;
        this.database = database;
    }

    static Look at(Rig rig, String database) {
        return new Look(rig, database);
    }

    /** The number a query answers with. */
    long number(String query) throws SQLException {
        Connection open = connection == null ? rig.postgres().superuser(database) : connection;
        connection = open;
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException broken) {
            close();
            throw broken;
        }
    }

    @Override
    public void close() {
        try (Connection _ = connection) {
            connection = null;
        } catch (SQLException gone) {
            // the server ended it first
        }
    }
}
