package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.Order;

/**
 * A second person of the same organisation agrees to what waits under this entry. It is decided at that moment on what is known then, and recorded
 * together with the consent; what is refused stays waiting.
 */
public record GrantApproval(EventId approval) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.entry(approval), Tag.approval(approval));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        LedgerEntry waiting = Approvals.waiting(situation, approval);
        String second = situation.actor().operator();
        if (second != null && second.equals(waiting.by().operator())) {
            throw new Refusal(Reason.SAME_PERSON, "operator", second, "approval", approval);
        }
        ApprovalRequested asked = (ApprovalRequested) waiting.event();
        return new ApprovalGranted(
                approval,
                situation.by(),
                asked.orders().stream().map(Order::eventId).toList());
    }
}
