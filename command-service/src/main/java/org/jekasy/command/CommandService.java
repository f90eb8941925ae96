package org.jekasy.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Takes orders, decides them by the rules of the trade, and keeps what happened. */
@SpringBootApplication
public class CommandService {
    private static final Logger log = LoggerFactory.getLogger(CommandService.class);

    public static void main(String[] args) {
        start(args);
    }

    /** Starts the service with the settings of {@code command-service.yml}; arguments such as {@code --server.port=0} go before them. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(CommandService.class)
                .properties("spring.config.name=command-service")
                .run(args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Says at start who can reach it and who is believed: without tokens, only this machine should. */
    @EventListener
    void ready(ApplicationReadyEvent event) throws UnknownHostException {
        Environment settings = event.getApplicationContext().getEnvironment();
        String host = settings.getProperty("server.address", "0.0.0.0");
        String address = host + ":" + settings.getProperty("local.server.port");
        if (!settings.getProperty("identity.who", "loopback-header").equals("loopback-header")) {
            log.info(
                    "Le service d'écriture répond à {} ; qui agit vient d’un jeton ({})."
                            + " / The command service answers at {}; who acts comes from a token ({}).",
                    address,
                    settings.getProperty("identity.who"),
                    address,
                    settings.getProperty("identity.who"));
        } else if (InetAddress.getByName(host).isLoopbackAddress()) {
            log.info(
                    "Le service d'écriture répond à {}, pour cette machine seulement : personne n’a encore d’identité."
                            + " / The command service answers at {}, for this machine only: nobody has an identity yet.",
                    address,
                    address);
        } else {
            log.warn(
                    "Le service d'écriture répond à {}, hors de cette machine aussi : qui agit n’y est pas cru, rien ne s’enregistre de là."
                            + " / The command service answers at {}, beyond this machine too: who acts is not believed there, nothing is recorded from there.",
                    address,
                    address);
        }
    }
}
