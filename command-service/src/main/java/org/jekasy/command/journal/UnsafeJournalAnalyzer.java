package org.jekasy.command.journal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A refused start is one sentence, not a page of stack trace. */
final class UnsafeJournalAnalyzer extends AbstractFailureAnalyzer<UnsafeJournal> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeJournal cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
