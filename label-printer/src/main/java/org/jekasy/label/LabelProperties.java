package org.jekasy.label;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.MachinePass;
import org.jekasy.label.paper.Imprint;
import org.jekasy.label.station.StationPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of label-printer: where the QR codes lead ({@code base-url}, public), where label data come from ({@code
 * lots-url}, query-service), and whether every label says « démonstration ». Where pages are shown to people and machines with a token only, {@code
 * tokens-url} (command-service), {@code machine} and {@code secret-file} say as which machine it signs in. {@code folder} is where the station
 * keeps what must outlive a power cut, {@code printers} are the ones it may send to, {@code names} the names it is opened by;
 * {@code commands-url} (command-service) is where it asks what is ordered and reports what came out, {@code actor} who says so where no token does.
 */
@ConfigurationProperties("label")
record LabelProperties(
        URI baseUrl,
        URI lotsUrl,
        boolean demonstration,
        @Nullable URI tokensUrl,
        @Nullable String machine,
        @Nullable Path secretFile,
        @Nullable Path folder,
        @Nullable List<PrinterSetting> printers,
        @Nullable List<String> names,
        @Nullable URI commandsUrl,
        @Nullable String actor) {
    /** A printer of the station; {@code name} is what people call it, {@code size} the labels that are in it. */
    record PrinterSetting(
            @Nullable String name,
            @Nullable String address,
            @Nullable String language,
            @Nullable String dpi,
            @Nullable String size,
            @Nullable String qr) {
        StationPrinter printer() {
            if (address == null) {
                throw new IllegalArgumentException("label.printers : il manque une adresse / an address is missing");
            }
            return StationPrinter.of(name, address, language, dpi, size, qr);
        }
    }

    /** Tries the settings at once: a wrong one is one clear sentence at start. */
    LabelProperties {
        new Imprint(baseUrl, demonstration);
        new Lots(lotsUrl, pass(tokensUrl, machine, secretFile, "read"));
        printers = printers == null ? List.of() : List.copyOf(printers);
        names = names == null ? List.of() : List.copyOf(names);
        printers.forEach(PrinterSetting::printer);
        if (commandsUrl != null
                && (commandsUrl.getHost() == null
                        || (machine == null) == (actor == null)
                        || station(machine, actor).isEmpty())) {
            throw new IllegalArgumentException(
                    "label.commands-url : il faut une adresse, et label.machine ou label.actor (organisation/opérateur/poste)"
                            + " / an address is needed, and label.machine or label.actor (organisation/operator/station)");
        }
        if (folder == null && !printers.isEmpty()) {
            throw new IllegalArgumentException(
                    "label.folder : les imprimantes du poste demandent un dossier pour leur file"
                            + " / the printers of the station need a folder for their queue");
        }
    }

    List<StationPrinter> stationPrinters() {
        return printers == null
                ? List.of()
                : printers.stream().map(PrinterSetting::printer).toList();
    }

    /** By which names the station is opened, besides those that can only be of one's own network. */
    Set<String> ownNames() {
        return names == null ? Set.of() : Set.copyOf(names);
    }

    Imprint imprint() {
        return new Imprint(baseUrl, demonstration);
    }

    /** What the station shows that it may read, or record. */
    MachinePass pass(String scope) {
        return pass(tokensUrl, machine, secretFile, scope);
    }

    /** Under which name the ledger knows the station: the machine's, or the device of {@code actor}; empty where neither is said. */
    String station() {
        return station(machine, actor);
    }

    private static String station(@Nullable String machine, @Nullable String actor) {
        if (machine != null) {
            return machine;
        }
        String[] parts = actor == null ? new String[0] : actor.split("/", -1);
        return parts.length == 3 ? parts[2] : "";
    }

    private static MachinePass pass(
            @Nullable URI tokensUrl, @Nullable String machine, @Nullable Path secretFile, String scope) {
        if (tokensUrl == null && machine == null && secretFile == null) {
            return MachinePass.NONE;
        }
        if (tokensUrl == null || machine == null || secretFile == null) {
            throw new IllegalArgumentException(
                    "label.tokens-url, label.machine, label.secret-file : les trois ou aucun" + " / all three or none");
        }
        return MachinePass.of(tokensUrl, machine, secretFile, scope, Clock.systemUTC());
    }

    Lots lots() {
        return new Lots(lotsUrl, pass(tokensUrl, machine, secretFile, "read"));
    }
}
