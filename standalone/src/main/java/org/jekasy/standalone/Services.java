package org.jekasy.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.command.CommandService;
import org.jekasy.command.identity.DemoPeople;
import org.jekasy.label.LabelPrinter;
import org.jekasy.query.QueryService;

/** The three services: who writes, who reads, who prints, each with what the standalone form decides for it. */
public final class Services {
    /** Where the copy of the journal is kept in Kafka. */
    static final String TOPIC = "jekasy.ledger.v1";

    /** What the label station keeps; of no use at another moment than this, so no backup holds it: orders would be printed again. */
    static final String STATION = "station";

    private static final String LABEL_PRINTER = "label-printer";

    /** The setting of where a service says how it is. */
    public static final String WATCH = "management.server.port";

    private Services() {}

    /** The demonstration: people can sign in, and whoever is on this machine may say who he is. */
    static List<Room> rooms(House.Setting setting) {
        List<Room> rooms = rooms(setting, "demo");
        rooms.getLast().properties().put("label.actor", DemoPeople.STATION + "/" + LABEL_PRINTER);
        return rooms;
    }

    /** A ledger in which a token alone says who acts and who reads. */
    static List<Room> signedIn(House.Setting setting) {
        List<Room> rooms = rooms(setting, "embedded");
        Map<String, String> labels = rooms.getLast().properties();
        labels.put("label.tokens-url", "http://127.0.0.1:" + setting.ports().commands());
        labels.put("label.machine", LABEL_PRINTER);
        labels.put(
                "label.secret-file",
                identity(setting.folder()).resolve(LABEL_PRINTER + ".secret").toString());
        return rooms;
    }

    /** Where the keys, the setup token and the secrets of our own machines are. */
    static Path identity(Path folder) {
        return folder.resolve("identity");
    }

    /** In the order in which each finds what it needs. */
    private static List<Room> rooms(House.Setting setting, String who) {
        Ports ports = setting.ports();
        Room commands = commands(ports, setting.secrets());
        commands.properties().put("identity.who", who);
        commands.properties().put("identity.folder", identity(setting.folder()).toString());
        commands.properties()
                .put("backup.notes", BackupNotes.in(setting.folder()).toString());
        // the disk that fills up is the one the data are on
        commands.properties()
                .put(
                        "management.metrics.system.diskspace.paths",
                        setting.folder().toString());
        Room pages = pages(ports, setting.secrets());
        pages.properties().put("identity.who", who);
        for (String asked : List.of("identity.issuer", "identity.members")) {
            pages.properties().put(asked, "http://127.0.0.1:" + ports.commands());
        }
        Room labels = labels(ports, setting.labelBase());
        labels.properties()
                .put("label.folder", setting.folder().resolve(STATION).toString());
        labels.properties().put("label.commands-url", "http://127.0.0.1:" + ports.commands());
        return List.of(commands, pages, labels);
    }

    /** The one that writes. */
    public static Room commands(Ports ports, Secrets secrets) {
        Map<String, String> command = at(ports.commands(), ports.watch().commands());
        command.put("journal.url", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/ledger");
        command.put("journal.user", "ledger_app");
        command.put("journal.password", secrets.ledgerApp());
        command.put("journal.owner-user", "ledger_owner");
        command.put("journal.owner-password", secrets.ledgerOwner());
        command.put("relay.bootstrap-servers", "127.0.0.1:" + ports.kafka());
        command.put("relay.topic", TOPIC);
        command.put("relay.seal-key", secrets.sealKey());
        return new Room("command-service", CommandService.class, command);
    }

    /** The one that reads, which a rebuild opens alone. */
    public static Room pages(Ports ports, Secrets secrets) {
        Map<String, String> query = at(ports.pages(), ports.watch().pages());
        // the door to the local network says which phone asks
        query.put("server.forward-headers-strategy", "native");
        query.put("read.url", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/pages");
        query.put("read.user", "pages_app");
        query.put("read.password", secrets.pagesApp());
        query.put("follow.bootstrap-servers", "127.0.0.1:" + ports.kafka());
        query.put("follow.topic", TOPIC);
        query.put("follow.seal-key", secrets.sealKey());
        return new Room("query-service", QueryService.class, query);
    }

    /** The one that prints; {@code labelBase} is what a label's code begins with. */
    public static Room labels(Ports ports, URI labelBase) {
        Map<String, String> label = at(ports.labels(), ports.watch().labels());
        label.put("label.base-url", labelBase.toString());
        label.put("label.lots-url", "http://127.0.0.1:" + ports.pages());
        label.put("label.demonstration", "true");
        return new Room("label-printer", LabelPrinter.class, label);
    }

    private static Map<String, String> at(int port, int watch) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", Integer.toString(port));
        properties.put(WATCH, Integer.toString(watch));
        return properties;
    }
}
