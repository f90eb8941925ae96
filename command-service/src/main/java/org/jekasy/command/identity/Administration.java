package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an administrator does for the own organisation: invitations and machines. Of another, an operator's administrator invites the first administrator. */
@RestController
@Conditional(EmbeddedServer.class)
class Administration {
    private final Accounts accounts;
    private final Machines machines;
    private final Members members;
    private final Newcomers newcomers;
    private final AuthorizationServerSettings server;

    Administration(
            Accounts accounts,
            Machines machines,
            Members members,
            Newcomers newcomers,
            AuthorizationServerSettings server) {
        this.accounts = accounts;
        this.machines = machines;
        this.members = members;
        this.newcomers = newcomers;
        this.server = server;
    }

    /** Somebody to be invited: the operator's number and the roles' wire forms. With {@code organisation}, the first administrator of another. */
    record Invited(
            @Nullable String organisation,
            @Nullable String operator,
            @Nullable List<String> roles) {}

    /** How the invited person comes in: once, within 24 hours. */
    record Invitation(String invitation, String address) {}

    /** A machine to be made. */
    record Named(@Nullable String name, @Nullable List<String> scopes) {}

    /** A member as an administrator sees it. */
    record Shown(
            String subject,
            @Nullable String operator,
            Set<String> roles,
            Set<String> scopes,
            boolean active,
            @Nullable List<Machines.Secret> secrets) {}

    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invitation invite(@RequestBody Invited invited, HttpServletRequest request) {
        Member by = administrator(request);
        Set<Role> roles = roles(invited.roles());
        String operator = invited.operator() == null ? "" : invited.operator();
        PartyId organisation = newcomers.organisation(by, invited.organisation(), roles);
        return invitation(accounts.invite(organisation, operator, roles, by, request.getRemoteAddr()));
    }

    /** For somebody of the organisation who lost password or authenticator: a new account in the place of the old one, under the same number. Once, within 24 hours. */
    @PostMapping("/members/{subject}/reset")
    @ResponseStatus(HttpStatus.CREATED)
    Invitation reset(@PathVariable String subject, HttpServletRequest request) {
        Member by = administrator(request);
        Member lost = own(members, by, subject);
        if (lost.kind() != Member.Kind.PERSON) {
            throw Doorkeeper.unknownAddress();
        }
        return invitation(accounts.reset(lost, by, request.getRemoteAddr()));
    }

    private Invitation invitation(String code) {
        return new Invitation(code, server.getIssuer() + "/welcome?invitation=" + code);
    }

    @GetMapping("/machines")
    List<Shown> machines(HttpServletRequest request) {
        Member by = administrator(request);
        return members.of(by.organisation(), Member.Kind.MACHINE).stream()
                .map(machine -> shown(machine, machines.live(machine.subject())))
                .toList();
    }

    /** 201 with the secret, which is shown this once. */
    @PostMapping("/machines")
    @ResponseStatus(HttpStatus.CREATED)
    Machines.Fresh machine(@RequestBody Named named, HttpServletRequest request) {
        Member by = administrator(request);
        return machines.add(
                named.name() == null ? "" : named.name(),
                by.organisation(),
                named.scopes() == null ? Set.of() : Set.copyOf(new TreeSet<>(named.scopes())),
                by,
                request.getRemoteAddr());
    }

    @PostMapping("/machines/{name}/secrets")
    @ResponseStatus(HttpStatus.CREATED)
    Machines.Fresh secret(@PathVariable String name, HttpServletRequest request) {
        Member by = administrator(request);
        return machines.secret(ownMachine(by, name), by, request.getRemoteAddr());
    }

    @DeleteMapping("/machines/{name}/secrets/{number}")
    ResponseEntity<Void> revoke(@PathVariable String name, @PathVariable long number, HttpServletRequest request) {
        Member by = administrator(request);
        if (!machines.revoke(ownMachine(by, name), number, by, request.getRemoteAddr())) {
            throw Doorkeeper.unknownAddress();
        }
        return ResponseEntity.noContent().build();
    }

    static Member administrator(HttpServletRequest request) {
        Member by = Caller.of(request);
        if (!by.roles().contains(Role.ADMINISTRATOR)) {
            throw Doorkeeper.notAllowed();
        }
        return by;
    }

    // somebody of another organisation is nobody
    static Member own(Members members, Member by, String subject) {
        return members.find(subject)
                .filter(member -> member.organisation().equals(by.organisation()))
                .orElseThrow(Doorkeeper::unknownAddress);
    }

    private Member ownMachine(Member by, String name) {
        Member member = own(members, by, name);
        if (member.kind() != Member.Kind.MACHINE) {
            throw Doorkeeper.unknownAddress();
        }
        return member;
    }

    static Set<Role> roles(@Nullable List<String> wire) {
        return wire == null ? Set.of() : wire.stream().map(Administration::role).collect(Collectors.toSet());
    }

    static Role role(String wire) {
        return Role.of(wire).orElseThrow(() -> new NotTaken("Rôle inconnu : " + wire, "Unknown role: " + wire));
    }

    static Shown shown(Member member, @Nullable List<Machines.Secret> secrets) {
        return new Shown(
                member.subject(),
                member.operator(),
                member.roles().stream().map(Role::word).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(member.scopes()),
                member.active(),
                secrets);
    }
}
