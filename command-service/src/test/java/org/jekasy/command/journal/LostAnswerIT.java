package org.jekasy.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.command.journal.JournalOracleIT.entry;
import static org.jekasy.command.journal.JournalOracleIT.positionOf;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The insert is committed, but its answer never arrives. */
class LostAnswerIT {
    private final AtomicInteger toLose = new AtomicInteger();

    @Test
    void anAppendWhoseAnswerWasLostIsFoundByItsEventIdAndNotWrittenTwice() {
        TestDatabase database = TestDatabase.withJournal();
        try (HikariDataSource pool = database.pool();
                GroupCommit writer = new GroupCommit(
                        losing(pool), Duration.ofSeconds(3), new JournalMeters(new SimpleMeterRegistry()))) {
            for (int n = 1; n <= 5; n++) {
                toLose.set(n % 2);
                UUID id = new UUID(7, n);
                var answer = writer.append(new GroupCommit.Append(
                        List.of(entry(id, n)),
                        List.of(Map.of("lot:1", 0L)),
                        new GroupCommit.Condition(n - 1, Set.of("lot:1", "entry:" + id))));
                assertThat(positionOf(answer)).isEqualTo(n);
            }
        }
        assertThat(database.number("select count(*) from journal")).isEqualTo(5);
    }

    private DataSource losing(DataSource real) {
        return proxy(
                DataSource.class,
                real,
                (method, result) -> result instanceof Connection connection ? losing(connection) : result);
    }

    private Connection losing(Connection real) {
        return proxy(Connection.class, real, (method, result) -> {
            if (method.equals("commit")) {
                lose();
            }
            return result instanceof PreparedStatement statement && method.equals("prepareStatement")
                    ? losing(statement)
                    : result;
        });
    }

    private PreparedStatement losing(PreparedStatement real) {
        return proxy(PreparedStatement.class, real, (method, result) -> {
            if (method.equals("execute")
                    && real.toString().contains("insert into journal ")
                    && real.getConnection().getAutoCommit()) {
                lose();
            }
            return result;
        });
    }

    private void lose() throws SQLException {
        if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLException("the connection broke before the answer", "08006");
        }
    }

    private interface After {
        Object then(String method, Object result) throws SQLException;
    }

    @SuppressWarnings("NullAway") // reflection passes what the driver returns
    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.then(method.getName(), method.invoke(real, arguments));
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }
}
