package org.jekasy.command.person;

import java.time.Clock;
import java.time.Duration;
import org.jekasy.command.journal.Annex;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.register.NameKeeper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The register of persons in the running service, whoever is believed there. */
@Configuration(proxyBeanMethods = false)
class PersonConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    Annex personAnnex(JournalProperties journal) {
        return Annex.open(journal, "persons", 2, PATIENCE);
    }

    @Bean
    Persons persons(Annex personAnnex, Clock clock) {
        return new Persons(personAnnex, clock);
    }

    @Bean
    NameKeeper namesOfLists(Persons persons) {
        return new NamesOfLists(persons);
    }
}
