package org.jekasy.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The TCP ports of one running ledger. All are opened on 127.0.0.1 only; {@code lan} is opened to the local network, and only when asked for. */
public record Ports(
        int pages, int commands, int labels, int lan, int postgres, int kafka, int controller, Watch watch) {
    private static final String FILE = "ports";
    private static final int COUNT = 10;

    /** Where each service says how it is, beside its own doors: health, and figures for Prometheus. */
    public record Watch(int pages, int commands, int labels) {}

    /** A port and what it is for, in both languages. */
    public record Use(int port, String french, String english) {}

    public static Ports usual() {
        return new Ports(8080, 8081, 8085, 8090, 15432, 19092, 19093, new Watch(8180, 8181, 8185));
    }

    /** Ten ports in a row, for a machine on which the usual ones serve something else. */
    public static Ports from(int first) {
        return of(IntStream.range(first, first + COUNT).toArray());
    }

    private static Ports of(int... p) {
        return new Ports(p[0], p[1], p[2], p[3], p[4], p[5], p[6], new Watch(p[7], p[8], p[9]));
    }

    /** Ports nobody uses at this moment, and nobody is given by chance. */
    public static Ports free() {
        return from(FreePorts.row(COUNT));
    }

    /** Where people sign in: under a name, since browsers have passkeys for no number. */
    String signingIn() {
        return "http://localhost:" + commands;
    }

    /** Leaves word of them in the data folder, for who wants to speak to the ledger that holds it. */
    public void writeTo(Path folder) throws IOException {
        Files.writeString(
                folder.resolve(FILE),
                Stream.of(
                                pages,
                                commands,
                                labels,
                                lan,
                                postgres,
                                kafka,
                                controller,
                                watch.pages,
                                watch.commands,
                                watch.labels)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ", "", "\n")));
    }

    /** The ports of the ledger that holds this folder, or held it last. */
    static Optional<Ports> writtenIn(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        int[] p = Stream.of(Files.readString(file).strip().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        return p.length == COUNT ? Optional.of(of(p)) : Optional.empty();
    }

    List<Use> uses(boolean withLan) {
        List<Use> uses = new ArrayList<>(List.of(
                new Use(pages, "les pages", "the pages"),
                new Use(commands, "les écritures", "the commands"),
                new Use(labels, "les étiquettes", "the labels"),
                new Use(postgres, "PostgreSQL", "PostgreSQL"),
                new Use(kafka, "Kafka", "Kafka"),
                new Use(controller, "le contrôleur de Kafka", "Kafka's controller"),
                new Use(watch.pages, "l'état des pages", "the state of the pages"),
                new Use(watch.commands, "l'état des écritures", "the state of the commands"),
                new Use(watch.labels, "l'état des étiquettes", "the state of the labels")));
        if (withLan) {
            uses.add(new Use(lan, "la page publique sur le réseau local", "the public page on the local network"));
        }
        return uses;
    }

    /** Whether the port could not be opened now. Not for waiting: asking holds it for a moment, and keeps away who opens it in that moment. */
    public static boolean taken(int port) {
        // a listener on the wildcard address collides with 127.0.0.1 too, so one attempt finds both
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether somebody on this machine lets in who knocks. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
