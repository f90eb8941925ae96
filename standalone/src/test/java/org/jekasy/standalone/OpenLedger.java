package org.jekasy.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A ledger opened in this JVM with its real services, on free ports, in a folder of its own. */
final class OpenLedger implements AutoCloseable {
    static final Path BROKER = Path.of("broker/target/broker.jar").toAbsolutePath();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final DataFolder folder;
    private final House house;

    private OpenLedger(DataFolder folder, House house) {
        this.folder = folder;
        this.house = house;
    }

    static OpenLedger in(Path data) throws Exception {
        DataFolder folder = DataFolder.take(data);
        try {
            Logs.to(folder.logs().resolve("services.log"));
            return new OpenLedger(
                    folder,
                    House.open(
                            folder,
                            Ports.free(),
                            false,
                            Services::rooms,
                            BROKER,
                            new Progress.Bar(new PrintStream(OutputStream.nullOutputStream()), false),
                            () -> false));
        } catch (Exception failed) {
            folder.close();
            throw failed;
        }
    }

    Path data() {
        return folder.path();
    }

    Ports ports() {
        return house.ports();
    }

    House house() {
        return house;
    }

    /** Hands in an importer; who sends the same number again means the same entry. */
    HttpResponse<String> register(int number) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ports().commands() + "/organisations"))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "fr")
                .header("Jekasy-Actor", "IMP-%02d/op1/dev1".formatted(number))
                .POST(HttpRequest.BodyPublishers.ofString(("{\"eventId\":\"0198a000-0000-7000-8000-%012d\","
                                + "\"organisation\":\"IMP-%02d\",\"kind\":\"IMPORTER\",\"country\":\"FR\",\"name\":\"Importateur\","
                                + "\"source\":\"PAPER_BACKFILL\",\"occurredAt\":\"2026-05-11T08:00:00Z\"}")
                        .formatted(number, number)))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    Connection superuser(String database) throws SQLException {
        try {
            return Postgres.superuser(ports().postgres(), database, Secrets.keptIn(folder.path(), new SecureRandom()));
        } catch (IOException unreadable) {
            throw new SQLException(unreadable);
        }
    }

    void sql(String database, String... statements) throws SQLException {
        try (Connection connection = superuser(database);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    String ask(String database, String question) throws SQLException {
        try (Connection connection = superuser(database)) {
            return Backup.ask(connection, question);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            house.close();
        } finally {
            folder.close();
        }
    }
}
