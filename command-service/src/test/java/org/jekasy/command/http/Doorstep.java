package org.jekasy.command.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** A real HTTP server with the real doors, before a ledger in memory. It is 18:00 on 11 May 2026. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Doorstep.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
@interface Doorstep {
    // no @Configuration: the whole service, started in another test, must not find it
    @EnableAutoConfiguration
    @ComponentScan(basePackageClasses = Door.class)
    class Service {
        static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-11T18:00:00Z"), ZoneOffset.UTC);

        @Bean
        Clock clock() {
            return CLOCK;
        }

        @Bean
        LedgerInMemory ledger() {
            return new LedgerInMemory(CLOCK);
        }

        @Bean
        Knock knock(org.springframework.core.env.Environment settings) {
            return new Knock(() -> Integer.parseInt(settings.getRequiredProperty("local.server.port")));
        }
    }
}
