package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.language.Actor;
import org.jekasy.language.PartyId;

/**
 * Who acts, from the header {@code Jekasy-Actor: organisation/operator/device}; operator and device may be left out. It is a claim, not a proof, so it
 * is believed from this machine only, until a token takes its place.
 */
public final class Actors {
    static final String HEADER = "Jekasy-Actor";

    private static final String WORD = "([A-Za-z0-9][A-Za-z0-9._-]{0,39})";

    /** The form of the header. */
    static final Pattern FORM = Pattern.compile(WORD + "(?:/" + WORD + "(?:/" + WORD + ")?)?");

    private Actors() {}

    /** Who acts. What does not say so, or says so from afar, is turned away. */
    public static Actor of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
    }

    static Actor of(String remoteAddress, List<String> headers) {
        // without its scope: a link-local address names the interface it came by
        String address = remoteAddress.replaceFirst("%.*", "");
        if (!InetAddress.ofLiteral(address).isLoopbackAddress()) {
            throw new Rejection(Fault.ACTOR_FROM_AFAR);
        }
        Matcher header = FORM.matcher(headers.size() == 1 ? headers.getFirst() : "");
        if (!header.matches()) {
            throw new Rejection(Fault.NO_ACTOR);
        }
        return new Actor(PartyId.parse(header.group(1)), header.group(2), header.group(3));
    }
}
