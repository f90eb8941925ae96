package org.jekasy.label.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Which codes of rolls this station handed out to be printed: what may be on a label already is handed out again as a copy only. */
public final class HandedOut implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandedOut.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.FRENCH);

    private static final Duration TWICE = Duration.ofMinutes(1);

    private final Journal journal;
    private final Clock clock;
    private final List<Stretch> stretches = new ArrayList<>();

    private record Stretch(UUID key, Instant at, String issuer, int first, int last, int copy) {
        boolean meets(Stretch other) {
            return issuer.equals(other.issuer) && first <= other.last && other.first <= last;
        }

        boolean isSame(Stretch other) {
            return issuer.equals(other.issuer) && first == other.first && last == other.last && copy == other.copy;
        }
    }

    private HandedOut(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Reads what the folder holds. */
    public static HandedOut in(StationFolder folder, Clock clock) {
        HandedOut handed = new HandedOut(folder.journal("rolls.jsonl"), clock);
        for (String line : handed.journal.lines()) {
            try {
                handed.stretches.add(JSON.readValue(line, Stretch.class));
            } catch (JacksonException e) {
                LOG.error(
                        "rolls.jsonl : une ligne est illisible et laissée / a line can not be read, left out: {}",
                        e.getOriginalMessage());
            }
        }
        return handed;
    }

    /**
     * Keeps that these codes of one roll go out as this copy; the same form sent twice within a minute is one. Refused with {@code ROLL_HANDED_OUT} where some of them went out as
     * this copy or a later one before, with {@code VALUE_REFUSED} when the form was used for others, with {@code STATION_DISK}.
     */
    public synchronized void add(UUID key, List<LotCode> codes, int copy) {
        Stretch stretch = new Stretch(
                key,
                clock.instant(),
                codes.getFirst().rollIssuer(),
                codes.getFirst().rollSerial(),
                codes.getLast().rollSerial(),
                copy);
        Optional<Stretch> sent =
                stretches.stream().filter(known -> known.key.equals(key)).findFirst();
        if (sent.isPresent()) {
            if (!sent.get().isSame(stretch)) {
                throw PrintQueue.usedAlready(key);
            }
            // later somebody pressed again on a page that stayed open
            if (stretch.at.isBefore(sent.get().at.plus(TWICE))) {
                return;
            }
        }
        stretches.stream()
                .filter(known -> known.meets(stretch) && known.copy >= copy)
                .max(Comparator.comparingInt(Stretch::copy))
                .ifPresent(HandedOut::refuse);
        try {
            journal.append(JSON.writeValueAsString(stretch));
        } catch (IOException e) {
            throw new Refusal(Reason.STATION_DISK, Map.of("detail", Refusal.shown(e.toString())), e);
        }
        stretches.add(stretch);
    }

    private static void refuse(Stretch before) {
        throw new Refusal(
                Reason.ROLL_HANDED_OUT,
                Map.of(
                        "issuer",
                        before.issuer,
                        "first",
                        before.first,
                        "last",
                        before.last,
                        "at",
                        TIME.format(before.at.atZone(ZoneId.systemDefault())),
                        "copy",
                        before.copy,
                        "next",
                        before.copy + 1));
    }

    @Override
    public synchronized void close() {
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
