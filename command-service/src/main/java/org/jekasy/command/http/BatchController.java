package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.LotId;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes up to 500 commands at once: decided in order, recorded in one append, one answer each. */
@RestController
class BatchController {
    /** The answers in the order of the entries. That they come says nothing of whether an entry was recorded: each has its own status. */
    record Answers(List<Answer> answers) {}

    private final Ledger ledger;
    private final DoorMeters meters;
    private final Discretion discretion;

    BatchController(Ledger ledger, DoorMeters meters, Discretion discretion) {
        this.ledger = ledger;
        this.discretion = discretion;
        this.meters = meters;
    }

    @PostMapping(
            path = "/entries",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, Problem.MEDIA_TYPE})
    Answers record(HttpServletRequest sent) {
        discretion.begins(sent);
        Locale locale = Language.of(sent);
        Requests.Batch batch = Requests.readBatch(Body.of(sent), Actors.of(sent), Actors.roles(sent));
        List<Request> requests = batch.items().stream()
                .flatMap(item -> item instanceof Requests.Item.Read(Request request) ? Stream.of(request) : Stream.of())
                .toList();
        boolean allRead = requests.size() == batch.items().size();
        Deque<Outcome> outcomes = new ArrayDeque<>(
                batch.atomic() && !allRead
                        ? requests.stream()
                                .map(request -> new Outcome.LeftOut())
                                .toList()
                        : ledger.submit(requests, batch.atomic()));
        Set<LotId> made = Discretion.made(requests);
        List<Answer> answers = new ArrayList<>();
        for (Requests.Item item : batch.items()) {
            String instance = sent.getRequestURI() + "#/entries/" + answers.size();
            answers.add(
                    switch (item) {
                        case Requests.Item.Read(Request request) ->
                            answer(request, outcomes.removeFirst(), made, sent, locale, instance);
                        case Requests.Item.Unread(String eventId, Rejection rejection) -> {
                            meters.rejected(rejection);
                            yield Answer.of(rejection, eventId, locale, instance);
                        }
                    });
        }
        return new Answers(answers);
    }

    private Answer answer(
            Request request,
            Outcome outcome,
            Set<LotId> made,
            HttpServletRequest sent,
            Locale locale,
            String instance) {
        String eventId = request.eventId().text();
        Rejection hidden = discretion.instead(request, outcome, sent, made);
        return hidden == null
                ? Answer.of(outcome, eventId, locale, instance)
                : Answer.of(hidden, eventId, locale, instance);
    }
}
