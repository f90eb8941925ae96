package org.jekasy.label.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Nobody signs in at a station, so a page of somebody else's, open in a browser that reaches it, could make it print. Only pages of the station's
 * own may change anything, or take codes of a roll, which are then handed out: a browser says with every such request which page it comes from. And whoever asks, also only to read, must ask by a
 * name that can not be somebody else's: else a name that is pointed here for a moment would pass for ours.
 */
@Component
final class OwnPages implements HandlerInterceptor, WebMvcConfigurer {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Set<String> names;

    OwnPages(StationNames names) {
        this.names = names.own();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        boolean handsOut = request.getRequestURI().startsWith("/rolls/");
        if (handsOut && request.getMethod().equals("HEAD")) {
            throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET"));
        }
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        if (!ownName(host)
                || ((handsOut || !READING.contains(request.getMethod()))
                        && !ours(origin, request.getHeader("Sec-Fetch-Site"), host))) {
            throw new Refusal(
                    Reason.FOREIGN_PAGE,
                    Map.of("origin", Refusal.shown(origin == null ? String.valueOf(host) : origin)));
        }
        return true;
    }

    /** A program that is no browser says neither, and no page can make it do anything. */
    private boolean ours(@Nullable String origin, @Nullable String site, @Nullable String host) {
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        if (origin == null) {
            return true;
        }
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    /** An address in numbers, a name without dots or of the local network: nobody outside can point these here. */
    private boolean ownName(@Nullable String host) {
        if (host == null) {
            return true;
        }
        String name = host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        return name.startsWith("[")
                || name.matches("[0-9.]+")
                || !name.contains(".")
                || name.endsWith(".local")
                || names.contains(name);
    }
}
