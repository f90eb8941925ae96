package org.jekasy.command.axon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jekasy.command.journal.JournalBehind;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.LedgerBehind;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.EventId;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;

/** The ledger with its door closed while the journal is behind its copy, and what becomes of the requests counted, by code. Every code is there from the start, at 0. */
final class CountedLedger implements Ledger, AutoCloseable {
    private final AxonLedger ledger;
    private final Supplier<@Nullable JournalBehind> refusing;
    private final Map<RuleCode, Counter> refusals = new EnumMap<>(RuleCode.class);
    private final Map<RuleCode, Counter> asked = new EnumMap<>(RuleCode.class);
    private final Map<RuleCode, Counter> flagged = new EnumMap<>(RuleCode.class);
    private final Counter recorded;
    private final Counter repeated;

    CountedLedger(AxonLedger ledger, Supplier<@Nullable JournalBehind> refusing, MeterRegistry meters) {
        this.ledger = ledger;
        this.refusing = refusing;
        for (RuleCode code : RuleCode.values()) {
            if (code.isWarning()) {
                asked.put(code, warnings(meters, code, "asked"));
                flagged.put(code, warnings(meters, code, "flagged"));
            } else {
                refusals.put(
                        code,
                        Counter.builder("jekasy.ledger.refusals")
                                .description("requests a rule refused, by its code")
                                .tag("code", code.wire())
                                .register(meters));
            }
        }
        this.recorded = receipts(meters, "recorded");
        this.repeated = receipts(meters, "repeated");
    }

    private static Counter warnings(MeterRegistry meters, RuleCode code, String how) {
        return Counter.builder("jekasy.ledger.warnings")
                .description(
                        "improbable requests by code: asked to be confirmed, or confirmed and recorded with a flag")
                .tags("code", code.wire(), "how", how)
                .register(meters);
    }

    private static Counter receipts(MeterRegistry meters, String how) {
        return Counter.builder("jekasy.ledger.receipts")
                .description("receipts given, for what was recorded now and for what was sent again")
                .tag("how", how)
                .register(meters);
    }

    @Override
    public Outcome submit(Request request) {
        checkOpen();
        Outcome outcome = ledger.submit(request);
        count(outcome);
        return outcome;
    }

    @Override
    public List<Outcome> submit(List<Request> requests, boolean atomic) {
        checkOpen();
        List<Outcome> outcomes = ledger.submit(requests, atomic);
        outcomes.forEach(this::count);
        return outcomes;
    }

    /** On an older state nothing is even decided: a refusal could be as wrong as a receipt. */
    private void checkOpen() {
        JournalBehind behind = refusing.get();
        if (behind != null) {
            throw new LedgerBehind(behind.journal(), behind.topic(), behind);
        }
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Recorded done -> {
                (done.repeated() ? repeated : recorded).increment();
                if (!done.repeated()) {
                    done.receipt().flags().forEach(flag -> add(flagged, flag.code()));
                }
            }
            case Outcome.Awaiting awaiting -> recorded.increment();
            case Outcome.Refused refused ->
                add(refusals, refused.refusal().reason().code());
            case Outcome.Unconfirmed unconfirmed ->
                unconfirmed.warnings().forEach(warning -> add(asked, warning.code()));
            case Outcome.LeftOut leftOut -> {}
        }
    }

    private static void add(Map<RuleCode, Counter> counters, RuleCode code) {
        Counter counter = counters.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public List<Outcome> preview(List<Request> requests) {
        return ledger.preview(requests);
    }

    @Override
    public Optional<Receipt> receipt(EventId entry) {
        return ledger.receipt(entry);
    }

    @Override
    public Lots known(Set<Tag> tags) {
        return ledger.known(tags);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
