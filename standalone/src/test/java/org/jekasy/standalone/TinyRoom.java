package org.jekasy.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.logging.Logger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;

/** The smallest service that stands on PostgreSQL: answers its name, and keeps a diary of when it was opened and closed, and whether PostgreSQL was there. */
@SpringBootConfiguration(proxyBeanMethods = false)
class TinyRoom {

    @Bean
    Door door(
            @Value("${spring.config.name}") String name,
            @Value("${server.port}") int port,
            @Value("${tiny.diary}") Path diary,
            @Value("${tiny.url}") String url,
            @Value("${tiny.password}") String password)
            throws IOException {
        return new Door(name, port, diary, url, password);
    }

    static final class Door implements AutoCloseable {
        private final String name;
        private final Path diary;
        private final String url;
        private final String password;
        private final HttpServer server;

        Door(String name, int port, Path diary, String url, String password) throws IOException {
            this.name = name;
            this.diary = diary;
            this.url = url;
            this.password = password;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", exchange -> {
                byte[] body = name.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            write("opens");
            Logger.getLogger("tiny").info(name + " speaks as Tomcat does");
        }

        @Override
        public void close() throws IOException {
            server.stop(0);
            write("closes");
        }

        private void write(String deed) throws IOException {
            String postgres;
            try (Connection connection = DriverManager.getConnection(url, "ledger_app", password)) {
                postgres = connection.isValid(1) ? "on PostgreSQL" : "on nothing";
            } catch (SQLException e) {
                postgres = "on nothing";
            }
            Files.writeString(
                    diary,
                    name + " " + deed + " " + postgres + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
