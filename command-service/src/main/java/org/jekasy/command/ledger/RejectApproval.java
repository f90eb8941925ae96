package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEvent;

/** Somebody of the same organisation does not agree to what waits under this entry, or takes back what he asked for himself; and says why. */
public record RejectApproval(EventId approval, String reason) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.entry(approval), Tag.approval(approval));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Approvals.waiting(situation, approval);
        return new ApprovalRejected(approval, situation.by(), Situation.text("reason", reason));
    }
}
