package org.jekasy.command.ledger;

import java.util.List;
import java.util.Set;
import org.jekasy.language.LabelsIssued;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jspecify.annotations.Nullable;

/**
 * Labels were printed for a lot, by who holds or held some of it. The address in the code names the lot; serials are one for each label, or none.
 * {@code copy} is 2 or more where they stand in for labels that were printed before and say so.
 */
public record IssueLabels(
        LotId lot,
        String uri,
        int count,
        List<String> serials,
        @Nullable String printer,
        @Nullable Integer copy) implements LedgerCommand {
    public IssueLabels {
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
        if (!Situation.text("uri", uri).contains(lot.text())) {
            throw new Refusal(Reason.UNREADABLE, "field", "uri", "read", uri);
        }
        VoidLabels.checkCount(count, serials);
        for (String serial : serials) {
            if (labelled.serials.contains(Situation.text("serials", serial))) {
                throw new Refusal(Reason.ALREADY_REGISTERED, "what", "label", "id", serial);
            }
        }
        if (copy != null && copy < 2) {
            throw new Refusal(Reason.UNREADABLE, "field", "copy", "read", copy);
        }
        return new LabelsIssued(lot, uri, count, serials, Situation.optionalText("printer", printer), copy);
    }
}
