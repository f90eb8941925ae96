package org.jekasy.label;

import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jekasy.label.cli.Terminal;
import org.jekasy.label.http.StationNames;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.RollPress;
import org.jekasy.label.station.KeptLots;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Prints labels of lots: a service on 127.0.0.1:8085 when nothing else is asked, else the command line. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(LabelProperties.class)
public class LabelPrinter {
    /** Words are a command; nothing, or settings as {@code --server.port=0} and {@code --insecure-lan}, starts the service. */
    public static void main(String... args) {
        System.setProperty("java.awt.headless", "true");
        if (List.of(args).stream().allMatch(arg -> arg.matches("--([a-z-]+\\..*|insecure-lan)"))) {
            start(args);
            return;
        }
        // what PDFBox would write down nobody asked for, and the writing alone is an eighth of the time to the first
        // sheet
        System.setProperty("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.LogFactoryImpl");
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        // the first client reads every root of trust of this machine: that is done while the words are read
        Thread.ofPlatform().daemon().start(HttpClient::newHttpClient);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(Terminal.run(out, err, args));
    }

    /** Starts the service with the settings of {@code label-printer.yml}, the environment and the arguments. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(LabelPrinter.class)
                .properties("spring.config.name=label-printer")
                .run(args);
    }

    @Bean
    LabelPress press(LabelProperties label, Optional<KeptLots> kept) {
        return new LabelPress(kept.isPresent() ? kept.get() : label.lots(), label.imprint());
    }

    @Bean
    Lots ledger(LabelProperties label) {
        return label.lots();
    }

    @Bean
    RollPress rollPress(LabelProperties label) {
        return new RollPress(label.imprint());
    }

    @Bean
    StationNames names(LabelProperties label) {
        return new StationNames(label.ownNames());
    }

    @EventListener
    void started(WebServerInitializedEvent server) {
        Environment settings = server.getApplicationContext().getEnvironment();
        LoggerFactory.getLogger(LabelPrinter.class)
                .info(
                        "Étiquettes sur http://{}:{} ; sans identité, n'écoute que cette adresse. QR vers {}{}",
                        settings.getProperty("server.address"),
                        server.getWebServer().getPort(),
                        settings.getProperty("label.base-url"),
                        settings.getProperty("label.demonstration", Boolean.class, false) ? ", démonstration" : "");
    }
}
