package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a session was asked to prove: the same on every page until something is answered to it, then gone, whether the answer was right or wrong. */
final class Challenges {
    private Challenges() {}

    static <T extends Serializable> T asked(HttpServletRequest request, Class<T> kind, Supplier<T> fresh) {
        HttpSession session = request.getSession();
        Object before = session.getAttribute(kind.getName());
        if (kind.isInstance(before)) {
            return kind.cast(before);
        }
        T asked = fresh.get();
        session.setAttribute(kind.getName(), asked);
        return asked;
    }

    /** Null where nothing was asked, or it was answered already. */
    static <T extends Serializable> @Nullable T taken(HttpServletRequest request, Class<T> kind) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        Object asked = session.getAttribute(kind.getName());
        session.removeAttribute(kind.getName());
        return kind.isInstance(asked) ? kind.cast(asked) : null;
    }
}
