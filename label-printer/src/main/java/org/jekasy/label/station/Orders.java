package org.jekasy.label.station;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.station.PrintJob.Ordered;
import org.jekasy.label.station.PrintJob.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Asks the ledger which labels were ordered from this station ({@code GET {commands-url}/label-orders}) and puts each order into the queue, under its own id
 * and once. It is printed only after the ledger gave it to this station ({@link Reports}); cut off, the station asks less and less often, once a minute at least.
 */
public final class Orders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int LONGEST_NUMBER = 40;
    private static final String NO_PRINTER = "–";

    private final Station station;
    private final LedgerLine ledger;
    private final Clock clock;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Said trouble;
    private volatile List<Wanted> left = List.of();

    /** An order as the ledger tells it; {@code named} when it is for this station and no other. */
    record Wanted(
            UUID id,
            LotCode lot,
            @Nullable String template,
            int count,
            boolean named,
            Instant at,
            @Nullable String by) {
        static Wanted of(JsonNode order) {
            String by = order.path("orderedBy").asString("");
            return new Wanted(
                    UUID.fromString(order.path("order").asString("")),
                    new LotCode(order.path("lot").asString("")),
                    order.path("template").isString() ? order.path("template").asString() : null,
                    order.path("count").asInt(0),
                    order.path("station").isString(),
                    Instant.parse(order.path("orderedAt").asString("")),
                    by.isEmpty() ? null : by.substring(0, Math.min(by.length(), LONGEST_NUMBER)));
        }
    }

    public Orders(Station station, LedgerLine ledger, Clock clock) {
        this(station, ledger, clock, Duration.ofSeconds(5));
    }

    /** {@code pause} is how long it is before the ledger is asked again. */
    Orders(Station station, LedgerLine ledger, Clock clock, Duration pause) {
        this.station = station;
        this.ledger = ledger;
        this.clock = clock;
        this.pause = pause;
        Thread.ofVirtual().name("orders").start(this::work);
    }

    /** Why nobody knows what is ordered; empty while the ledger answers. */
    public Optional<Said> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** What any station may print and no printer of this one can, or can now. */
    public Optional<Said> left() {
        List<Wanted> others = left;
        if (others.isEmpty()) {
            return Optional.empty();
        }
        Wanted first = others.getFirst();
        String size = first.template() == null ? "" : " " + first.template();
        return Optional.of(new Said(
                "Commandes laissées à un autre poste : %d. La première : %s%s du lot %s ; aucune imprimante prête de ce poste ne les a."
                        .formatted(
                                others.size(),
                                Said.count(first.count(), "étiquette"),
                                size,
                                first.lot().code()),
                "Orders left to another station: %d. The first: %s%s of lot %s; no ready printer of this station has them."
                        .formatted(
                                others.size(),
                                Said.count(first.count(), "label"),
                                size,
                                first.lot().code())));
    }

    private void work() {
        Duration wait = pause;
        try {
            while (!closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                trouble = turn();
                Duration longer = wait.multipliedBy(2);
                if (trouble == null) {
                    wait = pause;
                } else {
                    wait = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
                }
            }
        } catch (InterruptedException stopped) {
            // the station stops
        }
    }

    /** A fault, as a disk that is full, costs this turn and not the orders. */
    private @Nullable Said turn() throws InterruptedException {
        try {
            LedgerLine.Answer answer = ledger.get("/label-orders");
            JsonNode orders = answer.body().path("orders");
            if (answer.status() != 200 || !orders.isArray()) {
                return answer.detail();
            }
            List<Wanted> others = new ArrayList<>();
            for (JsonNode order : orders) {
                if (closed.getCount() == 0) {
                    return null;
                }
                take(order, others);
            }
            left = List.copyOf(others);
            return null;
        } catch (LedgerLine.Down down) {
            return down.said();
        } catch (RuntimeException | Error e) {
            LOG.error("orders", e);
            String why = String.valueOf(e.getMessage());
            return new Said(why, why);
        }
    }

    private void take(JsonNode told, List<Wanted> others) {
        Wanted order;
        try {
            order = Wanted.of(told);
        } catch (Refusal | IllegalArgumentException | DateTimeParseException unreadable) {
            LOG.warn(
                    "label-orders : une commande est illisible et laissée / an order can not be read, left out: {}",
                    told);
            return;
        }
        if (station.queue().has(order.id())) {
            return;
        }
        Optional<StationPrinter> printer = printer(order);
        if (printer.isPresent()) {
            station.queue().add(job(order, printer.get().name(), printer.get().size()));
        } else if (order.named()) {
            // nobody else prints it: whoever ordered hears why
            station.queue()
                    .add(job(order, NO_PRINTER, size(order.template()).orElse(LabelSize.CRATE))
                            .to(State.FAILED, clock.instant(), noPrinter(order)));
        } else {
            others.add(order);
        }
    }

    /** The printer whose labels are asked for, one that is ready before all others; what any station may print is left where none is ready. */
    private Optional<StationPrinter> printer(Wanted order) {
        return station.printers().stream()
                .filter(printer ->
                        order.template() == null || printer.size().toString().equals(order.template()))
                .filter(printer -> takes(printer, order.count()))
                .filter(printer -> order.named() || ready(printer))
                .max(Comparator.comparing(this::ready));
    }

    private boolean ready(StationPrinter printer) {
        return station.seen(printer).map(Station.Seen::prints).orElse(false);
    }

    private boolean takes(StationPrinter printer, int count) {
        try {
            station.count(printer, Integer.toString(count));
            return true;
        } catch (Refusal tooMany) {
            return false;
        }
    }

    private PrintJob job(Wanted order, String printer, LabelSize size) {
        return PrintJob.order(order.id(), clock.instant(), printer, order.lot(), size, order.count())
                .ordered(Ordered.from(order.by(), order.at()));
    }

    private static Optional<LabelSize> size(@Nullable String template) {
        try {
            return template == null ? Optional.empty() : Optional.of(LabelSize.parse(template));
        } catch (Refusal newer) {
            return Optional.empty();
        }
    }

    private Said noPrinter(Wanted order) {
        List<String> sizes = station.printers().stream()
                .map(printer -> printer.size().toString())
                .distinct()
                .toList();
        String there = sizes.isEmpty() ? "–" : String.join(", ", sizes);
        String asked = order.template() == null ? "" : " " + order.template();
        return new Said(
                "Aucune imprimante de ce poste ne prend %s%s (formats en place : %s)."
                        .formatted(Said.count(order.count(), "étiquette"), asked, there),
                "No printer of this station takes %s%s (sizes in place: %s)."
                        .formatted(Said.count(order.count(), "label"), asked, there));
    }

    @Override
    public void close() {
        // not interrupted: that would close the queue's file under whoever writes to it
        closed.countDown();
    }
}
