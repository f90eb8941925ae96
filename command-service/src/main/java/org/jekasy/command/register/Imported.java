package org.jekasy.command.register;

import java.util.List;

/** A file that was brought to the ledger, and what became of each of its rows. */
public record Imported(Header header, boolean dryRun, List<RowResult> results) {
    public Imported {
        results = List.copyOf(results);
    }

    /** How many rows came to this. */
    public int count(RowResult.Outcome outcome) {
        return (int) results.stream().filter(row -> row.outcome() == outcome).count();
    }
}
