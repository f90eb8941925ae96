package org.jekasy.query.identity;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** How pages and tokens travel: over TLS, or not beyond this machine. */
final class Transport {
    private Transport() {}

    /** Refuses to start, whoever is believed, where pages would cross a network in clear, unless {@code --insecure-lan} was said. */
    static void check(Environment settings) {
        String host = settings.getProperty("server.address", "0.0.0.0");
        if (settings.getProperty("identity.who", "").equals("demo") && !isHere(host)) {
            throw new IllegalStateException("identity.who=demo croit l’en-tête de qui appelle : server.address=" + host
                    + " n’est pas permis, seulement 127.0.0.1. Prenez identity.who=embedded."
                    + " / identity.who=demo believes the header of whoever calls: server.address=" + host
                    + " is not allowed, only 127.0.0.1. Take identity.who=embedded.");
        }
        if (isHere(host) || isTls(settings) || settings.containsProperty("insecure-lan")) {
            return;
        }
        throw new IllegalStateException(
                "server.address=" + host
                        + " sans TLS : pages et jetons passeraient en clair sur le réseau, le service ne démarre pas. Donnez server.ssl.bundle (PEM ou PKCS12), ou server.address=127.0.0.1, ou --insecure-lan pour un essai."
                        + " / server.address=" + host
                        + " without TLS: pages and tokens would cross the network in clear, the service does not start. Set server.ssl.bundle (PEM or PKCS12), or server.address=127.0.0.1, or say --insecure-lan for a trial.");
    }

    /** Refuses to start where health and figures, which nobody signs in for, would be told at the service's own door or beyond this machine. */
    static void checkWatch(Environment settings) {
        String port = settings.getProperty("management.server.port", "");
        if (port.isEmpty() || (!port.equals("0") && port.equals(settings.getProperty("server.port")))) {
            throw new IllegalStateException(
                    "management.server.port=" + port
                            + " : l’état et les chiffres seraient lus sans connexion à la porte du service, qui ne démarre pas. Donnez-leur un autre port."
                            + " / management.server.port=" + port
                            + ": health and figures would be read without signing in at the door of the service, which does not start. Give them another port.");
        }
        String host = settings.getProperty("management.server.address");
        if (!isHere(host) && !settings.containsProperty("insecure-lan")) {
            throw new IllegalStateException(
                    "management.server.address=" + host
                            + " : l’état et les chiffres seraient lus du réseau sans connexion ; le service ne démarre pas. Donnez 127.0.0.1, ou --insecure-lan pour un essai."
                            + " / management.server.address=" + host
                            + ": health and figures would be read from the network without signing in; the service does not start. Set 127.0.0.1, or say --insecure-lan for a trial.");
        }
    }

    /** An address whose answers are believed, and which sees tokens: over TLS, or on this machine, unless {@code --insecure-lan} was said. */
    static URI believed(@Nullable URI address, String name, Environment settings) {
        if (address == null) {
            throw new IllegalStateException(name + " manque. / is missing.");
        }
        if ("https".equalsIgnoreCase(address.getScheme())
                || isHere(address.getHost())
                || settings.containsProperty("insecure-lan")) {
            return address;
        }
        throw new IllegalStateException(
                name + "=" + address
                        + " n’est pas en https : en chemin, ses réponses pourraient être remplacées et les jetons lus ; le service ne démarre pas. Donnez une adresse https, ou de cette machine (127.0.0.1), ou --insecure-lan pour un essai."
                        + " / " + name + "=" + address
                        + " is not https: on the way its answers could be exchanged and tokens read; the service does not start. Give an address with https, or of this machine (127.0.0.1), or say --insecure-lan for a trial.");
    }

    // without a host there is no address: Java would take it for this machine, a server for all of them
    private static boolean isHere(@Nullable String host) {
        try {
            return host != null
                    && !host.isBlank()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    static boolean isTls(Environment settings) {
        return settings.containsProperty("server.ssl.bundle")
                || settings.containsProperty("server.ssl.key-store")
                || settings.containsProperty("server.ssl.certificate");
    }
}
