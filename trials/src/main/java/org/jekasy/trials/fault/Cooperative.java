package org.jekasy.trials.fault;

import java.util.ArrayList;
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
    // a harvest is decided on its grower's season, so thousands of one grower are no ordinary work
    private static final int GROWERS = 40;

    private static final IssuerCode ISSUER = new IssuerCode("K7QF");

    /** A command as it goes through a door. */
    record Command(String path, UUID eventId, String body) {
        /** The body without what every command has. */
        String what() {
            return body.substring(body.indexOf(SOURCE) + SOURCE.length(), body.length() - 1);
        }
    }

    private final Random chance;
    private final AtomicInteger serial;

    Cooperative(Random chance) {
        this(chance, new AtomicInteger());
    }

    /** The same that others have weighed for before: its lots are numbered on from theirs. */
    Cooperative(Random chance, AtomicInteger serial) {
        this.chance = chance;
        this.serial = serial;
    }

    /** What must be in the ledger before the first harvest. Sent again it is answered as repeated. */
    static List<Command> registers() {
        List<Command> registers =
                new ArrayList<>(List.of(register("/organisations", 1, """
                        "organisation":"COOP-KAD-01","name":"Coopérative des planteurs de Kadiolo","kind":"COOPERATIVE",\
                        "commune":"ml.sikasso.kadiolo.nimbougou","issuers":["K7QF"]"""), register("/places", 2, """
                        "place":"PC-KAD-01","kind":"COLLECTION_POINT","name":"Nimbougou","commune":"ml.sikasso.kadiolo.nimbougou\"""")));
        for (int grower = 1; grower <= GROWERS; grower++) {
            registers.add(register("/producers", 100 + grower, """
                    "producer":"P-KAD-%04d","commune":"ml.sikasso.kadiolo.nimbougou","consentOn":"2026-01-20\"""".formatted(grower)));
            registers.add(register("/places", 200 + grower, """
                    "place":"V-KAD-%1$04d","kind":"ORCHARD","producer":"P-KAD-%1$04d","commune":"ml.sikasso.kadiolo.nimbougou\"""".formatted(grower)));
        }
        return registers;
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
                "lot":"%s","variety":"KEN","harvestedOn":"%s","orchard":"V-KAD-%04d","weightG":%d""".formatted(
                        lot, occurredAt.substring(0, 10), 1 + Math.floorMod(lot.hashCode(), GROWERS), grams));
    }
}
