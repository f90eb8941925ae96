package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.LotId;
import org.jekasy.language.Portion;
import org.junit.jupiter.api.Test;

/** What the walls cost: the same pages read by their owner and by who sees everything, in turns. */
class WallCostIT {
    private static final int ROUNDS = 120;

    @Test
    void theOwnersPagesAreNotNoticeablySlowerThanWithoutWalls() throws SQLException {
        Book book = Book.withRegister();
        LotId small = book.harvest(806);
        for (int i = 0; i < 300; i++) {
            book.group(Book.KADIOLO, Book.all(book.harvest(100), 100), Book.all(book.harvest(90), 90));
        }
        List<Portion> inputs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            inputs.add(Book.all(book.harvest(100), 100));
        }
        LotId large = book.group(Book.KADIOLO, inputs.toArray(Portion[]::new));
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic).reaches(book.last())) {
            // as the server does by itself within a minute
            try (Connection pages = service.owner();
                    Statement statement = pages.createStatement()) {
                statement.execute("analyze");
            }
            for (String page :
                    List.of("/lots/" + small, "/lots/" + large, "/lots/" + large + "/trace", "/lots?limit=50")) {
                List<Long> with = new ArrayList<>();
                List<Long> without = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    boolean first = i % 2 == 0;
                    long one = nanos(service, page, first);
                    long other = nanos(service, page, !first);
                    // the first ones warm up
                    if (i >= ROUNDS / 3) {
                        with.add(first ? one : other);
                        without.add(first ? other : one);
                    }
                }
                double ratio = median(with) / (double) median(without);
                System.out.printf(
                        "%s: %d µs with walls, %d µs without, ratio %.2f%n",
                        page.replace(large.text(), "LARGE").replace(small.text(), "SMALL"),
                        median(with) / 1_000,
                        median(without) / 1_000,
                        ratio);
                // a bound against a plan gone wrong, not a measurement
                assertThat(ratio).describedAs(page).isLessThan(2.5);
            }
        }
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static long nanos(Running service, String page, boolean walls) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        if (walls) {
            request.header("Jekasy-Actor", Book.KADIOLO + "/op-1");
        }
        long begin = System.nanoTime();
        int status = service.send(request, page).status();
        long took = System.nanoTime() - begin;
        assertThat(status).isEqualTo(200);
        return took;
    }
}
