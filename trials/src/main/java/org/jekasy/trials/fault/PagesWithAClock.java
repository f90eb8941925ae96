package org.jekasy.trials.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.query.QueryService;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Projection;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** For the control only: the query service with one projection more, which asks the clock and so says something else each time it is built. */
final class PagesWithAClock {
    private PagesWithAClock() {}

    public static void main(String... settings) {
        new SpringApplicationBuilder(QueryService.class, Seen.class)
                .properties("spring.config.name=query-service")
                .run(settings);
    }

    /** When each entry was seen. */
    static final class Seen implements Projection {
        private final List<Long> positions = new ArrayList<>();

        @Override
        public void apply(Change change) {
            positions.add(change.position());
        }

        @Override
        public void write(Connection pages) throws SQLException {
            try (Statement table = pages.createStatement();
                    PreparedStatement insert = prepared(pages, table)) {
                for (long position : positions) {
                    insert.setLong(1, position);
                    insert.executeUpdate();
                }
            }
            positions.clear();
        }

        private static PreparedStatement prepared(Connection pages, Statement table) throws SQLException {
            table.execute("create table if not exists seen (position bigint, at timestamptz)");
            return pages.prepareStatement("insert into seen values (?, now())");
        }

        @Override
        public void forget() {
            positions.clear();
        }

        @Override
        public List<String> tables() {
            return List.of("seen");
        }
    }
}
