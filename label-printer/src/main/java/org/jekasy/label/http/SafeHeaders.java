package org.jekasy.label.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.stereotype.Component;

/**
 * What every answer carries, a refusal and a label too: nothing in it runs, is framed or is guessed at, and no other site learns where the reader came from. Our
 * own pages do: a browser that says nothing says so of our forms too, and they could not be told from a stranger's. The pages for people say in place of
 * the policy what they may show.
 */
@Component
final class SafeHeaders implements Filter {
    static final String POLICY = "Content-Security-Policy";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (response instanceof HttpServletResponse answer) {
            put(answer, request.isSecure());
            chain.doFilter(request, new HttpServletResponseWrapper(answer) {
                // Spring adds what a page says; with two policies a browser keeps to both
                @Override
                public void addHeader(String name, String value) {
                    if (name.equalsIgnoreCase(POLICY)) {
                        setHeader(name, value);
                    } else {
                        super.addHeader(name, value);
                    }
                }
            });
        } else {
            chain.doFilter(request, response);
        }
    }

    static void put(HttpServletResponse answer, boolean secure) {
        answer.setHeader(POLICY, "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Referrer-Policy", "same-origin");
        answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (secure) {
            answer.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }
}
