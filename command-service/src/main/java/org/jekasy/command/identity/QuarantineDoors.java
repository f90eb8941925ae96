package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.http.FlatBody;
import org.jekasy.command.http.KeptAside;
import org.jekasy.command.ledger.Confirmation;
import org.jekasy.language.reference.Role;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What phones sent and is kept aside: an administrator or quality officer of their organisation decides, who is not the one that sent it. */
@RestController
@Conditional(EmbeddedServer.class)
class QuarantineDoors {
    private final Quarantine quarantine;
    private final Members members;
    private final KeptAside keptAside;

    QuarantineDoors(Quarantine quarantine, Members members, KeptAside keptAside) {
        this.quarantine = quarantine;
        this.members = members;
        this.keptAside = keptAside;
    }

    /** Something that waits, with what was sent to which address. */
    record Content(Quarantine.Waiting waiting, String body) {}

    /** What whoever accepts confirms of each record, where a rule asks for a reason. */
    record Accepted(List<Confirmation> confirmed) {}

    /** Why it is not recorded. */
    record Rejected(String reason) {}

    @GetMapping("/quarantine")
    List<Quarantine.Waiting> waiting(HttpServletRequest request) {
        return quarantine.waiting(decider(request).organisation());
    }

    /** What was sent, as it was sent. */
    @GetMapping("/quarantine/{number}")
    Content content(@PathVariable long number, HttpServletRequest request) {
        Quarantine.Waiting waiting = own(decider(request), number);
        return new Content(waiting, new String(quarantine.body(number), StandardCharsets.UTF_8));
    }

    /**
     * Records it as the phone that sent it would have, in its operator's name and roles, by the rules of today. Answers each record as its door would have; it
     * waits on as long as one is refused. What a phone sent after its time is looked at for its numbers only here: one that came before with another content
     * is kept under a number of its own.
     */
    @PostMapping("/quarantine/{number}/accept")
    KeptAside.Told accept(@PathVariable long number, @FlatBody Accepted accepted, HttpServletRequest request) {
        Member by = decider(request);
        Quarantine.Waiting waiting = own(by, number);
        Member phone = members.find(waiting.device()).orElseThrow(Doorkeeper::unknownAddress);
        if (Objects.equals(by.operator(), phone.operator())) {
            throw new NotTaken(
                    "Ce téléphone a enregistré en votre nom (" + by.operator() + ") : une autre personne accepte.",
                    "This phone recorded in your name (" + by.operator() + "): somebody else accepts.");
        }
        List<KeptAside.Told> told = new ArrayList<>();
        quarantine.decide(waiting, Audit.What.ASIDE_ACCEPTED, by, request.getRemoteAddr(), null, body -> {
            told.add(keptAside.record(
                    waiting.path(),
                    body,
                    waiting.entries(),
                    phone.actor(),
                    phone.roles(),
                    quarantine.gate(phone, waiting),
                    accepted.confirmed(),
                    request));
            return told.getFirst().over();
        });
        // somebody else decided in between
        return told.stream().findFirst().orElseThrow(Doorkeeper::unknownAddress);
    }

    /** Leaves it unrecorded for good. The reason and the SHA-256 of what was sent are kept, what was sent is not. */
    @PostMapping("/quarantine/{number}/reject")
    ResponseEntity<Void> reject(@PathVariable long number, @FlatBody Rejected rejected, HttpServletRequest request) {
        Member by = decider(request);
        boolean decided = quarantine.decide(
                own(by, number),
                Audit.What.ASIDE_REJECTED,
                by,
                request.getRemoteAddr(),
                rejected.reason(),
                body -> true);
        if (!decided) {
            throw Doorkeeper.unknownAddress();
        }
        return ResponseEntity.noContent().build();
    }

    private static Member decider(HttpServletRequest request) {
        Member by = Caller.of(request);
        if (by.kind() != Member.Kind.PERSON
                || !(by.roles().contains(Role.ADMINISTRATOR) || by.roles().contains(Role.QUALITY_OFFICER))) {
            throw Doorkeeper.notAllowed();
        }
        return by;
    }

    private Quarantine.Waiting own(Member by, long number) {
        return quarantine.waiting(by.organisation(), number).orElseThrow(Doorkeeper::unknownAddress);
    }
}
