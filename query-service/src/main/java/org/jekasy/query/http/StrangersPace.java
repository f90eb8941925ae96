package org.jekasy.query.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jekasy.query.identity.Allowance;
import org.jekasy.query.identity.TooOften;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * So many pages for each address from which somebody reads who did not sign in, so that nobody reads quickly every page there is. What this
 * machine's own programs ask for is not counted, nor what a page is drawn with.
 */
final class StrangersPace implements HandlerInterceptor {
    /** Of an IPv6 address the network: a household has all addresses behind it. */
    private static final int NETWORK = 8;

    private final Allowance allowance;

    StrangersPace(CrowdProperties crowd) {
        this.allowance = new Allowance(crowd.strangerAtOnce(), crowd.strangerAMinute());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod && request.getUserPrincipal() == null) {
            String from = from(request.getRemoteAddr());
            if (!from.isEmpty() && !allowance.takeOne(from)) {
                throw new TooOften();
            }
        }
        return true;
    }

    // empty: this machine
    private static String from(String address) {
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            if (literal.isLoopbackAddress()) {
                return "";
            }
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), NETWORK))
                    : address;
        } catch (IllegalArgumentException saidByAProxy) {
            // all of those together
            return "?";
        }
    }
}
