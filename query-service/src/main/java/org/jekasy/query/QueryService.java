package org.jekasy.query;

import java.sql.SQLException;
import java.util.Arrays;
import org.jekasy.query.follow.Progress;
import org.jekasy.query.follow.Rebuild;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the query service; with {@code --rebuild} it builds the pages anew from the topic, says how it went, and ends. */
@SpringBootApplication
public class QueryService {
    public static void main(String[] args) throws SQLException {
        if (Arrays.asList(args).contains("--rebuild")) {
            System.exit(rebuild(args) ? 0 : 1);
        }
        builder().run(args);
    }

    /** The service before it starts; settings are looked for in {@code query-service.yml}. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(QueryService.class).properties("spring.config.name=query-service");
    }

    /** Builds the pages anew and prints how it went; says whether it could be read to the end. */
    static boolean rebuild(String... args) throws SQLException {
        try (ConfigurableApplicationContext service = builder()
                .web(WebApplicationType.NONE)
                .properties("follow.autostart=false")
                .run(args)) {
            long begin = System.nanoTime();
            Progress.Now end = service.getBean(Rebuild.class).run();
            long millis = Math.max(1, (System.nanoTime() - begin) / 1_000_000);
            System.out.printf(
                    "%d entrées relues en %d,%d s (%d/s) · %d entries read again%n",
                    end.position(), millis / 1000, millis % 1000 / 100, end.position() * 1000 / millis, end.position());
            if (end.state() == Progress.State.STOPPED) {
                System.out.printf("Arrêt avant la position %d · stopped: %s%n", end.at(), end.reason());
                return false;
            }
            return true;
        }
    }
}
