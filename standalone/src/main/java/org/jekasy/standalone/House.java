package org.jekasy.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs: PostgreSQL, Kafka, the services, and with {@code --lan} the door for phones. Opened in this order; closed in the reverse one, so
 * that nobody loses what it stands on.
 */
final class House implements AutoCloseable {

    /** What the services need to know of the house they open in. {@code labelBase} is what a label's code begins with. */
    record Setting(Path folder, Ports ports, Secrets secrets, URI labelBase) {}

    /** Which services are opened, in order. */
    interface Plan {
        List<Room> rooms(Setting setting);
    }

    /** A person asked to stop while the house was still opening. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final Rooms rooms = new Rooms();
    private final Ports ports;
    private @Nullable Postgres postgres;
    private @Nullable Broker broker;
    private @Nullable LanDoor door;

    private House(Ports ports) {
        this.ports = ports;
    }

    /**
     * Checks everything first, then opens part after part. If one fails, those before it are closed again.
     *
     * @param stopping asked before each part, so that Ctrl-C during a start is answered within a part's time
     */
    static House open(
            DataFolder folder,
            Ports ports,
            boolean withLan,
            Plan plan,
            Path brokerJar,
            Progress.Bar bar,
            BooleanSupplier stopping)
            throws IOException, InterruptedException, CannotStart, Stopped {
        // what an earlier start left behind holds the ports we are about to look at
        Postgres.endLeftOver(folder.postgres(), folder.logs());
        Broker.endLeftOver(folder.kafka());
        Machine.seenFrom(folder.path()).check(ports, withLan);
        Postgres.checkUser(folder.logs());
        URI labelBase = URI.create("http://127.0.0.1:" + ports.pages());
        InetSocketAddress doorAt = null;
        if (withLan) {
            doorAt = new InetSocketAddress(
                    LanDoor.addressOnNetwork()
                            .orElseThrow(() -> new CannotStart(
                                    "--lan : cette machine n'est reliée à aucun réseau local.",
                                    "--lan: this machine is not on any local network.")),
                    ports.lan());
            labelBase = URI.create("http://" + doorAt.getAddress().getHostAddress() + ":" + ports.lan());
        }
        Secrets secrets = Secrets.keptIn(folder.path(), new SecureRandom());
        List<Room> planned = plan.rooms(new Setting(folder.path(), ports, secrets, labelBase));

        ports.writeTo(folder.path());

        House house = new House(ports);
        Progress progress = bar.of(2 + planned.size());
        try {
            step(progress, stopping, "PostgreSQL");
            house.postgres = Postgres.start(folder.postgres(), folder.logs(), ports.postgres(), secrets);
            step(progress, stopping, "Kafka");
            house.broker = Broker.start(brokerJar, folder.kafka(), folder.logs(), ports.kafka(), ports.controller());
            for (Room room : planned) {
                step(progress, stopping, room.name());
                house.rooms.open(room);
            }
            if (doorAt != null) {
                house.door = LanDoor.open(doorAt, URI.create("http://127.0.0.1:" + ports.pages()));
            }
            if (stopping.getAsBoolean()) {
                throw new Stopped();
            }
            return house;
        } catch (IOException e) {
            house.close();
            throw new CannotStart(
                    "Le démarrage a échoué : " + e.getMessage() + ".", "The start failed: " + e.getMessage() + ".", e);
        } catch (CannotStart | InterruptedException | Stopped | RuntimeException e) {
            house.close();
            throw e;
        } finally {
            progress.end();
        }
    }

    private static void step(Progress progress, BooleanSupplier stopping, String what) throws Stopped {
        if (stopping.getAsBoolean()) {
            throw new Stopped();
        }
        progress.begin(what);
    }

    Ports ports() {
        return ports;
    }

    /** The address of the door for phones, if it was asked for. */
    @Nullable
    URI lan() {
        return door == null ? null : door.address();
    }

    /** Our processes by name, PostgreSQL and Kafka first, this JVM last. */
    Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>(beside());
        processes.put("services", ProcessHandle.current());
        return processes;
    }

    /** The processes beside this JVM. When one of them ends, the house can not go on. */
    Map<String, ProcessHandle> beside() {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        if (postgres != null) {
            processes.put("PostgreSQL", postgres.process());
        }
        if (broker != null) {
            processes.put("Kafka", broker.process());
        }
        return processes;
    }

    @Override
    public void close() throws IOException {
        try {
            if (door != null) {
                door.close();
            }
            rooms.close();
        } finally {
            try {
                if (broker != null) {
                    broker.close();
                }
            } finally {
                if (postgres != null) {
                    postgres.close();
                }
            }
        }
    }
}
