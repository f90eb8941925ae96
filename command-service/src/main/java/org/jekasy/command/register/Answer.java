package org.jekasy.command.register;

import java.util.List;
import java.util.Locale;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file: how many rows of each outcome, and each row. {@code named} is how many names of producers went to the register of
 * persons (the ledger takes none); {@code ignored} are the headings nothing was read from.
 */
record Answer(
        Kind kind,
        boolean dryRun,
        int rows,
        int accepted,
        int flagged,
        int repeated,
        int refused,
        int named,
        List<String> ignored,
        List<Line> results) {
    Answer {
        ignored = List.copyOf(ignored);
        results = List.copyOf(results);
    }

    /** One row; code and reason only where there is something to say. */
    record Line(
            int line,
            String ticket,
            RowResult.Outcome outcome,
            @Nullable RuleCode code,
            @Nullable String reason) {
        static Line of(RowResult row, Locale locale) {
            Why why = row.why();
            return new Line(
                    row.line(),
                    row.ticket(),
                    row.outcome(),
                    why == null ? null : why.code(),
                    why == null ? null : why.sentence(locale));
        }

        /** « E-MASS-01 : … », empty where there is nothing to say. */
        String said() {
            return reason == null ? "" : code == null ? reason : code.wire() + " : " + reason;
        }
    }

    static Answer of(Imported imported, Locale locale) {
        return new Answer(
                imported.header().kind(),
                imported.dryRun(),
                imported.results().size(),
                imported.count(RowResult.Outcome.ACCEPTED),
                imported.count(RowResult.Outcome.FLAGGED),
                imported.count(RowResult.Outcome.REPEATED),
                imported.count(RowResult.Outcome.REFUSED),
                imported.named(),
                imported.header().ignored(),
                imported.results().stream().map(row -> Line.of(row, locale)).toList());
    }
}
