package org.jekasy.command.axon;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.ledger.LabelOrders;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Rulebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger of the running service. */
@Configuration(proxyBeanMethods = false)
class AxonLedgerConfiguration {
    @Bean
    LabelOrders labelOrders(PostgresJournal journal) {
        return new JournalLabelOrders(journal);
    }

    @Bean
    Ledger ledger(PostgresJournal journal, Clock clock, MeterRegistry meters) {
        return new CountedLedger(new AxonLedger(journal, Rulebook.shipped(), clock, meters), journal::refusing, meters);
    }
}
