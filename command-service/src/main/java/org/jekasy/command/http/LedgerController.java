package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.Actor;
import org.jekasy.language.EventId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;

/** Takes one command at each {@link Door} and answers with its receipt, or with the problem it met. */
@RestController
class LedgerController {
    private final Ledger ledger;
    private final Discretion discretion;

    LedgerController(Ledger ledger, Discretion discretion) {
        this.ledger = ledger;
        this.discretion = discretion;
    }

    /** The receipt of an entry of one's own once more: what the answer's {@code Location} leads to. */
    @GetMapping(
            path = "/entries/{eventId}",
            produces = {MediaType.APPLICATION_JSON_VALUE, Problem.MEDIA_TYPE})
    Receipt receipt(@PathVariable String eventId, HttpServletRequest sent) {
        discretion.begins(sent);
        EventId entry = EventId.parse(eventId);
        Actor who = Actors.ifSaid(sent);
        return (who == null || discretion.isOwn(entry, who, sent) ? ledger.receipt(entry) : Optional.<Receipt>empty())
                .orElseThrow(() -> new Rejection(Fault.UNKNOWN_ENTRY, "read", eventId));
    }

    /** 201 with the receipt; 200 with the first receipt for the same sent again; 202 while a second person has to approve, or has to decide on what a phone sent. */
    ResponseEntity<?> record(HttpServletRequest sent) {
        discretion.begins(sent);
        Door door = Door.at(String.valueOf(sent.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
        Locale locale = Language.of(sent);
        Sender sender = Sender.of(sent);
        byte[] body = Body.of(sent);
        PhoneGate.Aside aside = sender.keep(door.path(), body);
        Answer answer = aside == null ? answer(door, body, sender, sent) : Answer.of(aside, null, locale);
        return answer.alone(locale);
    }

    Answer answer(Door door, byte[] body, Sender sender, HttpServletRequest sent) {
        Actors.checkMay(sender.roles(), door.commandName());
        Requests.Item.Read read = Requests.read(body, door, sender.by());
        sender.check(read.request());
        Request request = sender.confirming(read.request());
        Locale locale = Language.of(sent);
        PhoneGate gate = sender.gate();
        Set<Integer> cloned = gate == null ? Set.of() : gate.count(List.of(read.numbered(0)));
        if (gate != null && !cloned.isEmpty()) {
            return Answer.of(
                    gate.keep(door.path(), body, cloned), request.eventId().text(), locale);
        }
        Outcome outcome = ledger.submit(request);
        Rejection hidden = discretion.instead(request, outcome, sent);
        if (hidden != null) {
            throw hidden;
        }
        return Answer.of(outcome, request.eventId().text(), locale, sent.getRequestURI());
    }
}
