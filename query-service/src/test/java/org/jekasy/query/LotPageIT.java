package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.query.Book.KADIOLO;
import static org.jekasy.query.Book.all;

import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class LotPageIT {
    @Test
    void aHarvestIsAPageWithItsWeightHolderAndCommune() {
        Book book = Book.withRegister();
        LotId lot = book.harvest(806);
        LotId other = book.harvest(194);
        LotId group = book.group(KADIOLO, all(lot, 806), all(other, 194));
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(Servers.database(), topic)) {
            service.reaches(book.last());
            Running.Answer page = service.lot(lot);
            assertThat(page.string("/state")).isEqualTo("EXHAUSTED");
            assertThat(page.number("/registeredG")).isEqualTo(806_000);
            Running.Answer made = service.lot(group);
            System.out.println(made.text());
            System.out.println(service.page("/lots/" + group + "/history").text());
            System.out.println(service.page("/lots/" + group + "/origin").text());
            System.out.println(service.page("/lots/" + group + "/label").text());
            System.out.println(service.page("/lots/" + group + "/trace").text());
            System.out.println(service.page("/lots/" + group + "/balance").text());
            System.out.println(service.page("/balance?season=MG-2026").text());
            System.out.println(service.page("/balance?party=COOP-KAD").text());
            System.out.println(service.page("/scan?code=" + group).text());
            System.out.println(service.page("/lots?state=AVAILABLE").text());
            System.out.println(service.page("/stock/COOP-KAD").text());
            System.out.println(service.page("/organisations").text());
            System.out.println(service.get("/lots/26092K7QF00045").text());
            System.out.println(service.get("/actuator/health").text());
            assertThat(Weight.ofGrams(made.number("/availableG"))).isEqualTo(Weight.ofGrams(1_000_000));
        }
    }
}
