package org.jekasy.command;

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

    @EventListener
    void ready(ApplicationReadyEvent event) {
        Environment settings = event.getApplicationContext().getEnvironment();
        String address = settings.getProperty("server.address") + ":" + settings.getProperty("local.server.port");
        log.info("Le service d'écriture répond à {} / the command service answers at {}", address, address);
    }
}
