package org.jekasy.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several nodes open an empty database at the same moment: each makes, or finds made, the tables and the rights. */
class StartsTogetherIT {
    private static final int NODES = 6;

    @Test
    void whoOpensAnEmptyDatabaseAtTheSameMomentFailsOnNobody() throws Exception {
        for (int round = 0; round < 2; round++) {
            TestDatabase database = TestDatabase.empty();
            atOnce(database);
            assertThat(database.number("select count(*) from pg_tables where tablename in ('journal', 'journal_tag')"))
                    .isEqualTo(2);
            assertThat(database.number("select has_table_privilege('ledger_app', 'journal', 'insert')::int"
                            + " + has_table_privilege('ledger_app', 'journal', 'update')::int"))
                    .isEqualTo(1);
            // tables that are there: the grants are all that is left to collide on
            atOnce(database);
        }
    }

    private static void atOnce(TestDatabase database) throws Exception {
        CyclicBarrier together = new CyclicBarrier(NODES);
        try (ExecutorService nodes = Executors.newFixedThreadPool(NODES)) {
            List<Future<Long>> heads = new ArrayList<>();
            for (int n = 0; n < NODES; n++) {
                heads.add(nodes.submit(() -> {
                    together.await();
                    try (PostgresJournal journal = PostgresJournal.open(database.properties())) {
                        return journal.head();
                    }
                }));
            }
            for (Future<Long> head : heads) {
                assertThat(head.get()).isZero();
            }
        }
    }
}
