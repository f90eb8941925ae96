package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.http.FlatBody;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The phones of the administrator's organisation, and where a phone comes with its invitation. */
@RestController
@Conditional(EmbeddedServer.class)
class PhoneDoors {
    private static final int DAYS = 30;

    private final Phones phones;
    private final AuthorizationServerSettings server;
    private final Throttle throttle = new Throttle();
    private final Clock clock;

    PhoneDoors(Phones phones, AuthorizationServerSettings server, Clock clock) {
        this.phones = phones;
        this.server = server;
        this.clock = clock;
    }

    /** A phone to be invited: the operator's number and roles it acts with, its collection point, the issuer of its lot codes, and for how many days (1 to 90, 30 unless said). */
    record PhoneInvited(
            String operator,
            List<String> roles,
            PlaceId place,
            IssuerCode issuer,
            @Nullable Integer days) {}

    /** What the phone reads from the administrator's screen: the address, which holds the code, and the same as a square (SVG). Good once, for ten minutes. */
    record PhoneInvitation(String invitation, String address, String square, Instant expiresAt) {}

    /** The invitation a phone comes with; its key is in the proof. */
    record Redeemed(String invitation) {}

    /** What a phone has to know: its number in the ledger, for whom it acts until when, whose codes it gives to lots, and where it asks for tokens. */
    record Enrolled(
            String device,
            PartyId organisation,
            String operator,
            Set<String> roles,
            PlaceId place,
            IssuerCode issuer,
            Instant expiresAt,
            String tokens) {}

    /** Whether what a phone sends is recorded ({@code LIVE}), or it was revoked, or its time is over. */
    enum State {
        LIVE,
        REVOKED,
        EXPIRED
    }

    /** A phone as an administrator sees it. {@code suspectSince}: a number it gave once came with another content, somebody may have copied it. {@code aside}: how many of its sendings wait for a decision. */
    record ShownPhone(
            String device,
            String operator,
            Set<String> roles,
            PlaceId place,
            IssuerCode issuer,
            Instant expiresAt,
            State state,
            @Nullable Instant suspectSince,
            long aside) {}

    /** The square for one phone: good once, for ten minutes. */
    @PostMapping("/phones/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    PhoneInvitation invite(@FlatBody PhoneInvited invited, HttpServletRequest request) {
        Member by = Administration.administrator(request);
        Instant end = clock.instant().plus(Invitations.Kind.PHONE.life);
        Phones.Planned planned = new Phones.Planned(
                invited.operator(),
                invited.roles().stream().map(Administration::role).collect(Collectors.toSet()),
                invited.place(),
                invited.issuer(),
                Objects.requireNonNullElse(invited.days(), DAYS),
                by.subject());
        String code = phones.invite(by, planned, request.getRemoteAddr());
        // behind the #: a browser sends it to nobody, so it stands in no log
        String address = server.getIssuer() + "/phone#" + code;
        return new PhoneInvitation(code, address, Page.square(address), end);
    }

    /** A phone comes: with its invitation, and with the proof of its key in the header DPoP (RFC 9449, ES256, for this address). Asks for no token. */
    @PostMapping("/phones")
    @ResponseStatus(HttpStatus.CREATED)
    Enrolled enrol(@FlatBody Redeemed invited, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        // who was invited may try as often as needed
        if (!phones.isInvited(invited.invitation()) && !throttle.admits(invited.invitation(), address)) {
            throw Doorkeeper.tooOften();
        }
        Phones.Phone phone = phones.enrol(
                invited.invitation(),
                Objects.requireNonNullElse(request.getHeader("DPoP"), ""),
                request.getRequestURL().toString(),
                address);
        Member member = phone.member();
        return new Enrolled(
                member.subject(),
                member.organisation(),
                operator(member),
                roles(member),
                phone.place(),
                phone.issuer(),
                end(member),
                server.getIssuer() + server.getTokenEndpoint());
    }

    @GetMapping("/phones")
    List<ShownPhone> phones(HttpServletRequest request) {
        Member by = Administration.administrator(request);
        return phones.of(by.organisation()).stream().map(this::shown).toList();
    }

    /** For good: what it sends from now on is kept aside, and nothing else is answered to it. */
    @PostMapping("/phones/{device}/revoke")
    ResponseEntity<Void> revoke(@PathVariable String device, HttpServletRequest request) {
        Member by = Administration.administrator(request);
        phones.revoke(own(by, device), by, request.getRemoteAddr());
        return ResponseEntity.noContent().build();
    }

    /** Ends the alarm of a phone that was looked at and is no copy. The next number with another content raises it anew. */
    @PostMapping("/phones/{device}/clear")
    ResponseEntity<Void> clear(@PathVariable String device, HttpServletRequest request) {
        Member by = Administration.administrator(request);
        phones.clear(own(by, device), by, request.getRemoteAddr());
        return ResponseEntity.noContent().build();
    }

    private Member own(Member by, String device) {
        return phones.find(device)
                .map(Phones.Phone::member)
                .filter(phone -> phone.organisation().equals(by.organisation()))
                .orElseThrow(Doorkeeper::unknownAddress);
    }

    private ShownPhone shown(Phones.Phone phone) {
        Member member = phone.member();
        return new ShownPhone(
                member.subject(),
                operator(member),
                roles(member),
                phone.place(),
                phone.issuer(),
                end(member),
                state(member),
                phone.suspectSince(),
                phone.aside());
    }

    private State state(Member member) {
        if (!member.active()) {
            return State.REVOKED;
        }
        return member.isLive(clock.instant()) ? State.LIVE : State.EXPIRED;
    }

    private static Set<String> roles(Member member) {
        return member.roles().stream().map(Role::word).collect(Collectors.toCollection(TreeSet::new));
    }

    // every phone has both: it is invited with them
    private static String operator(Member member) {
        return Objects.requireNonNull(member.operator());
    }

    private static Instant end(Member member) {
        return Objects.requireNonNull(member.validUntil());
    }
}
