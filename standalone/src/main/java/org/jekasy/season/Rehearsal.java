package org.jekasy.season;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.command.ledger.MemoryLedger;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.command.order.OrderJson;
import org.jekasy.command.register.Import;
import org.jekasy.command.register.Imported;
import org.jekasy.command.register.RowResult;
import org.jekasy.language.Actor;

/** A season tried on the rules in memory: what did not get what it must get. */
final class Rehearsal {
    private final MemoryLedger ledger;
    private final List<String> surprises = new ArrayList<>();
    private int flagged;
    private int late;

    Rehearsal(Clock clock) {
        this.ledger = new MemoryLedger(clock, Rulebook.shipped(), OrderJson.INSTANCE);
    }

    /** Imports the files, tells the rest, and remembers every surprise. */
    Rehearsal of(Season season) {
        Import imports = new Import(ledger, Rulebook.shipped().reference());
        for (Books.File file : season.files()) {
            Imported imported = imports.run(
                    SeasonFiles.content(file),
                    new Import.Asking(Actor.of(file.organisation()), null, file.place(), null, null, null, false));
            compare(file, imported);
        }
        for (Told told : season.told()) {
            String got = got(ledger.submit(told.request()));
            String expected = told.expect() == null ? "recorded" : told.expect();
            if (!got.startsWith(expected)) {
                surprises.add("%s %s by %s at %s: expected %s, got %s"
                        .formatted(
                                told.request().command().getClass().getSimpleName(),
                                told.request().eventId(),
                                told.request().by().organisation(),
                                told.request().occurredAt(),
                                expected,
                                got));
            }
        }
        return this;
    }

    private void compare(Books.File file, Imported imported) {
        for (RowResult row : imported.results()) {
            String got = row.outcome().name().toLowerCase(java.util.Locale.ROOT);
            boolean special = row.outcome() == RowResult.Outcome.REFUSED || row.outcome() == RowResult.Outcome.REPEATED;
            String told = "%d,%s,%s,".formatted(row.line(), row.ticket(), got);
            boolean expected = file.expected().stream().anyMatch(line -> line.startsWith(told));
            boolean listed = file.expected().stream().anyMatch(line -> line.startsWith(row.line() + ","));
            if (special != expected || listed != special) {
                surprises.add(file.name() + " " + row);
            }
        }
    }

    private String got(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded recorded -> {
                if (!recorded.repeated() && !recorded.receipt().flags().isEmpty()) {
                    flagged++;
                    late += recorded.receipt().flags().stream()
                                    .anyMatch(flag -> flag.code() == org.jekasy.language.RuleCode.W_TIME_03)
                            ? 1
                            : 0;
                }
                yield recorded.repeated() ? Told.REPEATED : "recorded";
            }
            case Outcome.Refused refused -> refused.refusal().getMessage();
            case Outcome.Unconfirmed unconfirmed -> "unconfirmed " + unconfirmed.warnings();
            case Outcome.LeftOut leftOut -> "left out";
            case Outcome.Awaiting awaiting -> Told.WAITING;
        };
    }

    /** What did not get what it must get, a line each. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    MemoryLedger ledger() {
        return ledger;
    }

    /** Commands recorded with a flag. */
    int flagged() {
        return flagged;
    }

    /** Commands recorded more than three days late. */
    int late() {
        return late;
    }
}
