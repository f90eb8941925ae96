package org.jekasy.command.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jekasy.command.CommandService;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.journal.TestDatabase;
import org.jekasy.command.relay.TestBroker;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole command service with people, before a real PostgreSQL; the journal has no broker to wait for. */
final class SignInHouse implements AutoCloseable {
    static final String CALLBACK = "http://127.0.0.1:8080/signed-in";

    final TestDatabase database;
    final Path folder;
    final URI address;
    private final String[] arguments;
    private ConfigurableApplicationContext service;

    /** One house for the classes that leave it as they found it: the service closes with the JVM. */
    private static final class Shared {
        static final SignInHouse HOUSE = open();

        private static SignInHouse open() {
            try {
                SignInHouse house = new SignInHouse(Files.createTempDirectory("sign-in-house"));
                house.secret = house.administrator();
                return house;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private String secret = "";

    static SignInHouse shared() {
        return Shared.HOUSE;
    }

    String secret() {
        return secret;
    }

    SignInHouse(Path folder, String... more) {
        this.database = TestDatabase.empty();
        database.comparedWithItsCopy();
        this.folder = folder;
        JournalProperties journal = database.properties();
        int port = freePort();
        this.address = URI.create("http://127.0.0.1:" + port);
        List<String> all = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--management.server.port=0",
                // one of the tests asks thousands of times
                "--identity.calls-a-minute=1000000",
                "--journal.url=" + journal.url(),
                "--journal.user=" + journal.user(),
                "--journal.password=any",
                "--journal.owner-user=" + journal.ownerUser(),
                "--journal.owner-password=any",
                "--relay.seal-key=" + TestBroker.SEAL_KEY,
                "--relay.bootstrap-servers=127.0.0.1:1",
                "--identity.who=embedded",
                "--identity.folder=" + folder,
                "--identity.screens=" + CALLBACK,
                "--logging.level.org.jekasy.command=INFO"));
        // given twice, a setting would be a list
        for (String each : more) {
            all.removeIf(other -> other.startsWith(each.replaceFirst("=.*", "=")));
            all.add(each);
        }
        this.arguments = all.toArray(String[]::new);
        this.service = CommandService.start(arguments);
    }

    <T> T part(Class<T> type) {
        return service.getBean(type);
    }

    void restart() {
        service.close();
        service = CommandService.start(arguments);
    }

    Visitor visitor() {
        return new Visitor(address);
    }

    /** Whoever looks at the port of health and figures. */
    Visitor watch() {
        return new Visitor(URI.create(
                "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.management.port")));
    }

    String setupToken() {
        try {
            return Files.readString(folder.resolve("setup-token")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first administrator, made through the page: the authenticator's secret. */
    String administrator() {
        Visitor visitor = visitor();
        Visitor.Reply page = visitor.get("/setup").is(200);
        String secret = Visitor.secretOn(page);
        visitor.fill("/setup", setupForm(setupToken(), secret, Visitor.PASSWORD))
                .is(303);
        return secret;
    }

    static Map<String, String> setupForm(String token, String secret, String password) {
        return Map.of(
                "token", token,
                "organisation", "COOP-KAD-01",
                "operator", "op-1",
                "name", "Awa Traoré",
                "signIn", "awa",
                "password", password,
                "code", Visitor.code(secret, -30));
    }

    /** The row that says which code was used last is set back: a test does not wait half a minute. */
    void codesAreFresh() {
        database.sql("update identity.account set totp_used = 0");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
