package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.EventId;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelOrderState;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order for labels, named by its entry. A station (the machine of the token, the device of the header) takes it before it prints, once and
 * for all others, and then says what came of it. Who ordered may cancel what nobody took; somebody who looked says what became of what was unknown.
 */
public record ReportLabelOrder(
        EventId order,
        LabelOrderState state,
        @Nullable Integer printed,
        @Nullable String reason) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(
                Tag.entry(order),
                Tag.labelOrder(order),
                Tag.organisation(request.by().organisation()));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        situation.organisation(situation.by());
        LedgerEntry entry = situation.history().entry(order);
        if (entry == null
                || !(entry.event() instanceof LabelsOrdered ordered)
                || !ordered.organisation().equals(situation.by())) {
            throw new Refusal(Reason.UNKNOWN, "what", "entry", "id", order);
        }
        situation.require(Set.of(Tag.labelOrder(order)));
        LabelOrderReported last = situation.lots().reported(order);
        String device = situation.actor().device();
        checkMay(ordered, last, device);
        if (!follows(last == null ? null : last.state())) {
            throw new Refusal(
                    Reason.LABEL_ORDER_MOVED_ON,
                    "order",
                    order,
                    "state",
                    last == null ? "WAITING" : last.state(),
                    "station",
                    station(last));
        }
        if (printed != null && (printed < 0 || printed > ordered.count())) {
            throw new Refusal(
                    Reason.MORE_LABELS_THAN_ORDERED, "order", order, "printed", printed, "count", ordered.count());
        }
        String why = state == LabelOrderState.FAILED
                ? Situation.text("reason", reason == null ? "" : reason)
                : Situation.optionalText("reason", reason);
        return new LabelOrderReported(situation.by(), order, ordered.lot(), state, printed, device, why);
    }

    /** Who has it says what becomes of it; before, only the station it is for; what is unknown, whoever looked. */
    private void checkMay(LabelsOrdered ordered, @Nullable LabelOrderReported last, @Nullable String device) {
        boolean looked = last != null && last.state() == LabelOrderState.UNKNOWN;
        boolean takenBack = last == null && state == LabelOrderState.CANCELLED;
        if (looked || takenBack) {
            return;
        }
        if (device == null) {
            throw new Refusal(Reason.STATION_UNNAMED, "order", order);
        }
        String whose = last == null ? ordered.station() : last.station();
        if (whose != null && !whose.equals(device)) {
            throw new Refusal(Reason.LABEL_ORDER_ELSEWHERE, "order", order, "station", whose, "actor", device);
        }
    }

    private boolean follows(@Nullable LabelOrderState before) {
        return switch (before) {
            case null -> state == LabelOrderState.TAKEN || state == LabelOrderState.CANCELLED;
            case TAKEN -> state != LabelOrderState.TAKEN;
            case SENT ->
                state == LabelOrderState.PRINTED || state == LabelOrderState.FAILED || state == LabelOrderState.UNKNOWN;
            case UNKNOWN -> state == LabelOrderState.PRINTED || state == LabelOrderState.FAILED;
            case PRINTED, FAILED, CANCELLED -> false;
        };
    }

    private static String station(@Nullable LabelOrderReported last) {
        String station = last == null ? null : last.station();
        return station == null ? "–" : station;
    }
}
