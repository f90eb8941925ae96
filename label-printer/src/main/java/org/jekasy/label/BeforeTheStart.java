package org.jekasy.label;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What is looked at before anything opens: that nobody but this machine is listened to in clear, and that secrets are secrets. */
@Configuration(proxyBeanMethods = false)
class BeforeTheStart {
    // those that command-service makes have 43 signs; all that stands in examples is shorter
    private static final int SHORTEST_SECRET = 12;

    @Bean
    static BeanFactoryPostProcessor theSettingsAreSafe(Environment settings) {
        listening(settings);
        secrets(settings);
        return factory -> {};
    }

    private static void listening(Environment settings) {
        if (settings.containsProperty("insecure-lan")) {
            return;
        }
        boolean tls = settings.containsProperty("server.ssl.bundle")
                || settings.containsProperty("server.ssl.key-store")
                || settings.containsProperty("server.ssl.certificate");
        for (String name : new String[] {"server.address", "management.server.address"}) {
            String host = settings.getProperty(name);
            // the port for whoever watches over this machine has no certificate
            if (!isHere(host) && !(tls && name.equals("server.address"))) {
                throw new IllegalStateException(
                        name + "=" + host
                                + " sans TLS : qui est sur le réseau lirait les étiquettes et imprimerait ; le service ne démarre pas. Donnez server.ssl.bundle (PEM ou PKCS12), ou 127.0.0.1, ou --insecure-lan sur un réseau du poste seul."
                                + " / " + name + "=" + host
                                + " without TLS: whoever is on the network would read labels and print; the service does not start. Set server.ssl.bundle (PEM or PKCS12), or 127.0.0.1, or say --insecure-lan on a network of the station's own.");
            }
        }
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

    private static void secrets(Environment settings) {
        Map<String, String> given = new TreeMap<>();
        for (String prefix : new String[] {"server.ssl", "spring.ssl"}) {
            Binder.get(settings)
                    .bind(prefix, Bindable.mapOf(String.class, String.class))
                    .ifBound(set -> set.forEach((name, value) -> given.put(prefix + "." + name, value)));
        }
        // what a store of certificates that anybody may read is opened with is no secret
        given.keySet().removeIf(name -> !name.endsWith("password") || name.contains("trust"));
        String file = settings.getProperty("label.secret-file");
        // it may be put there later
        if (file != null && Files.exists(Path.of(file))) {
            given.put("label.secret-file", read(Path.of(file)));
        }
        given.forEach((name, secret) -> {
            if (secret.strip().length() < SHORTEST_SECRET) {
                throw new IllegalStateException(
                        name + " : ce secret est vide, trop court ou d’exemple (" + SHORTEST_SECRET
                                + " signes au moins) ; le service ne démarre pas. Donnez celui de la machine, ou un fait au hasard (« openssl rand -hex 24 »)."
                                + " / " + name + ": this secret is empty, too short or of an example (at least "
                                + SHORTEST_SECRET
                                + " signs); the service does not start. Give the machine's own, or one made by chance (“openssl rand -hex 24”).");
            }
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            // said when a token is asked for
            return "-".repeat(SHORTEST_SECRET);
        }
    }
}
