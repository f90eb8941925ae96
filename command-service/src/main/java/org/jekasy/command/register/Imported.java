package org.jekasy.command.register;

import java.util.List;

/** A file that was brought to the ledger, and what became of each of its rows; {@code named}: how many names went to the register of persons. */
public record Imported(Header header, boolean dryRun, List<RowResult> results, int named) {
    public Imported {
        results = List.copyOf(results);
    }

    /** How many rows came to this. */
    public int count(RowResult.Outcome outcome) {
        return (int) results.stream().filter(row -> row.outcome() == outcome).count();
    }
}
