package org.jekasy.season;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jekasy.command.ledger.AdjustLotQuantity;
import org.jekasy.command.ledger.Approvals;
import org.jekasy.command.ledger.Confirmation;
import org.jekasy.command.ledger.GrantApproval;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.Actor;
import org.jekasy.language.EventId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.Source;
import org.jspecify.annotations.Nullable;

/**
 * All that is told to the ledger in a season. The past is told from paper; what a phone kept for more than three days is told late and says why. Some
 * of it is told twice. What needs a second person is agreed to by one at once.
 */
final class Story {
    private static final Duration LATE = Duration.ofDays(3);
    private static final int TWICE_PER_MILLE = 5;
    private static final String NO_NETWORK = "téléphone sans réseau";
    private static final String FIRST_PERSON = "1";
    private static final String SECOND_PERSON = "2";
    private static final UUID CONSENTS = UUID.fromString("5b0a7f2e-93a4-5d0c-8f3b-2f6f1f5f0c11");

    private final Chance chance;
    private final List<Told> told = new ArrayList<>();
    private final Map<String, Integer> serials = new HashMap<>();

    Story(Chance chance) {
        this.chance = chance;
    }

    /** All of it in the order it reaches the ledger. */
    List<Told> told() {
        List<Told> inOrder = new ArrayList<>(told);
        Collections.sort(inOrder);
        return inOrder;
    }

    /** Somebody did something then; it reaches the ledger at once, or once all that it needs did. */
    Told tell(PartyId by, Instant at, Instant ready, LedgerCommand command) {
        boolean always = command.mayNeedSecondPerson() && !(command instanceof AdjustLotQuantity);
        return tell(by, at, ready, command, always);
    }

    /** The same; {@code large}: it is more than one person may do alone. */
    Told tell(PartyId by, Instant at, Instant ready, LedgerCommand command, boolean large) {
        Instant arrives = ready.isAfter(at) ? ready : at;
        Told first = add(
                arrives, request(by, large ? FIRST_PERSON : null, at, arrives, command), large ? Told.WAITING : null);
        if (large) {
            add(arrives, consent(first), null);
        }
        if (chance.perMille(TWICE_PER_MILLE)) {
            add(arrives.plus(Duration.ofMinutes(chance.between(1, 600))), first.request(), Told.REPEATED);
        }
        return first;
    }

    // no chance in it: a season is the same with and without
    private static Request consent(Told asked) {
        EventId waiting = Approvals.idFor(asked.request().eventId());
        return new Request(
                EventId.ofName(CONSENTS, waiting.text()),
                asked.arrives(),
                Source.PAPER_BACKFILL,
                List.of(),
                List.of(),
                null,
                new Actor(asked.request().by().organisation(), SECOND_PERSON, null),
                new GrantApproval(waiting));
    }

    /** Somebody says something that can not be, and this rule refuses it. */
    void wrong(PartyId by, Instant at, Instant ready, LedgerCommand command, RuleCode rule) {
        Instant arrives = ready.isAfter(at) ? ready : at;
        add(arrives, request(by, null, at, arrives, command), rule.wire());
    }

    /** The same, from a device whose clock is wrong: it says another time than the one it reaches the ledger. */
    void wrongClock(PartyId by, Instant said, Instant arrives, LedgerCommand command, RuleCode rule) {
        add(arrives, request(by, null, said, said, command), rule.wire());
    }

    private Told add(Instant arrives, Request request, @Nullable String expect) {
        Told line = new Told(arrives, told.size(), request, expect);
        told.add(line);
        return line;
    }

    private Request request(PartyId by, @Nullable String operator, Instant at, Instant arrives, LedgerCommand command) {
        boolean late = Duration.between(at, arrives).compareTo(LATE) > 0;
        List<Confirmation> confirmed = late
                ? List.of(
                        new Confirmation(RuleCode.W_TIME_03, NO_NETWORK),
                        new Confirmation(RuleCode.W_RANGE_01, "vérifié sur place"),
                        new Confirmation(RuleCode.W_CAP_01, "vérifié sur place"))
                : List.of();
        return new Request(
                new EventId(chance.uuid(at.toEpochMilli())),
                at,
                late ? Source.OFFLINE_SYNC : Source.PAPER_BACKFILL,
                confirmed,
                List.of(),
                null,
                new Actor(by, operator, null),
                command);
    }

    /** The next code of an issuer on a day. */
    LotId lot(IssuerCode issuer, LocalDate day) {
        int serial = serials.merge(issuer + "/" + day, 1, Integer::sum);
        return LotId.ofDay(day, issuer, serial);
    }

    /** The next number of a row that counts its own: certificates, notes, pallets … */
    int next(String row) {
        return serials.merge(row, 1, Integer::sum);
    }
}
