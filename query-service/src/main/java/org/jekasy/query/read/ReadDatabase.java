package org.jekasy.query.read;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pool, with the schema brought up to date before anybody gets it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadProperties.class)
public class ReadDatabase {
    @Bean(destroyMethod = "close")
    @Primary
    HikariDataSource readPool(ReadProperties read) {
        migrate(read);
        // who looks at a page is answered within 5 s, also while the server is away without a word
        // and is nobody who owns a table: see V012
        // a plan made while the tables were empty would be kept for ever
        return pool(
                "pages",
                read,
                read.connections(),
                3,
                " -c plan_cache_mode=force_custom_plan -c default_transaction_isolation=repeatable\\ read -c role="
                        + Walls.READER);
    }

    /**
     * The follower's own connections: many readers must not keep it from writing. All it asks is about given lots, runs and entries, so each question is
     * planned once, by way of the indexes: planning it anew for every entry costs more than answering it. And it does not wait for the disk: rows and
     * progress are lost together with the last moments before a power cut, and read again from the topic.
     */
    @Bean(destroyMethod = "close")
    HikariDataSource followPool(ReadProperties read, HikariDataSource readPool) {
        return pool(
                "follower",
                read,
                2,
                20,
                ByTheIndexes.SETTINGS.entrySet().stream()
                                .map(setting -> " -c %s=%s".formatted(setting.getKey(), setting.getValue()))
                                .collect(Collectors.joining())
                        + " -c synchronous_commit=off");
    }

    @Bean
    JdbcClient readClient(HikariDataSource readPool) {
        return JdbcClient.create(readPool);
    }

    private static HikariDataSource pool(
            String name, ReadProperties read, int connections, int patienceSeconds, String options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(read.url());
        config.setUsername(read.user());
        config.setPassword(read.password());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(2_000);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        // a PostgreSQL on a full disk goes on serving whom it knows and may take nobody new: none is sent away for its
        // age; and one that died while nobody read is found and replaced before somebody does
        config.setMaxLifetime(0);
        config.setKeepaliveTime(30_000);
        // compiling a page's query costs more than it saves; who vanished without a word is given up within seconds:
        // his locks must not outlive him
        config.addDataSourceProperty(
                "options",
                "-c jit=off -c TimeZone=UTC -c idle_in_transaction_session_timeout=10s"
                        + " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000"
                        + " -c statement_timeout=" + (patienceSeconds * 1_000 - 200)
                        + options);
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // a server that vanished without a word must not hold anybody for ever, nor a question go on for whom nobody
        // waits any more
        config.addDataSourceProperty("socketTimeout", Integer.toString(patienceSeconds));
        config.addDataSourceProperty("ApplicationName", "query-service");
        return new HikariDataSource(config);
    }

    // a database that is still starting is waited for, up to a minute
    private static void migrate(ReadProperties read) {
        Flyway.configure()
                // not from the pool: a change of the tables may take longer than a page
                .dataSource(read.url(), read.user(), read.password())
                .locations("classpath:db/pages")
                .callbacks(new Walls())
                .connectRetries(12)
                .connectRetriesInterval(5)
                .load()
                .migrate();
    }
}
