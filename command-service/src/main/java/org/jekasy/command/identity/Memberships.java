package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Conditional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to the administrator's organisation: seen, ended, blocked, whoever makes the tokens. */
@RestController
@Conditional(TokensAsked.class)
class Memberships {
    private final Members members;
    private final IdentityDatabase database;
    private final ObjectProvider<Phones> phones;
    private final Audit audit;
    private final Clock clock;

    // where another makes the tokens there are no phones
    Memberships(Members members, IdentityDatabase database, ObjectProvider<Phones> phones, Audit audit, Clock clock) {
        this.members = members;
        this.database = database;
        this.phones = phones;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/members")
    List<Administration.Shown> members(HttpServletRequest request) {
        Member by = Administration.administrator(request);
        return members.of(by.organisation(), Member.Kind.PERSON).stream()
                .map(member -> Administration.shown(member, null))
                .toList();
    }

    @PostMapping("/members/{subject}/end")
    ResponseEntity<Void> end(@PathVariable String subject, HttpServletRequest request) {
        Member by = Administration.administrator(request);
        members.endEverywhere(ownButNoPhone(by, subject).subject(), clock.instant());
        audit.add(Audit.What.ENDED_EVERYWHERE, by, request.getRemoteAddr(), subject);
        return ResponseEntity.noContent().build();
    }

    /** With every phone that records under this person's number: they are revoked, and that for good. */
    @PostMapping("/members/{subject}/block")
    ResponseEntity<Void> block(@PathVariable String subject, HttpServletRequest request) {
        Member by = Administration.administrator(request);
        if (by.subject().equals(subject)) {
            throw new NotTaken(
                    "On ne se bloque pas soi-même : demandez à un autre administrateur.",
                    "Nobody blocks himself: ask another administrator.");
        }
        Member blocked = ownButNoPhone(by, subject);
        database.together(() -> {
            members.activate(subject, false);
            audit.add(Audit.What.MEMBER_BLOCKED, by, request.getRemoteAddr(), subject);
            phones.ifAvailable(all -> all.revokeAllOf(blocked, by, request.getRemoteAddr()));
            return blocked;
        });
        members.forget(subject);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/members/{subject}/unblock")
    ResponseEntity<Void> unblock(@PathVariable String subject, HttpServletRequest request) {
        Member by = Administration.administrator(request);
        members.activate(ownButNoPhone(by, subject).subject(), true);
        audit.add(Audit.What.MEMBER_UNBLOCKED, by, request.getRemoteAddr(), subject);
        return ResponseEntity.noContent().build();
    }

    // a phone is revoked, and that for good
    private Member ownButNoPhone(Member by, String subject) {
        Member member = Administration.own(members, by, subject);
        if (member.kind() == Member.Kind.PHONE) {
            throw Doorkeeper.unknownAddress();
        }
        return member;
    }

    /** Adds people of another provider by their subject there. */
    @RestController
    @ConditionalOnProperty(name = "identity.who", havingValue = "issuer")
    static class OfIssuer {
        private final Members members;
        private final Newcomers newcomers;
        private final Audit audit;
        private final Clock clock;

        OfIssuer(Members members, Newcomers newcomers, Audit audit, Clock clock) {
            this.members = members;
            this.newcomers = newcomers;
            this.audit = audit;
            this.clock = clock;
        }

        /** A person or, with scopes instead of roles, a machine. With {@code organisation}, the first administrator of another. */
        record Added(
                @Nullable String organisation,
                @Nullable String subject,
                @Nullable String operator,
                @Nullable List<String> roles,
                @Nullable List<String> scopes) {}

        @PostMapping("/members")
        @ResponseStatus(HttpStatus.CREATED)
        Administration.Shown add(@RequestBody Added added, HttpServletRequest request) {
            Member by = Administration.administrator(request);
            String subject = added.subject();
            if (subject == null || subject.isBlank() || subject.length() > 255) {
                throw new NotTaken(
                        "Donnez subject : l’identifiant « sub » chez le fournisseur.",
                        "Give subject: the \"sub\" at the provider.");
            }
            Member member = member(subject, added, by);
            try {
                members.add(member, clock.instant());
            } catch (DuplicateKeyException taken) {
                throw new NotTaken("Cette personne est déjà membre.", "This person already is a member.");
            }
            audit.add(Audit.What.ACCOUNT_MADE, by, request.getRemoteAddr(), subject);
            return Administration.shown(member, null);
        }

        private Member member(String subject, Added added, Member by) {
            Set<String> scopes = added.scopes() == null ? Set.of() : Set.copyOf(added.scopes());
            Set<Role> roles = Administration.roles(added.roles());
            PartyId organisation =
                    newcomers.organisation(by, added.organisation(), scopes.isEmpty() ? roles : Set.of());
            if (!scopes.isEmpty()) {
                if (!Machines.SCOPES.containsAll(scopes)) {
                    throw new NotTaken("Possibles : record, read.", "Possible: record, read.");
                }
                return new Member(
                        subject, Member.Kind.MACHINE, organisation, null, null, Set.of(), scopes, true, null, null);
            }
            String operator = added.operator() == null ? "" : added.operator();
            if (!Accounts.OPERATOR.matcher(operator).matches() || roles.isEmpty()) {
                throw new NotTaken(
                        "Donnez un numéro d’opérateur (jamais un nom) et au moins un rôle.",
                        "Give an operator's number (never a name) and at least one role.");
            }
            return Member.person(subject, organisation, operator, roles);
        }
    }
}
