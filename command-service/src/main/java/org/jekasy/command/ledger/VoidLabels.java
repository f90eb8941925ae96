package org.jekasy.command.ledger;

import java.util.List;
import java.util.Set;
import org.jekasy.language.LabelsVoided;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;

/** Labels of a lot are void: torn, misprinted, never stuck on. No more than were issued; serials, where given, are one for each label. */
public record VoidLabels(LotId lot, int count, List<String> serials, String reason) implements LedgerCommand {
    public VoidLabels {
        serials = List.copyOf(serials);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.lot(lot), Tag.organisation(request.by().organisation()));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Lot labelled = situation.existing(lot);
        situation.mayJudge(labelled);
        checkCount(count, serials);
        int valid = labelled.labelsIssued - labelled.labelsVoided;
        if (count > valid) {
            throw new Refusal(Reason.TOO_FEW_LABELS, "lot", lot, "valid", valid, "asked", count);
        }
        for (String serial : serials) {
            if (!labelled.serials.contains(serial)) {
                throw new Refusal(Reason.UNKNOWN, "what", "label", "id", serial);
            }
        }
        return new LabelsVoided(lot, count, serials, Situation.text("reason", reason));
    }

    /** At least one label, and as many serials as labels or none. */
    static void checkCount(int count, List<String> serials) {
        if (count <= 0 || (!serials.isEmpty() && serials.size() != count)) {
            throw new Refusal(Reason.UNREADABLE, "field", "count", "read", count);
        }
        Situation.eachOnce("serials", serials);
    }
}
