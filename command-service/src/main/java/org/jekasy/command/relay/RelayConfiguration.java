package org.jekasy.command.relay;

import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.JournalSight;
import org.jekasy.command.journal.PostgresJournal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The relay of the running service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelayProperties.class)
class RelayConfiguration {
    @Bean
    KafkaRelay relay(JournalProperties database, PostgresJournal journal, RelayProperties relay) {
        return new KafkaRelay(database, journal, relay);
    }

    @Bean
    RelayMeters relayMeters(KafkaRelay relay, JournalSight journal) {
        return new RelayMeters(relay, journal);
    }

    @Bean
    HealthIndicator relayHealthIndicator(KafkaRelay relay, PostgresJournal journal) {
        return new RelayHealth(relay, journal);
    }
}
