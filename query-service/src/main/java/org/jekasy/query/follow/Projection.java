package org.jekasy.query.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One view of the ledger. The follower hands it every change in order, then lets all projections write what they collected, then lets all
 * settle what they work out from written facts: one transaction for the batch. What a projection keeps must depend on the entries alone,
 * never on how they were cut into batches, so that a rebuild gives the same rows.
 */
public interface Projection {
    /** Collects what this change adds and takes back. */
    void apply(Change change);

    /** Writes what was collected and forgets it. */
    void write(Connection pages) throws SQLException;

    /** Works out what follows from the facts of all projections, which are written by now. */
    default void settle(Connection pages) throws SQLException {}

    /** Forgets what was collected: the batch failed and will come again. */
    void forget();

    /** The tables it keeps, for emptying. */
    List<String> tables();
}
