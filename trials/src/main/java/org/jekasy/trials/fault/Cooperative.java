package org.jekasy.trials.fault;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;

/** Who weighs during a trial: one cooperative with a producer, an orchard and a collection point, and no end of lots. */
final class Cooperative {
    static final String NAME = "COOP-KAD-01";
    // what is typed in from paper is late by nature
    private static final String SOURCE = "\"source\":\"PAPER_BACKFILL\",";
    private static final IssuerCode ISSUER = new IssuerCode("K7QF");

    /** A command as it goes through a door. */
    record Command(String path, UUID eventId, String body) {
        /** The body without what every command has. */
        String what() {
            return body.substring(body.indexOf(SOURCE) + SOURCE.length(), body.length() - 1);
        }
    }

    private final Random chance;
    private final AtomicInteger serial = new AtomicInteger();

    Cooperative(Random chance) {
        this.chance = chance;
    }

    /** What must be in the ledger before the first harvest. Sent again it is answered as repeated. */
    static List<Command> registers() {
        return List.of(
                register("/organisations", 1, """
                        "organisation":"COOP-KAD-01","name":"Coopérative des planteurs de Kadiolo","kind":"COOPERATIVE",\
                        "commune":"ml.sikasso.kadiolo.nimbougou","issuers":["K7QF"]"""),
                register("/producers", 2, """
                        "producer":"P-KAD-0012","commune":"ml.sikasso.kadiolo.nimbougou","consentOn":"2026-01-20\""""),
                register("/places", 3, """
                        "place":"V-KAD-0012","kind":"ORCHARD","producer":"P-KAD-0012","commune":"ml.sikasso.kadiolo.nimbougou\""""),
                register("/places", 4, """
                        "place":"PC-KAD-01","kind":"COLLECTION_POINT","name":"Nimbougou","commune":"ml.sikasso.kadiolo.nimbougou\""""));
    }

    private static Command register(String path, int number, String what) {
        return command(
                path, new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0000L | number), "2026-05-09T06:00:00Z", what);
    }

    static Command command(String path, UUID eventId, String occurredAt, String what) {
        return new Command(
                path,
                eventId,
                "{\"eventId\":\"%s\",\"occurredAt\":\"%s\",%s%s}".formatted(eventId, occurredAt, SOURCE, what));
    }

    /** The next lot nobody has used. */
    LotId newLot() {
        return LotId.ofRoll(ISSUER, serial.getAndIncrement());
    }

    UUID newEvent() {
        synchronized (chance) {
            return new UUID(
                    (chance.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x7000L,
                    (chance.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
        }
    }

    int upTo(int most) {
        synchronized (chance) {
            return chance.nextInt(most);
        }
    }

    Command harvest(LotId lot, long grams) {
        return harvest(lot, grams, "2026-05-11T09:10:00Z");
    }

    Command harvest(LotId lot, long grams, String occurredAt) {
        return command("/harvests", newEvent(), occurredAt, """
                "lot":"%s","variety":"KEN","harvestedOn":"%s","orchard":"V-KAD-0012","weightG":%d""".formatted(lot, occurredAt.substring(0, 10), grams));
    }
}
