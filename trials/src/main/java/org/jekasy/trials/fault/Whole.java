package org.jekasy.trials.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jekasy.query.QueryService;
import org.jekasy.standalone.CannotStart;
import org.jekasy.standalone.FreePorts;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;
import org.jspecify.annotations.Nullable;

/** The whole ledger as separate processes: PostgreSQL, Kafka, command services on one journal, the query service. */
final class Whole implements AutoCloseable {
    static final Duration START = Duration.ofSeconds(90);

    private final Rig rig;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Served> nodes = new ArrayList<>();
    private @Nullable Served pages;

    private Whole(Rig rig) {
        this.rig = rig;
    }

    /** Everything, with so many command services. */
    static Whole open(int nodes) throws IOException, InterruptedException, CannotStart {
        return open(Rig.prepared().givingWay(), nodes);
    }

    /** The same on a rig that is there. */
    static Whole open(Rig rig, int nodes) throws IOException, InterruptedException {
        Whole whole = new Whole(rig);
        try {
            whole.startNodes(nodes);
            whole.startPages();
            whole.awaitReady();
            return whole;
        } catch (IOException | InterruptedException | RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    /** The journal and its command services; nothing is shown. Kafka is there: without its topic to compare itself with, a new journal records nothing. */
    static Whole journalOnly(int nodes) throws IOException, InterruptedException, CannotStart {
        Whole whole = new Whole(Rig.prepared().givingWay());
        try {
            whole.startNodes(nodes);
            whole.awaitReady();
            return whole;
        } catch (IOException | InterruptedException | RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    /** Everything, and nothing recorded yet. */
    static Whole empty() throws IOException, InterruptedException, CannotStart {
        Whole whole = new Whole(Rig.open().givingWay());
        try {
            whole.startNodes(1);
            whole.startPages();
            whole.awaitNode(0);
            whole.pages().awaitReady(START);
            return whole;
        } catch (IOException | InterruptedException | RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    /** Everything, on a rig that is there, the services with settings of their own. */
    static Whole wired(Rig rig, Map<String, String> commands, Map<String, String> pages)
            throws IOException, InterruptedException {
        Whole whole = new Whole(rig);
        try {
            whole.ports.add(rig.ports().commands());
            whole.nodes.add(rig.commands(rig.ports().commands(), commands, List.of(), Map.of()));
            whole.pages = rig.pages(rig.ports().pages(), QueryService.class, pages, List.of());
            whole.awaitReady();
            return whole;
        } catch (IOException | InterruptedException | RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    private void startNodes(int nodes) throws IOException {
        for (int n = 0; n < nodes; n++) {
            ports.add(n == 0 ? rig.ports().commands() : FreePorts.row(1));
            this.nodes.add(rig.commands(ports.get(n)));
        }
    }

    /** Waits until all services answer, and records what the first harvest needs. */
    void awaitReady() throws InterruptedException {
        try (Doors doors = new Doors(Duration.ofSeconds(5))) {
            for (Served node : nodes) {
                awaitAnswer(doors, node);
            }
            if (pages != null) {
                pages.awaitReady(START);
            }
            doors.record(node(0), Cooperative.registers());
        }
    }

    // health may be down while Kafka is away; that it answers is enough
    private void awaitAnswer(Doors doors, Served service) throws InterruptedException {
        Await.until(START, service.address() + " answers", () -> {
            if (!service.process().isAlive()) {
                throw new IllegalStateException(service.address() + " has ended: " + lastWords(service));
            }
            return doors.get(service.watch(), "/actuator/health").status() > 0;
        });
    }

    // the log goes with the rig: what it said last is all that is left of it
    private String lastWords(Served service) throws IOException {
        List<String> said = Files.readAllLines(
                rig.folder().resolve("logs/commands-" + service.address().getPort() + ".log"));
        return String.join(" / ", said.subList(Math.max(0, said.size() - 12), said.size()));
    }

    Rig rig() {
        return rig;
    }

    URI node(int n) {
        return nodes.get(n).address();
    }

    URI[] nodes() {
        return nodes.stream().map(Served::address).toArray(URI[]::new);
    }

    Served service(int n) {
        return nodes.get(n);
    }

    Served pages() {
        return Objects.requireNonNull(pages, "no query service was started");
    }

    /** Starts a command service again that was killed or stopped, and does not wait for it. */
    void startNode(int n) throws IOException {
        nodes.set(n, rig.commands(ports.get(n)));
    }

    /** Puts another process in the place of a command service. */
    void replaceNode(int n, Served by) {
        nodes.set(n, by);
    }

    int port(int n) {
        return ports.get(n);
    }

    /** Starts the query service, again where it was killed, and does not wait for it. */
    void startPages() throws IOException {
        pages = rig.pages();
    }

    /** Waits until the service answers anything at all. */
    void awaitNode(int n) throws InterruptedException {
        try (Doors doors = new Doors(Duration.ofSeconds(5))) {
            awaitAnswer(doors, nodes.get(n));
        }
    }

    /** Whether the pages come to where the journal is now, in that time. */
    boolean pagesCatchUp(Duration patience) throws InterruptedException {
        long[] head = {-1};
        try (Look journal = Look.at(rig, "ledger");
                Look pages = Look.at(rig, "pages")) {
            return Await.comes(patience, () -> {
                if (head[0] < 0) {
                    head[0] = journal.number(Books.HEAD);
                }
                return pages.number(Books.REACHED) >= head[0];
            });
        }
    }

    /** Whether nothing moves any more: what was still under way when the traffic ended is recorded, and the pages have all of it. */
    boolean settles(Duration patience) throws InterruptedException {
        long[] before = {-1};
        return Await.comes(patience, () -> {
            long head = Books.head(rig);
            boolean still = head == before[0] && Books.reached(rig) == head;
            before[0] = head;
            if (!still) {
                Thread.sleep(1_000);
            }
            return still;
        });
    }

    /** What the query service says of itself. */
    String pagesSay() throws InterruptedException {
        try (Doors doors = new Doors(Duration.ofSeconds(10))) {
            return doors.get(pages().watch(), "/actuator/health").body();
        } catch (IOException silent) {
            return silent.toString();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            nodes.forEach(Served::kill);
            if (pages != null) {
                pages.kill();
            }
        } finally {
            rig.close();
        }
    }
}
