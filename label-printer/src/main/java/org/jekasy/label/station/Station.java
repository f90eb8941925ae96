package org.jekasy.label.station;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Serials;
import org.jekasy.label.paper.LabelOrder;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.printer.PrinterState;
import org.jekasy.label.printer.RawPrinter;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.station.PrintJob.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the orders of the queue, for each printer in their turn and apart from the others. What a printer can not take now waits; what nobody can
 * print fails with its reason; what may or may not have come out is unknown, and stays so until somebody has looked.
 */
public final class Station implements AutoCloseable {
    /** A printer that has nothing to do is asked so often how it is. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    /** In the place of a printer: what a browser takes and prints. */
    private static final String SHEET = "Planche A4";

    /** Where an order stands of which the printer took nothing. */
    private static final Set<State> UNSENT = Set.of(State.WAITING, State.SENDING);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm", Locale.FRENCH);

    private static final Logger LOG = LoggerFactory.getLogger(Station.class);

    private final PrintQueue queue;
    private final List<StationPrinter> printers;
    private final LabelPress press;
    private final KeptLots lots;
    private final Clock clock;
    private final @Nullable Serials serials;
    private final Duration pause;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final List<Thread> workers = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What a printer said of itself, and when. */
    public record Seen(Instant at, boolean prints, Said said) {}

    /** What comes of one look at an order. */
    private enum Then {
        /** The printer takes the next one. */
        ON,
        /** This one has to wait, another may be printed. */
        SKIP,
        /** The printer takes none now. */
        STOP
    }

    /** {@code serials}: where each label gets a number of its own; null where nobody would tell the ledger of them. */
    public Station(
            PrintQueue queue,
            List<StationPrinter> printers,
            LabelPress press,
            KeptLots lots,
            @Nullable Serials serials,
            Clock clock) {
        this(queue, printers, press, lots, serials, clock, Duration.ofSeconds(5));
    }

    /** {@code pause} is how long a printer that takes none is left alone. */
    Station(
            PrintQueue queue,
            List<StationPrinter> printers,
            LabelPress press,
            KeptLots lots,
            @Nullable Serials serials,
            Clock clock,
            Duration pause) {
        this.queue = queue;
        this.printers = List.copyOf(printers);
        this.press = press;
        this.lots = lots;
        this.serials = serials;
        this.clock = clock;
        this.pause = pause;
        if (printers.stream().map(StationPrinter::name).distinct().count() < printers.size()) {
            throw new IllegalArgumentException(
                    "label.printers : deux imprimantes ont le même nom / two printers have the same name");
        }
    }

    /** Begins to send. */
    public Station start() {
        for (StationPrinter printer : printers) {
            workers.add(Thread.ofVirtual().name("printer " + printer.name()).start(() -> work(printer)));
        }
        return this;
    }

    public KeptLots lots() {
        return lots;
    }

    public PrintQueue queue() {
        return queue;
    }

    public List<StationPrinter> printers() {
        return printers;
    }

    /** Refused with {@code PRINTER_NOT_NAMED}: whoever asks can choose among the printers of the settings and name no other. */
    public StationPrinter printer(String name) {
        return printers.stream()
                .filter(printer -> printer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(Reason.PRINTER_NOT_NAMED, Map.of("printer", Refusal.shown(name))));
    }

    /** Reads how many labels an order to this printer has; refused with {@code VALUE_REFUSED}. */
    public int count(StationPrinter printer, String asked) {
        return printer.count(asked, serials != null);
    }

    /** Whether the ledger hears of the labels that come out here. */
    public boolean tells() {
        return serials != null;
    }

    /** Whether an order may be printed again: what went out as a sheet, or to a printer that is in the settings no more, may not, unless it is unknown what became of it. */
    public boolean printsAgain(PrintJob job) {
        return job.state() == State.UNKNOWN
                || printers.stream().anyMatch(printer -> printer.name().equals(job.printer()));
    }

    /**
     * A sheet of labels without numbers that was handed to a browser: counted as what a printer took is, where the ledger hears of it. The form's {@code key} makes
     * one that is sent twice one.
     */
    public void handedOut(UUID key, List<LotCode> sheet, LabelSize size, int copies) {
        if (!tells()) {
            return;
        }
        Map<LotCode, String> addresses = new HashMap<>();
        sheet.forEach(lot -> addresses.computeIfAbsent(lot, code -> press.address(press.label(code))));
        Instant now = clock.instant();
        long next = key.getLeastSignificantBits();
        for (LotCode lot : sheet) {
            queue.add(PrintJob.order(new UUID(key.getMostSignificantBits(), next++), now, SHEET, lot, size, copies)
                    .leaving(now, addresses.get(lot))
                    .sent(now, null, null));
        }
    }

    private boolean closing() {
        return closed.getCount() == 0;
    }

    private void work(StationPrinter printer) {
        while (!closing()) {
            try {
                int heard = queue.rung();
                if (turn(printer)) {
                    queue.await(heard, pause);
                } else {
                    // whatever else happens in the queue, its own changes too
                    closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** False when the printer is to be left alone for a while. A fault of ours costs this turn and not the printer. */
    private boolean turn(StationPrinter printer) {
        try {
            boolean takesMore = round(printer);
            ask(printer);
            look(printer);
            return takesMore;
        } catch (RuntimeException | Error e) {
            LOG.error("{}", printer.name(), e);
            return false;
        }
    }

    /** What each printer said of itself last. */
    public Optional<Seen> seen(StationPrinter printer) {
        return Optional.ofNullable(seen.get(printer.name()));
    }

    /** Asks a printer that numbers its jobs what became of them. */
    private void ask(StationPrinter printer) {
        for (PrintJob job : queue.of(printer.name(), Set.of(State.SENT))) {
            Integer number = job.fate().remote();
            if (number == null) {
                continue;
            }
            try {
                State now = switch (printer.printer().came(number, named(job))) {
                    case NOT_YET -> State.SENT;
                    case OUT -> State.PRINTED;
                    case NOT_OUT -> State.FAILED;
                    case UNTOLD -> State.UNKNOWN;
                };
                if (now != State.SENT) {
                    queue.change(job.id(), Set.of(State.SENT), j -> j.to(now, clock.instant(), given(now, j.note())));
                }
            } catch (Refusal away) {
                seen(printer, away);
                return;
            }
        }
    }

    /** What a printer that names its jobs calls it. */
    private static String named(PrintJob job) {
        return "etiquettes " + job.id();
    }

    private static @Nullable Said given(State now, @Nullable Said before) {
        return switch (now) {
            case FAILED ->
                new Said(
                        "L'imprimante a rendu le travail avant la première page : rien n'est sorti.",
                        "The printer gave the job up before the first page: nothing came out.");
            case UNKNOWN ->
                new Said(
                        "L'imprimante a abandonné ou oublié le travail. Comptez les étiquettes sorties.",
                        "The printer gave the job up or forgot it. Count the labels that came out.");
            default -> before;
        };
    }

    /** Asks a printer how it is that nobody spoke to for a while. */
    private void look(StationPrinter printer) {
        Seen last = seen.get(printer.name());
        if (last != null && clock.instant().isBefore(last.at().plus(LOOK))) {
            return;
        }
        try {
            List<PrinterState> states = printer.printer().state();
            seen.put(
                    printer.name(),
                    new Seen(clock.instant(), states.stream().allMatch(PrinterState::prints), RawPrinter.said(states)));
        } catch (Refusal away) {
            seen(printer, away);
        }
    }

    private void seen(StationPrinter printer, Refusal refusal) {
        seen.put(printer.name(), new Seen(clock.instant(), false, said(refusal)));
    }

    private boolean round(StationPrinter printer) {
        for (PrintJob job : queue.of(printer.name(), Set.of(State.WAITING))) {
            if (!job.mayGo()) {
                continue;
            }
            if (closing() || send(job, printer) == Then.STOP) {
                return false;
            }
        }
        return true;
    }

    private Then send(PrintJob job, StationPrinter printer) {
        try {
            LotCode lot = job.lot();
            Label label = lot == null ? null : press.label(lot);
            Said kept = lot == null ? null : kept(lot);
            List<String> numbers = label == null || serials == null ? List.of() : serials.draw(job.count());
            String address = label == null ? null : press.address(label);
            OptionalInt number = printer.printer()
                    .print(
                            () -> printout(job, printer, label, numbers),
                            named(job),
                            () -> mark(job, State.WAITING, j -> j.leaving(clock.instant(), address, numbers)));
            mark(job, State.SENDING, j -> j.sent(clock.instant(), kept, number.isPresent() ? number.getAsInt() : null));
            seen.remove(printer.name());
            return Then.ON;
        } catch (MovedOn cancelled) {
            return Then.ON;
        } catch (Refusal refusal) {
            return refused(job, printer, refusal);
        } catch (RuntimeException | Error fault) {
            LOG.error("{} {}", printer.name(), job.id(), fault);
            return refused(job, printer, new Refusal(Reason.FAULT, Map.of(), fault));
        }
    }

    private byte[] printout(PrintJob job, StationPrinter printer, @Nullable Label label, List<String> numbers) {
        if (label == null) {
            return press.testPage(printer.language(), job.size(), printer.resolution());
        }
        LabelOrder order = new LabelOrder(label.lot(), job.size(), Correction.M, job.copy(), job.sscc());
        return numbers.isEmpty()
                ? press.printout(label, order, printer.language(), printer.resolution(), job.count(), printer.qr())
                : press.printout(label, order, printer.language(), printer.resolution(), numbers, printer.qr());
    }

    private @Nullable Said kept(LotCode lot) {
        return lots.readAt(lot)
                .map(at -> TIME.format(at.atZone(ZoneId.systemDefault())))
                .map(at -> new Said("D'après la fiche lue le " + at + ".", "From the record read on " + at + "."))
                .orElse(null);
    }

    private static Said said(Refusal refusal) {
        return new Said(refusal.sentence(Locale.FRENCH), refusal.sentence(Locale.ENGLISH));
    }

    private Then refused(PrintJob job, StationPrinter printer, Refusal refusal) {
        Said why = said(refusal);
        boolean nothingTaken =
                refusal.reason() == Reason.PRINTER_NOT_READY || refusal.reason() == Reason.PRINTER_REFUSED;
        // once the first byte may have left, whatever went wrong afterwards: nobody but a look at the printer can tell
        if (!nothingTaken && queue.lost(job.id(), why)) {
            return Then.STOP;
        }
        return switch (refusal.reason()) {
            case PRINTER_AWAY, PRINTER_NOT_READY -> {
                seen(printer, refusal);
                yield waits(job, why, Then.STOP);
            }
            case STATION_DISK -> Then.STOP;
            case LOTS_AWAY, PASS_REFUSED -> waits(job, why, Then.SKIP);
            default -> {
                queue.change(job.id(), UNSENT, j -> j.to(State.FAILED, clock.instant(), why));
                yield Then.ON;
            }
        };
    }

    private Then waits(PrintJob job, Said why, Then then) {
        // the same reason again is not written again
        queue.change(
                job.id(),
                UNSENT,
                j -> j.state() == State.WAITING && why.equals(j.note())
                        ? j
                        : j.to(State.WAITING, clock.instant(), why));
        return then;
    }

    private void mark(PrintJob job, State from, UnaryOperator<PrintJob> to) {
        if (queue.change(job.id(), EnumSet.of(from), to).isEmpty()) {
            throw new MovedOn();
        }
    }

    /** Somebody took the order back while it was drawn. */
    private static final class MovedOn extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Lets what is being sent go out whole; what takes longer is unknown at the next start. */
    @Override
    public void close() {
        closed.countDown();
        queue.wake();
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofSeconds(10));
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
