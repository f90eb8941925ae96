package org.jekasy.trials.bench.limit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jekasy.command.ledger.History;
import org.jekasy.command.ledger.LabelOrders;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.EventId;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The doors of the command service in front of nothing: a request is read and checked, a receipt is written, and no ledger is behind. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan("org.jekasy.command.http")
public class WithoutLedger {
    public static void main(String[] args) {
        SpringApplication.run(WithoutLedger.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    LabelOrders noOrders() {
        return (organisation, station, now) -> List.of();
    }

    @Bean
    Ledger nothing(Clock clock) {
        AtomicLong position = new AtomicLong();
        return new Ledger() {
            @Override
            public Outcome submit(Request request) {
                return new Outcome.Recorded(
                        new Receipt(request.eventId(), position.incrementAndGet(), clock.instant(), List.of()), false);
            }

            @Override
            public List<Outcome> submit(List<Request> requests, boolean atomic) {
                return requests.stream().map(this::submit).toList();
            }

            @Override
            public List<Outcome> preview(List<Request> requests) {
                return submit(requests, false);
            }

            @Override
            public Optional<Receipt> receipt(EventId entry) {
                return Optional.empty();
            }

            @Override
            public Lots known(Set<Tag> tags) {
                return History.of(tags, List.of(), Map.of()).lots();
            }
        };
    }
}
