package org.jekasy.label;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Serials;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.station.HandedOut;
import org.jekasy.label.station.KeptLots;
import org.jekasy.label.station.LedgerLine;
import org.jekasy.label.station.Orders;
import org.jekasy.label.station.PrintQueue;
import org.jekasy.label.station.ReadAhead;
import org.jekasy.label.station.Reports;
import org.jekasy.label.station.Station;
import org.jekasy.label.station.StationFolder;
import org.jekasy.label.station.Voids;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The packing station: there is one where it has a folder to keep its things in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("label.folder")
class StationConfiguration {
    private final Clock clock = Clock.systemUTC();

    @Bean
    StationFolder folder(LabelProperties label) {
        Path folder = Objects.requireNonNull(label.folder());
        return StationFolder.take(folder);
    }

    @Bean
    KeptLots lots(LabelProperties label, StationFolder folder) {
        return KeptLots.in(folder, label.lots(), clock);
    }

    @Bean
    HandedOut handedOut(StationFolder folder) {
        return HandedOut.in(folder, clock);
    }

    @Bean
    ReadAhead readAhead(Lots ledger, KeptLots lots) {
        return new ReadAhead(ledger, lots);
    }

    @Bean
    PrintQueue queue(StationFolder folder) {
        return PrintQueue.in(folder, clock);
    }

    @Bean
    Station station(LabelProperties label, PrintQueue queue, LabelPress press, KeptLots lots) {
        // a number that the ledger never hears of would be taken for a forgery
        Serials serials = label.commandsUrl() == null ? null : new Serials(new SecureRandom());
        return new Station(queue, label.stationPrinters(), press, lots, serials, clock).start();
    }

    @Bean
    @ConditionalOnProperty("label.commands-url")
    LedgerLine ledgerLine(LabelProperties label) {
        return new LedgerLine(
                Objects.requireNonNull(label.commandsUrl()),
                label.pass("read"),
                label.pass("record"),
                label.actor(),
                label.station());
    }

    @Bean
    @ConditionalOnProperty("label.commands-url")
    Voids voids(StationFolder folder, PrintQueue queue) {
        return Voids.in(folder, queue);
    }

    @Bean
    @ConditionalOnProperty("label.commands-url")
    Reports reports(PrintQueue queue, Voids voids, LedgerLine ledger) {
        return new Reports(queue, voids, ledger, clock);
    }

    @Bean
    @ConditionalOnProperty("label.commands-url")
    Orders orders(Station station, LedgerLine ledger) {
        return new Orders(station, ledger, clock);
    }
}
