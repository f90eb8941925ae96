package org.jekasy.command.register;

import org.junit.jupiter.api.Test;

class WeighingBookTest {
    private final Samples samples = Samples.registered();

    @Test
    void everyRowOfTheMangoBookGetsWhatItMust() {
        Imported i = samples.mangoBook();
        i.results().stream().filter(r -> r.why() != null).forEach(System.out::println);
        System.out.println(samples.ledger.entries().size());
        Samples.assertAsExpected(
                i, Samples.expected("livraisons_mangue_kadiolo_2026.expected.csv"));
    }
}
