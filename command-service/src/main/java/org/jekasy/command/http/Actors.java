package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
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
 * a proof, so it is believed from this machine only, until a token takes its place. Who says no role is the machine's own operator and may do all that the
 * rules let his organisation do; who says one may do what the matrix of permissions lets it do.
 */
public final class Actors {
    static final String HEADER = "Jekasy-Actor";

    private static final String WORD = "([A-Za-z0-9][A-Za-z0-9._-]{0,39})";

    /** The form of the header. */
    static final Pattern FORM =
            Pattern.compile(WORD + "(?:/" + WORD + "(?:/" + WORD + ")?)?(?:;role=([a-z]+(?:-[a-z]+)*))?");

    private Actors() {}

    /** Who acts. What does not say so, or says so from afar, is turned away. */
    public static Actor of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
    }

    /** The role that was said, null where none was. A role that does not exist is no actor at all. */
    public static @Nullable Role role(HttpServletRequest request) {
        return role(Collections.list(request.getHeaders(HEADER)));
    }

    static @Nullable Role role(List<String> headers) {
        Matcher header = header(headers);
        String word = header.group(4);
        return word == null ? null : Role.of(word).orElseThrow(() -> new Rejection(Fault.NO_ACTOR));
    }

    /** Turns away a role that may not do this. */
    public static void checkMay(@Nullable Role role, String what) {
        if (role != null && !Permissions.shipped().may(role, what)) {
            throw new Rejection(
                    Fault.NOT_IN_ROLE,
                    "role",
                    role.word(),
                    "command",
                    what,
                    "allowed",
                    Permissions.shipped().whoMay(what).stream().map(Role::word).collect(Collectors.joining(", ")));
        }
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
