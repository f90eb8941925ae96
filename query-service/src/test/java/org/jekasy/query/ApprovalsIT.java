package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.query.Book.KADIOLO;
import static org.jekasy.query.Book.STATION;

import java.util.List;
import org.jekasy.language.ApprovalGranted;
import org.jekasy.language.ApprovalRejected;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.MembershipChange;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.Order;
import org.jekasy.language.PartyId;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.junit.jupiter.api.Test;

/** What waits for a second person is seen waiting until it is decided, and changes nothing before. */
class ApprovalsIT {
    private static final EventId ORDERED = EventId.parse("01980000-0000-7000-8000-0000000000aa");

    private final Book book = Book.withRegister();

    private LedgerEntry asked(PartyId by, LotId lot) {
        return book.record(
                by, new ApprovalRequested(by, List.of(new Order(ORDERED, "VoidEntry", "{\"x\":1}")), List.of(lot)));
    }

    @Test
    void whatWaitsIsListedUntilItIsDecided() {
        LotId lot = book.harvest(800);
        LedgerEntry waits = asked(KADIOLO, lot);
        LedgerEntry granted = asked(KADIOLO, lot);
        book.record(KADIOLO, new ApprovalGranted(granted.eventId(), KADIOLO, List.of(ORDERED)));
        LedgerEntry rejected = asked(STATION, lot);
        book.record(STATION, new ApprovalRejected(rejected.eventId(), STATION, "pas ce ticket"));
        // a request may name a lot that is not there yet: what it should have been called
        asked(KADIOLO, book.newLot());
        book.record(new MembershipChanged(KADIOLO, STATION, MembershipChange.JOINED, Book.DAY, null));
        book.record(new VisibilityGranted(KADIOLO, STATION, 3, null));
        book.record(new VisibilityWithdrawn(KADIOLO, STATION, null));
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic).reaches(book.last())) {
            Running.Answer waiting = service.page("/approvals?state=waiting");
            assertThat(waiting.at("/approvals").size()).isEqualTo(2);
            assertThat(waiting.string("/approvals/0/approval"))
                    .isEqualTo(waits.eventId().text());
            assertThat(waiting.number("/approvals/0/position")).isEqualTo(waits.position());
            assertThat(waiting.string("/approvals/0/organisation/name")).isEqualTo("Coopérative de Kadiolo");
            assertThat(waiting.string("/approvals/0/orders/0/command")).isEqualTo("VoidEntry");
            assertThat(waiting.string("/approvals/0/orders/0/eventId")).isEqualTo(ORDERED.text());
            assertThat(waiting.string("/approvals/0/lots/0")).isEqualTo(lot.text());
            assertThat(waiting.at("/approvals/0/decision").isMissingNode()).isTrue();

            Running.Answer no = service.page("/approvals?state=rejected");
            assertThat(no.at("/approvals").size()).isEqualTo(1);
            assertThat(no.string("/approvals/0/decision/reason")).isEqualTo("pas ce ticket");
            assertThat(service.page("/approvals?state=granted").at("/approvals").size())
                    .isEqualTo(1);
            assertThat(service.page("/approvals?organisation=" + STATION)
                            .at("/approvals")
                            .size())
                    .isEqualTo(1);

            Running.Answer first = service.page("/approvals?limit=3");
            assertThat(first.at("/approvals").size()).isEqualTo(3);
            assertThat(service.page("/approvals?after=" + first.number("/next"))
                            .at("/approvals")
                            .size())
                    .isEqualTo(1);
            Running.Answer refused = service.get("/approvals?state=soon");
            assertThat(refused.status()).isEqualTo(400);
            for (Running.Answer answer : List.of(waiting, refused)) {
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
                assertThat(answer.headers().firstValue("Content-Security-Policy"))
                        .hasValueSatisfying(
                                policy -> assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'"));
            }
            // the public page has its own policy, and only that
            assertThat(service.get("/l/" + lot).headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .satisfies(policy ->
                            assertThat(policy).contains("style-src 'self'").doesNotContain("unsafe"));

            assertThat(service.lot(lot).number("/availableG")).isEqualTo(800_000);
            assertThat(service.page("/lots/" + lot + "/history").at("/entries").size())
                    .isEqualTo(4);
        }
    }
}
