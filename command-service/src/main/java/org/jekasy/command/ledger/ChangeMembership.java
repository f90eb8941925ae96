package org.jekasy.command.ledger;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.MembershipChange;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/**
 * An organisation joins a union or leaves it. Only the member itself lets a union see its lots, so only it can join; either of the two ends it.
 */
public record ChangeMembership(
        PartyId member,
        PartyId union,
        MembershipChange change,
        @Nullable LocalDate from,
        @Nullable String note) implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        return new LinkedHashSet<>(
                List.of(Tag.organisation(member), Tag.organisation(union), Tag.membership(union, member)));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        boolean joins = change == MembershipChange.JOINED;
        if (!situation.by().equals(member) && (joins || !situation.by().equals(union))) {
            throw Situation.notYours("organisation", member, member, situation.by());
        }
        situation.organisation(member);
        if (situation.organisation(union).kind() != OrganisationKind.UNION || member.equals(union)) {
            throw new Refusal(Reason.NOT_A_UNION, "union", union);
        }
        if (situation.isMember(union, member) == joins) {
            throw new Refusal(
                    Reason.WRONG_STATE, "what", "organisation", "id", member, "state", joins ? "JOINED" : "LEFT");
        }
        return new MembershipChanged(
                member, union, change, situation.workedOn("from", from), Situation.optionalText("note", note));
    }
}
