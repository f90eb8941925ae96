package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Request;
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

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The receipt of an entry once more: what the answer's {@code Location} leads to. */
    @GetMapping(
            path = "/entries/{eventId}",
            produces = {MediaType.APPLICATION_JSON_VALUE, Problem.MEDIA_TYPE})
    Receipt receipt(@PathVariable String eventId) {
        return ledger.receipt(EventId.parse(eventId))
                .orElseThrow(() -> new Rejection(Fault.UNKNOWN_ENTRY, "read", eventId));
    }

    /** 201 with the receipt; 200 with the first receipt for the same sent again; 202 while a second person has to approve. */
    ResponseEntity<?> record(HttpServletRequest sent) {
        Door door = Door.at(String.valueOf(sent.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
        Actors.checkMay(Actors.roles(sent), door.commandName());
        Request request = Requests.read(Body.of(sent), door, Actors.of(sent));
        Locale locale = Language.of(sent);
        Answer answer = Answer.of(ledger.submit(request), request.eventId().text(), locale, sent.getRequestURI());
        return answer.alone(locale);
    }
}
