package org.jekasy.query.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jekasy.query.follow.Progress;
import org.jekasy.query.read.NotYet;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Who has a receipt reads his own entry: {@code min-position=} waits, bounded, until the pages are there; {@code as-of=} a position that is
 * still on its way waits too.
 */
final class FreshEnough implements HandlerInterceptor {
    static final String MIN_POSITION = "min-position";
    static final String AS_OF = "as-of";

    private final Progress progress;
    private final Duration patience;

    FreshEnough(Progress progress, Duration patience) {
        this.progress = progress;
        this.patience = patience;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        long wanted = Math.max(position(request, MIN_POSITION), position(request, AS_OF));
        if (wanted > 0 && !progress.await(wanted, patience)) {
            throw new NotYet(wanted, progress.now().position());
        }
        return true;
    }

    private static long position(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        if (text == null) {
            return 0;
        }
        try {
            long position = Long.parseLong(text);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException notANumber) {
            throw new Malformed(RuleCode.E_FORM_01, name, text, "1, 2, 3 …");
        }
        throw new Malformed(RuleCode.E_FORM_01, name, text, "1, 2, 3 …");
    }
}
