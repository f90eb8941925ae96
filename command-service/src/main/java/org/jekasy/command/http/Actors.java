package org.jekasy.command.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jekasy.language.Actor;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Permissions;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, from the header {@code Jekasy-Actor: organisation/operator/device;role=manager}; operator, device and role may be left out. It is a claim, not
 * a proof, so it is believed from this machine only. Who says no role is the machine's own operator and may do all that the rules let his organisation
 * do; who says one may do what the matrix of permissions lets it do. Where tokens are asked for ({@code identity.who}), the header is refused: who acts, and
 * in which roles, is what the membership table has for the token's subject.
 */
public final class Actors {
    static final String HEADER = "Jekasy-Actor";

    private static final String WORD = "([A-Za-z0-9][A-Za-z0-9._-]{0,39})";

    /** The form of the header. */
    static final Pattern FORM =
            Pattern.compile(WORD + "(?:/" + WORD + "(?:/" + WORD + ")?)?(?:;role=([a-z]+(?:-[a-z]+)*))?");

    private static final String BY_TOKEN = Actors.class.getName() + ".byToken";
    private static final String OR_HEADER = "or the header";
    private static final String KNOWN = Actors.class.getName() + ".known";

    private Actors() {}

    private record Known(
            Actor actor, Set<Role> roles, @Nullable PhoneGate gate) {}

    /** From now on only a token says who acts: the header is refused everywhere in this service. */
    public static void onlyByToken(ServletContext service) {
        service.setAttribute(BY_TOKEN, true);
    }

    /** A token says who acts; where there is none, the header does: for the demonstration on this machine. */
    public static void byTokenOrHeader(ServletContext service) {
        service.setAttribute(BY_TOKEN, OR_HEADER);
    }

    /** Who acts in this request, proven by its token, in which roles, and by which phone, if by one. */
    public static void known(HttpServletRequest request, Actor actor, Set<Role> roles, @Nullable PhoneGate gate) {
        request.setAttribute(KNOWN, new Known(actor, roles, gate));
    }

    /** What stands between the phone that sends this and the ledger; null where it comes from no phone. */
    static @Nullable PhoneGate gate(HttpServletRequest request) {
        return byToken(request).map(Known::gate).orElse(null);
    }

    /** Turns a phone away: what it records is numbered, one by one. */
    public static void checkNoPhone(HttpServletRequest request) {
        if (gate(request) != null) {
            throw new Rejection(Fault.NOT_ALLOWED);
        }
    }

    // empty where the header is believed
    private static Optional<Known> byToken(HttpServletRequest request) {
        Object asked = request.getServletContext().getAttribute(BY_TOKEN);
        if (asked == null || (OR_HEADER.equals(asked) && request.getAttribute(KNOWN) == null)) {
            return Optional.empty();
        }
        if (request.getHeader(HEADER) != null) {
            throw new Rejection(Fault.ACTOR_BY_TOKEN);
        }
        if (request.getAttribute(KNOWN) instanceof Known known) {
            return Optional.of(known);
        }
        throw new Rejection(Fault.NOT_SIGNED_IN);
    }

    /** Who acts. What does not say so, or says so from afar, is turned away. */
    public static Actor of(HttpServletRequest request) {
        return byToken(request)
                .map(Known::actor)
                .orElseGet(() -> of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER))));
    }

    /** Who asks; null for whoever asks on this machine, where the header is believed, without saying who he is. */
    static @Nullable Actor ifSaid(HttpServletRequest request) {
        return byToken(request).isPresent() || request.getHeader(HEADER) != null ? of(request) : null;
    }

    /** The roles somebody acts in, null where the header says none. A role that does not exist is no actor at all. */
    public static @Nullable Set<Role> roles(HttpServletRequest request) {
        Optional<Known> known = byToken(request);
        return known.isPresent() ? known.get().roles() : roles(Collections.list(request.getHeaders(HEADER)));
    }

    private static @Nullable Set<Role> roles(List<String> headers) {
        String word = header(headers).group(4);
        return word == null ? null : Set.of(Role.of(word).orElseThrow(() -> new Rejection(Fault.NO_ACTOR)));
    }

    /** Whether one of these roles may do this; who says none may. */
    public static boolean may(@Nullable Set<Role> roles, String what) {
        return roles == null
                || roles.stream().anyMatch(role -> Permissions.shipped().may(role, what));
    }

    /** Turns away whose roles all may not do this. */
    public static void checkMay(@Nullable Set<Role> roles, String what) {
        if (roles != null && !may(roles, what)) {
            throw new Rejection(
                    Fault.NOT_IN_ROLE,
                    "role",
                    words(roles),
                    "command",
                    what,
                    "allowed",
                    words(Permissions.shipped().whoMay(what)));
        }
    }

    private static String words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
    }

    private static Matcher header(List<String> headers) {
        Matcher header = FORM.matcher(headers.size() == 1 ? headers.getFirst() : "");
        if (!header.matches()) {
            throw new Rejection(Fault.NO_ACTOR);
        }
        return header;
    }

    static Actor of(String remoteAddress, List<String> headers) {
        // without its scope: a link-local address names the interface it came by
        String address = remoteAddress.replaceFirst("%.*", "");
        if (!InetAddress.ofLiteral(address).isLoopbackAddress()) {
            throw new Rejection(Fault.ACTOR_FROM_AFAR);
        }
        Matcher header = header(headers);
        return new Actor(PartyId.parse(header.group(1)), header.group(2), header.group(3));
    }
}
