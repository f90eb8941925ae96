package org.jekasy.trials.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.command.ledger.CorrectEntry;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.VoidEntry;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.language.wire.EventJson;
import org.jekasy.season.Season;
import org.jekasy.season.Size;
import org.jekasy.season.Told;
import org.jekasy.trials.rig.Rig;

/**
 * The ordinary season of Sikasso, a season of shea, and the lots of a large buyer, recorded in the database the services use.
 *
 * @param head the last position
 * @param harvests lots of the season as they were weighed
 * @param few a lot of 30 harvests
 * @param many a lot of 3,333
 * @param most a lot of lots: 16,701 ancestors
 */
record Loaded(long head, List<LotId> harvests, LotId few, LotId many, LotId most, Village village) {
    private static final int BATCH = 500;
    private static final Weight HARVEST = Weight.ofGrams(806_500);

    static Loaded into(Rig rig, Figures figures) throws Exception {
        try (OpenLedger open = OpenLedger.on(rig, "ledger", Clock.systemUTC())) {
            season(figures, open, figures.size(Size.SIKASSO, Size.COOPERATIVE), 1, 2026);
            season(figures, open, figures.size(Size.SHEA_UNION, Size.SHEA), 2, 2025);
            Village village = new Village(figures.size(5_000, 200), 3);
            village.settle(open.ledger());
            LotId few = village.grouped(open.ledger(), 30);
            int size = figures.size(3_333, 200);
            List<LotId> parts = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                parts.add(village.grouped(open.ledger(), size));
            }
            parts.add(village.grouped(open.ledger(), 30));
            LotId many = parts.removeFirst();
            parts.add(village.grouped(open.ledger(), size));
            LotId most = village.grouped(open.ledger(), parts, Weight.ofGrams(HARVEST.grams() * 30));
            return new Loaded(open.journal().head(), harvests(open), few, many, most, village);
        }
    }

    private static void season(Figures figures, OpenLedger open, Size size, long seed, int year) {
        List<Told> told = Season.of(size, seed, year).told();
        long begin = System.nanoTime();
        List<String> unexpected = new ArrayList<>();
        for (int from = 0, to; from < told.size(); from = to) {
            to = endOfBatch(told, from);
            List<Told> some = told.subList(from, to);
            List<Request> requests = some.stream().map(Told::request).toList();
            List<Outcome> outcomes = open.ledger().submit(requests, false);
            for (int n = 0; n < some.size(); n++) {
                boolean asExpected = switch (some.get(n).expect()) {
                    case null -> outcomes.get(n) instanceof Outcome.Recorded;
                    case Told.REPEATED -> outcomes.get(n) instanceof Outcome.Recorded;
                    case Told.WAITING -> outcomes.get(n) instanceof Outcome.Awaiting;
                    case String code -> !(outcomes.get(n) instanceof Outcome.Recorded);
                };
                if (!asExpected) {
                    unexpected.add(
                            some.get(n).request().command() + " (" + some.get(n).expect() + "): " + outcomes.get(n));
                }
            }
        }
        // the second season finds the buyers of the first already registered
        if (seed == 1 && !unexpected.isEmpty()) {
            throw new IllegalStateException("%d answers of season %s surprise, such as %s"
                    .formatted(unexpected.size(), size.word(), unexpected.subList(0, Math.min(3, unexpected.size()))));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        figures.say(
                "saison %s : %d commandes en %.1f s".formatted(size.word(), told.size(), seconds),
                "season %s: %d commands in %.1f s".formatted(size.word(), told.size(), seconds));
    }

    // what corrects an entry names its position: the entry must be recorded before
    private static int endOfBatch(List<Told> told, int from) {
        int to = from + 1;
        while (to < told.size()
                && to - from < BATCH
                && !(told.get(to).request().command() instanceof CorrectEntry)
                && !(told.get(to).request().command() instanceof VoidEntry)) {
            to++;
        }
        return to;
    }

    private static List<LotId> harvests(OpenLedger open) {
        Set<LotId> lots = new LinkedHashSet<>();
        entries(open, entry -> {
            switch (entry.event()) {
                case HarvestRecorded harvest
                when !harvest.cooperative().equals(Village.COOPERATIVE) -> lots.add(harvest.lot());
                case EntryVoided voided
                when voided.original() instanceof HarvestRecorded harvest -> lots.remove(harvest.lot());
                case LedgerEvent other -> {}
            }
        });
        return List.copyOf(lots);
    }

    /** Hands on every entry of the journal, in order. */
    static void entries(OpenLedger open, java.util.function.Consumer<LedgerEntry> to) {
        long at = 0;
        for (var next = open.journal().after(0, 2_000);
                !next.isEmpty();
                next = open.journal().after(at, 2_000)) {
            for (var stored : next) {
                at = stored.position();
                to.accept(EventJson.read(at, stored.entry()));
            }
        }
    }
}
