package org.jekasy.command.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/**
 * The people and machines of the demonstration, made at its first start: what each needs to sign in lies in files only their owner can read. Nobody gets a
 * password that stands in this program: each is made by chance.
 */
public final class DemoPeople {
    private static final String FILE = "demo-people";
    private static final String HEAD = "sign-in\tpassword\tauthenticator\torganisation\troles";

    private final Accounts accounts;
    private final Machines machines;
    private final Path folder;
    private final Clock clock;

    DemoPeople(Accounts accounts, Machines machines, Path folder, Clock clock) {
        this.accounts = accounts;
        this.machines = machines;
        this.folder = folder;
        this.clock = clock;
    }

    /** For whom the label station of the demonstration acts: its organisation, and a number in it. */
    public static final String STATION = "COOP-KAD-01/op-4";

    private record Somebody(String signIn, String organisation, String operator, Role role) {}

    private record Machine(String name, String organisation, Set<String> scopes) {}

    private static final List<Somebody> PEOPLE = List.of(
            new Somebody("awa", "COOP-KAD-01", "op-1", Role.ADMINISTRATOR),
            new Somebody("moussa", "COOP-KAD-01", "op-2", Role.MANAGER),
            new Somebody("fanta", "COOP-KAD-01", "op-3", Role.COLLECTOR),
            new Somebody("issa", "COOP-YOR-01", "op-1", Role.STATION_CLERK),
            new Somebody("sanne", "IMP-NL-01", "op-1", Role.READER));
    private static final List<Machine> MACHINES = List.of(
            new Machine("label-printer", "COOP-KAD-01", Set.of("read", "record")),
            new Machine("import-tool", "COOP-KAD-01", Set.of("record")));

    /** How somebody of the demonstration signs in; {@code authenticator} is the secret in hexadecimal. */
    public record Person(String signIn, String password, String authenticator, String organisation, String roles) {
        /** The six digits of this moment. */
        public String digits(Instant now) {
            return TimeCode.now(HexFormat.of().parseHex(authenticator), now);
        }
    }

    // before the setup token: where there are people nobody needs one
    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void ready() {
        if (!accounts.none()) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of(HEAD));
        for (Somebody each : PEOPLE) {
            byte[] secret = Codes.bytes(20);
            String hex = HexFormat.of().formatHex(secret);
            String password = Codes.code();
            accounts.addForDemonstration(
                    each.organisation(),
                    each.operator(),
                    Set.of(each.role()),
                    new Accounts.Chosen(
                            each.signIn(), each.signIn(), password, hex, TimeCode.now(secret, clock.instant())));
            lines.add(String.join(
                    "\t",
                    each.signIn(),
                    password,
                    hex,
                    each.organisation(),
                    each.role().word()));
        }
        keep(FILE, String.join("\n", lines) + "\n");
        for (Machine each : MACHINES) {
            PartyId organisation = PartyId.parse(each.organisation());
            Member by = Member.person("demonstration", organisation, "op-1", Set.of(Role.ADMINISTRATOR));
            keep(
                    each.name() + ".secret",
                    machines.add(each.name(), organisation, each.scopes(), by, null)
                                    .clientSecret()
                            + "\n");
        }
    }

    private void keep(String name, String content) {
        Path file = folder.resolve(name);
        try {
            Files.deleteIfExists(file);
            KeyFile.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Who can sign in to the demonstration whose identity folder this is; nobody where none was made. */
    public static List<Person> in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> List.of(line.split("\t")))
                .map(row -> new Person(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
                .toList();
    }

    /** The person of this name. */
    public static Optional<Person> in(Path folder, String signIn) throws IOException {
        return in(folder).stream().filter(each -> each.signIn().equals(signIn)).findFirst();
    }
}
