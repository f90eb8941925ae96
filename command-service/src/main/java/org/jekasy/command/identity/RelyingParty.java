package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For whom a passkey is made: {@code id} is the host people type, or the end of it from a dot on, and {@code origins} are the addresses of the pages it is
 * believed from. Browsers want a name there and never a number, so that for {@code 127.0.0.1} it is {@code localhost}, and for any other number nothing.
 */
record RelyingParty(String id, Set<String> origins) {
    private static final RelyingParty NOWHERE = new RelyingParty("nowhere.invalid", Set.of());

    static RelyingParty of(IdentityProperties.Passkeys said, URI issuer) {
        String host = host(issuer);
        String id = said.rpId() == null ? host : said.rpId().toLowerCase(Locale.ROOT);
        if (isNumber(id)) {
            return NOWHERE;
        }
        List<URI> from = said.origins().isEmpty() ? List.of(at(issuer, host)) : said.origins();
        RelyingParty party = new RelyingParty(
                id, from.stream().map(page -> at(page, host(page)).toString()).collect(Collectors.toUnmodifiableSet()));
        for (URI page : from) {
            if (!party.isAbove(host(page))) {
                throw new IllegalStateException(
                        "identity.passkeys : une clé d’accès de " + id + " ne vaut pas à l’adresse " + page
                                + ". Donnez identity.passkeys.rp-id et identity.passkeys.origins qui vont ensemble."
                                + " / identity.passkeys: a passkey of " + id + " is not good at the address " + page
                                + ". Give identity.passkeys.rp-id and identity.passkeys.origins that go together.");
            }
        }
        return party;
    }

    /** Whether a page at the address of this request can ask for the passkey, and is believed. */
    boolean isAt(HttpServletRequest request) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        return origins.contains(origin(request.getScheme(), host, request.getServerPort()));
    }

    private boolean isAbove(String host) {
        return host.equals(id) || host.endsWith("." + id);
    }

    private static String host(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return host.startsWith("127.") || host.equals("[::1]") ? "localhost" : host;
    }

    private static boolean isNumber(String host) {
        return host.matches("[0-9.]+") || host.startsWith("[");
    }

    private static URI at(URI address, String host) {
        return URI.create(origin(address.getScheme(), host, address.getPort()));
    }

    /** An address without path, and without the port that goes without saying (or -1). */
    static String origin(String scheme, String host, int port) {
        boolean usual = port < 0 || port == ("https".equals(scheme) ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }
}
