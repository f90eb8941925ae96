package org.jekasy.query.read;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pool, with the schema brought up to date before anybody gets it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadProperties.class)
public class ReadDatabase {
    @Bean(destroyMethod = "close")
    HikariDataSource readPool(ReadProperties read) {
        return open(read);
    }

    @Bean
    JdbcClient readClient(HikariDataSource readPool) {
        return JdbcClient.create(readPool);
    }

    /** Opens the pool and migrates; waits up to a minute for a database that is still starting. */
    public static HikariDataSource open(ReadProperties read) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pages");
        config.setJdbcUrl(read.url());
        config.setUsername(read.user());
        config.setPassword(read.password());
        config.setMaximumPoolSize(read.connections());
        config.setConnectionTimeout(3_000);
        config.setInitializationFailTimeout(-1);
        // a plan made while the tables were empty would be kept for ever; compiling a page's query costs more than it
        // saves
        config.addDataSourceProperty("options", "-c plan_cache_mode=force_custom_plan -c jit=off -c TimeZone=UTC");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // a server that vanished without a word must not hold the follower for ever
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("ApplicationName", "query-service");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/pages")
                    .connectRetries(12)
                    .connectRetriesInterval(5)
                    .load()
                    .migrate();
            return pool;
        } catch (RuntimeException notReady) {
            pool.close();
            throw notReady;
        }
    }
}
