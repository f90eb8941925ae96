package org.jekasy.query.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.language.Malformed;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.reference.Readings;
import org.jekasy.language.reference.Role;
import org.jekasy.query.identity.Reader;
import org.jekasy.query.read.Sight;
import org.jekasy.query.register.Kinds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Says for each request who looks ({@link Sight}), and turns away whose role or kind of organisation may not read the page ({@link Readings}). A token says
 * who reads; where none is asked for, or none is sent to the demonstration, this machine alone is answered:
 * the header {@code Jekasy-Actor} may say it, and without it all is seen.
 */
final class ReaderAtTheDoor implements HandlerInterceptor {
    static final String HEADER = "Jekasy-Actor";
    /** The field that says which producers and orchards there are. */
    static final String PRODUCER = "producer";
    /** The field that comes of where something was recorded. */
    static final String POSITION = "position";
    /** The row that says who reads by which class a delivery was paid. */
    static final String PRICE = "price";

    private static final Set<String> OPEN = Set.of("/scan");
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9._-]{0,39})(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,39}){0,2}(?:;role=([a-z]+(?:-[a-z]+)*))?");

    private final Kinds kinds;
    private final boolean header;

    ReaderAtTheDoor(Kinds kinds, boolean header) {
        this.kinds = kinds;
        this.header = header;
    }

    private record Who(PartyId organisation, @Nullable Set<Role> roles) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String page = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        boolean forPrograms = handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith("org.jekasy.query")
                && method.getBeanType().isAnnotationPresent(RestController.class);
        Sight.begin(forPrograms && !OPEN.contains(page) ? sight(request, page) : Sight.everything());
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        Sight.end();
    }

    private Sight sight(HttpServletRequest request, String page) {
        Who who = who(request);
        if (who == null) {
            return Sight.everything();
        }
        OrganisationKind kind = kinds.of(who.organisation);
        Readings readings = Readings.shipped();
        if (!readings.may(who.roles, kind, page)) {
            throw new ErrorResponseException(HttpStatus.FORBIDDEN);
        }
        return Sight.of(
                who.organisation,
                readings.may(who.roles, kind, PRODUCER),
                readings.may(who.roles, kind, POSITION),
                readings.may(who.roles, kind, PRICE));
    }

    private @Nullable Who who(HttpServletRequest request) {
        if (!header && request.getHeader(HEADER) != null) {
            // who reads is what his token says, and nothing beside it
            throw new ErrorResponseException(HttpStatus.UNAUTHORIZED);
        }
        Optional<Reader> reader = Reader.of(request);
        if (reader.isPresent()) {
            if (request.getHeader(HEADER) != null) {
                throw new ErrorResponseException(HttpStatus.UNAUTHORIZED);
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            reader.get().roles().forEach(word -> Role.of(word).ifPresent(roles::add));
            // a machine has a scope instead of roles; that it is there was asked at the door
            boolean machine = reader.get().kind().equals("machine");
            return new Who(reader.get().organisation(), machine ? Set.of(Role.READER) : roles);
        }
        if (!header) {
            throw new ErrorResponseException(HttpStatus.UNAUTHORIZED);
        }
        if (!InetAddress.ofLiteral(request.getRemoteAddr().replaceFirst("%.*", ""))
                .isLoopbackAddress()) {
            throw new ErrorResponseException(HttpStatus.FORBIDDEN);
        }
        List<String> said = Collections.list(request.getHeaders(HEADER));
        if (said.isEmpty()) {
            return null;
        }
        Matcher form = FORM.matcher(said.size() == 1 ? said.getFirst() : "");
        if (!form.matches()) {
            throw unreadable(said);
        }
        String role = form.group(2);
        return new Who(
                PartyId.parse(form.group(1)),
                role == null ? null : Set.of(Role.of(role).orElseThrow(() -> unreadable(said))));
    }

    private static Malformed unreadable(List<String> said) {
        String read = String.join(", ", said);
        return new Malformed(
                RuleCode.E_FORM_01,
                HEADER,
                read.length() <= 60 ? read : read.substring(0, 60) + "…",
                "COOP-KAD-01/op-1/tel-1;role=manager");
    }
}
