package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jekasy.command.ledger.Confirmation;
import org.jekasy.command.ledger.CorrectEntry;
import org.jekasy.command.ledger.GrantApproval;
import org.jekasy.command.ledger.RejectApproval;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.Actor;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;

/**
 * For whom something is recorded: who acts, in which roles (null: the machine's own operator), by which phone, and what somebody confirms who accepts it
 * for whoever sent it (null: it is sent now).
 */
record Sender(
        Actor by,
        @Nullable Set<Role> roles,
        @Nullable PhoneGate gate,
        @Nullable List<Confirmation> accepted) {
    static Sender of(HttpServletRequest sent) {
        PhoneGate gate = Actors.gate(sent);
        if (gate != null && !gate.admits()) {
            throw new Rejection(Fault.TOO_OFTEN);
        }
        return new Sender(Actors.of(sent), Actors.roles(sent), gate, null);
    }

    /** Where a phone may not record any more, all it sends is kept aside; null everywhere else. */
    PhoneGate.@Nullable Aside keep(String path, byte[] body) {
        return gate == null ? null : gate.keep(path, body);
    }

    /** Turns away what this sender may not send, whatever its role. */
    void check(Request request) {
        // else who asked could be the second person too, under the name on a phone
        if (accepted != null
                && (request.command() instanceof GrantApproval || request.command() instanceof RejectApproval)) {
            throw new Rejection(Fault.APPROVES_IN_PERSON, "operator", String.valueOf(by.operator()));
        }
        // what is corrected another may have made
        if (gate != null && !(request.command() instanceof CorrectEntry)) {
            IssuerCode own = gate.issuer();
            Discretion.made(List.of(request)).stream()
                    .filter(LotId.class::isInstance)
                    .map(LotId.class::cast)
                    .filter(lot -> !lot.issuer().equals(own) && !lot.isOfRoll())
                    .sorted()
                    .findFirst()
                    .ifPresent(lot -> {
                        throw new Rejection(Fault.OTHERS_ISSUER, "lot", lot, "issuer", lot.issuer(), "own", own);
                    });
        }
    }

    Request confirming(Request request) {
        return accepted == null ? request : request.confirmedToo(accepted);
    }
}
