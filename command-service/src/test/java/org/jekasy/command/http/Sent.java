package org.jekasy.command.http;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;

/** Bodies as clients send them: the season around Kadiolo in JSON. Single quotes stand for double ones. */
final class Sent {
    private static final AtomicLong IDS = new AtomicLong();

    private Sent() {}

    static String id() {
        return "01980000-0000-7000-8000-%012x".formatted(IDS.incrementAndGet());
    }

    static String lot(int serial) {
        return LotId.ofDay(LocalDate.of(2026, 5, 11), IssuerCode.parse("K7QF"), serial)
                .text();
    }

    /** A command of the morning of 11 May 2026. */
    static String command(String own) {
        return command(id(), own);
    }

    static String command(String eventId, String own) {
        return "{'eventId':'%s','occurredAt':'2026-05-11T09:10:00Z',%s}"
                .formatted(eventId, own)
                .replace('\'', '"');
    }

    static String organisation() {
        return command(
                "'organisation':'COOP-KAD-01','name':'Coopérative des planteurs de Kadiolo','kind':'COOPERATIVE','issuers':['K7QF']");
    }

    static String producer() {
        return command(
                "'producer':'P-KAD-0012','commune':'ml.sikasso.kadiolo.nimbougou','consentOn':'2026-01-20','claims':[]");
    }

    static String orchard() {
        return command(
                "'place':'V-KAD-0012','kind':'ORCHARD','producer':'P-KAD-0012','commune':'ml.sikasso.kadiolo.nimbougou'");
    }

    static String harvest(int serial, long grams) {
        return harvest(id(), serial, grams);
    }

    static String harvest(String eventId, int serial, long grams) {
        return command(eventId, harvestOnly(serial, grams));
    }

    static String harvestOnly(int serial, long grams) {
        return "'lot':'%s','variety':'KEN','orchard':'V-KAD-0012','weightG':%d".formatted(lot(serial), grams);
    }

    static String grouping(int into, int from, long grams) {
        return command("'output':'%s','place':'V-KAD-0012','inputs':[{'lot':'%s','weightG':%d}]"
                .formatted(lot(into), lot(from), grams));
    }

    /** The same in a batch, where it names its command. */
    static String named(String command, String body) {
        return "{\"command\":\"" + command + "\"," + body.substring(1);
    }

    static String batch(boolean atomic, String... entries) {
        return "{\"atomic\":" + atomic + ",\"entries\":[" + String.join(",", entries) + "]}";
    }
}
