package org.jekasy.command.journal;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The journal of the running service. Its pool is nobody else's, so it is no bean. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
class JournalConfiguration {
    @Bean
    PostgresJournal journal(JournalProperties properties, MeterRegistry meters) {
        PostgresJournal journal = PostgresJournal.open(properties, meters);
        journal.guard();
        return journal;
    }

    @Bean
    JournalSight journalSight(PostgresJournal journal, Clock clock) {
        return new JournalSight(journal, clock);
    }

    @Bean
    HealthIndicator journalHealthIndicator(PostgresJournal journal) {
        return new JournalHealth(journal);
    }
}
