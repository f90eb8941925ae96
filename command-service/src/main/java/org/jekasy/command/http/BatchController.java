package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Request;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes up to 500 commands at once: decided in order, recorded in one append, one answer each. */
@RestController
class BatchController {
    /** The answers in the order of the entries. That they come says nothing of whether an entry was recorded: each has its own status. */
    record Answers(List<Answer> answers) {}

    static final String PATH = "/entries";

    private final Ledger ledger;
    private final DoorMeters meters;
    private final Discretion discretion;

    BatchController(Ledger ledger, DoorMeters meters, Discretion discretion) {
        this.ledger = ledger;
        this.discretion = discretion;
        this.meters = meters;
    }

    @PostMapping(
            path = PATH,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, Problem.MEDIA_TYPE})
    ResponseEntity<?> record(HttpServletRequest sent) {
        discretion.begins(sent);
        Sender sender = Sender.of(sent);
        byte[] body = Body.of(sent);
        PhoneGate.Aside aside = sender.keep(PATH, body);
        if (aside != null) {
            Locale locale = Language.of(sent);
            return Answer.of(aside, null, locale).alone(locale);
        }
        return ResponseEntity.ok(new Answers(answers(body, Set.of(), sender, sent)));
    }

    /** Of a batch those entries that are named by their index, or all where none is. */
    List<Answer> answers(byte[] body, Set<Integer> only, Sender sender, HttpServletRequest sent) {
        Locale locale = Language.of(sent);
        Requests.Batch batch = Requests.readBatch(body, sender.by(), sender.roles());
        List<Requests.Item> items = new ArrayList<>(batch.items());
        Map<Integer, PhoneGate.Aside> aside = counted(items, body, sender);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Requests.Item.Read read
                    && !aside.containsKey(i)
                    && (only.isEmpty() || only.contains(i))) {
                requests.add(sender.confirming(read.request()));
            }
        }
        boolean allRead = requests.size() == items.size();
        Deque<Outcome> outcomes = new ArrayDeque<>(
                batch.atomic() && !allRead && only.isEmpty()
                        ? requests.stream()
                                .map(request -> new Outcome.LeftOut())
                                .toList()
                        : ledger.submit(requests, batch.atomic()));
        Set<Object> made = Discretion.made(requests);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!only.isEmpty() && !only.contains(i)) {
                continue;
            }
            String instance = sent.getRequestURI() + "#/entries/" + i;
            PhoneGate.Aside kept = aside.get(i);
            answers.add(
                    switch (items.get(i)) {
                        case Requests.Item.Read read
                        when kept != null ->
                            Answer.of(kept, read.request().eventId().text(), locale);
                        case Requests.Item.Read read ->
                            answer(read.request(), outcomes.removeFirst(), made, sent, locale, instance);
                        case Requests.Item.Unread(String eventId, Rejection rejection) -> {
                            meters.rejected(rejection);
                            yield Answer.of(rejection, eventId, locale, instance);
                        }
                    });
        }
        return answers;
    }

    // what a phone sends without a number can not be read: it is answered so, in its place
    private static Map<Integer, PhoneGate.Aside> counted(List<Requests.Item> items, byte[] body, Sender sender) {
        PhoneGate gate = sender.gate();
        List<PhoneGate.Numbered> numbered = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Requests.Item.Read read) {
                try {
                    sender.check(read.request());
                    if (gate != null) {
                        numbered.add(read.numbered(i));
                    }
                } catch (Rejection turnedAway) {
                    items.set(
                            i, new Requests.Item.Unread(read.request().eventId().text(), turnedAway));
                }
            }
        }
        Set<Integer> cloned = gate == null ? Set.of() : gate.count(numbered);
        if (gate == null || cloned.isEmpty()) {
            return Map.of();
        }
        try {
            PhoneGate.Aside aside = gate.keep(PATH, body, cloned);
            return cloned.stream().collect(Collectors.toMap(index -> index, index -> aside));
        } catch (Rejection noRoom) {
            // the others have nothing to do with it
            for (PhoneGate.Numbered each : numbered) {
                if (cloned.contains(each.index()) && items.get(each.index()) instanceof Requests.Item.Read read) {
                    items.set(
                            each.index(),
                            new Requests.Item.Unread(read.request().eventId().text(), noRoom));
                }
            }
            return Map.of();
        }
    }

    private Answer answer(
            Request request,
            Outcome outcome,
            Set<Object> made,
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
