package org.jekasy.query.access;

import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.Order;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Facts;
import org.jekasy.query.follow.Rows;
import org.springframework.stereotype.Component;

/** Keeps memberships, grants of visibility, and what waits for a second person. */
@Component
class AccessProjection extends Facts {
    private final Rows memberships;
    private final Rows visibilities;
    private final Rows approvals;
    private final Rows orders;
    private final Rows decisions;

    AccessProjection() {
        this(
                new Rows("membership", "member", "party", "joined", "since"),
                new Rows("visibility", "owner", "reader", "steps", "last_day"),
                new Rows("approval", "approval", "organisation", "operator"),
                new Rows("approval_order", "event_id", "command", "request"),
                new Rows("approval_decision", "approval", "organisation", "operator", "granted", "reason"));
    }

    private AccessProjection(Rows memberships, Rows visibilities, Rows approvals, Rows orders, Rows decisions) {
        super(memberships, visibilities, approvals, orders, decisions);
        this.memberships = memberships;
        this.visibilities = visibilities;
        this.approvals = approvals;
        this.orders = orders;
        this.decisions = decisions;
    }

    // every other word says nothing of who may see: a new one that does is a new line here
    @Override
    protected void say(Change change, LedgerEvent now) {
        String operator = change.entry().by().operator();
        if (now instanceof MembershipChanged e) {
            memberships.add(
                    change, e.member(), e.union(), e.change() == org.jekasy.language.MembershipChange.JOINED, e.from());
        } else if (now instanceof VisibilityGranted e) {
            visibilities.add(change, e.owner(), e.reader(), e.steps(), e.until());
        } else if (now instanceof VisibilityWithdrawn e) {
            visibilities.add(change, e.owner(), e.reader(), 1, null);
        } else if (now instanceof ApprovalRequested e) {
            approvals.add(change, change.entry().eventId(), e.organisation(), operator);
            for (Order order : e.orders()) {
                orders.add(change, order.eventId(), order.command(), order.request());
            }
        } else if (now instanceof ApprovalGranted e) {
            decisions.add(change, e.approval(), e.organisation(), operator, true, null);
        } else if (now instanceof ApprovalRejected e) {
            decisions.add(change, e.approval(), e.organisation(), operator, false, e.reason());
        }
    }
}
