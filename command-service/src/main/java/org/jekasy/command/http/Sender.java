package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jekasy.command.ledger.Confirmation;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.Actor;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;

/** For whom something is recorded: who acts, in which roles (null: the machine's own operator), by which phone, and what somebody confirms for it. */
record Sender(Actor by, @Nullable Set<Role> roles, @Nullable PhoneGate gate, List<Confirmation> confirmed) {
    static Sender of(HttpServletRequest sent) {
        PhoneGate gate = Actors.gate(sent);
        if (gate != null && !gate.admits()) {
            throw new Rejection(Fault.TOO_OFTEN);
        }
        return new Sender(Actors.of(sent), Actors.roles(sent), gate, List.of());
    }

    /** Where a phone may not record any more, all it sends is kept aside; null everywhere else. */
    PhoneGate.@Nullable Aside keep(String path, byte[] body) {
        return gate == null ? null : gate.keep(path, body);
    }

    Request confirming(Request request) {
        return confirmed.isEmpty() ? request : request.confirmedToo(confirmed);
    }
}
