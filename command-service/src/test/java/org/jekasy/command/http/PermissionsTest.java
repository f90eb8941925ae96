package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.reference.Permissions;
import org.jekasy.language.reference.Readings;
import org.jekasy.language.reference.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The matrix of permissions, cell by cell, against the doors themselves. */
@Doorstep
class PermissionsTest {
    private static final Path FILE = Path.of("../docs/permissions.md");
    private static final String IMPORT = "Import";

    // at doors of their own, knocked at in PersonsIT
    private static final List<String> ABOUT_PERSONS =
            List.of("ReadPerson", "KeepPerson", "RecordConsent", "HandOnPerson", "ExportPerson", "ErasePerson");

    // at a door of its own, knocked at in SignInIT
    private static final String NEWCOMERS = "InviteAdministrator";
    private static final Permissions MATRIX = Permissions.shipped();

    @Autowired
    private Knock knock;

    @Autowired
    private LedgerInMemory ledger;

    @BeforeEach
    void anEmptyLedger() {
        ledger.forgetEverything();
    }

    private static String as(String by, Role role) {
        return by.split("/", -1)[0] + "/1;role=" + role.word();
    }

    @Test
    void theMatrixNamesEveryCommandTheImportWhatIsDoneWithPersonsAndWhoInvitesNewcomersAndNothingElse() {
        Set<String> all = new LinkedHashSet<>();
        Arrays.stream(Door.values()).map(Door::commandName).forEach(all::add);
        all.add(IMPORT);
        all.addAll(ABOUT_PERSONS);
        all.add(NEWCOMERS);

        assertThat(MATRIX.all()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void eachDoorLetsInWhomTheMatrixLetsInAndNobodyElse() {
        int cells = 0;
        for (Door door : Door.values()) {
            Story.Step step = Story.told().stream()
                    .filter(told -> told.door() == door)
                    .findFirst()
                    .orElseThrow();
            for (Role role : Role.values()) {
                Knock.Reply alone = knock.postAs(
                        as(step.by(), role), door.path(), step.body().toString());
                JsonNode together = knock.postAs(
                                as(step.by(), role),
                                "/entries",
                                Sent.batch(
                                        false,
                                        step.body()
                                                .deepCopy()
                                                .put("command", door.commandName())
                                                .toString()))
                        .json()
                        .at("/answers/0");
                boolean may = MATRIX.may(role, door.commandName());

                // what a rule says to it afterwards is another matter
                assertThat(alone.text("code").equals("E-AUTH-02"))
                        .as("%s %s", role, door)
                        .isEqualTo(!may);
                assertThat(together.at("/problem/code").asString("").equals("E-AUTH-02"))
                        .as("%s %s in a batch", role, door)
                        .isEqualTo(!may);
                if (!may) {
                    assertThat(alone.status()).isEqualTo(403);
                    assertThat(together.path("status").intValue()).isEqualTo(403);
                }
                cells++;
            }
        }
        assertThat(cells).isEqualTo(Door.values().length * Role.values().length);
    }

    @Test
    void whoIsTurnedAwayChangesNothing() {
        Story.Step first = Story.told().getFirst();
        knock.postAs(as(first.by(), Role.READER), first.path(), first.body().toString())
                .isProblem(403, "E-AUTH-02")
                .says(
                        "Le rôle reader ne permet pas RegisterOrganisation. Rôles qui le permettent : manager, administrator.");
        assertThat(ledger.entries()).isEmpty();
    }

    @Test
    void aRoleThatDoesNotExistIsNobody() {
        Story.Step first = Story.told().getFirst();
        Knock.Reply reply = knock.postAs(
                first.by() + ";role=king", first.path(), first.body().toString());
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void theTableInTheDocumentationIsTheMatrix() throws IOException {
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        String written = page();
        Files.writeString(FILE, written);

        assertThat(committed)
                .as("%s was written anew: look at the difference and commit it", FILE)
                .isEqualTo(written);
    }

    private static String page() {
        List<String> lines = new ArrayList<>();
        lines.add("# Who may do what");
        lines.add("");
        lines.add(
                "Made by a test from [`permissions.csv`](../ledger-language/src/main/resources/org/jekasy/reference/permissions.csv), which the doors read."
                        + " A role that may not do something is answered 403 with E-AUTH-02, in a batch for its entry alone."
                        + " Whatever a role may do, the rules still ask whether its organisation may: only the holder of a lot acts on it (E-CUST-01),"
                        + " and some things need a second person (E-AUTH-01).");
        lines.add("");
        lines.add(
                "Until people can sign in, the role is said in the header `Jekasy-Actor: organisation/operator/device;role=manager`, believed on this machine only."
                        + " Without one, whoever operates the machine may do all that the rules let the organisation do.");
        lines.add("");
        StringBuilder head = new StringBuilder("| |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Role role : Role.values()) {
            head.append(" %s (%s) |".formatted(role.french(), role.english()));
            rule.append(":-:|");
        }
        lines.add(head.toString());
        lines.add(rule.toString());
        for (String what : MATRIX.all()) {
            StringBuilder row = new StringBuilder("| `%s` |".formatted(what));
            for (Role role : Role.values()) {
                row.append(MATRIX.may(role, what) ? " ● |" : " |");
            }
            lines.add(row.toString());
        }
        lines.add("");
        lines.add(
                "What ends in `Person`, and `RecordConsent`, is the [register of persons](security.md#what-is-personal): each for the producers of one's own organisation only;"
                        + " another's is answered 404, as what does not exist. `HandOnPerson` asks for the person's consent too (E-CONS-01).");
        lines.add("");
        lines.add(
                "`InviteAdministrator` is of another organisation, once it is registered and as long as it has no administrator; an administrator of an organisation of"
                        + " the kind `OPERATOR` may, any other is answered 403 ([signing-in.md](signing-in.md)).");
        reading(lines);
        return String.join("\n", lines) + "\n";
    }

    private static void reading(List<String> lines) {
        lines.addAll(List.of(
                "",
                "# Who may read what",
                "",
                "Made from [`readings.csv`](../ledger-language/src/main/resources/org/jekasy/reference/readings.csv). Role and kind of organisation both have to"
                        + " say yes, else the answer is 403. What a page then shows is what the organisation may see; anything else is answered 404, as what does"
                        + " not exist. Open to everybody: what a label leads to (`/`, `/l/…`, `/01/…`, `/class/…`), `/scan`, health.",
                "",
                "| An organisation sees | |",
                "|---|---|",
                "| its own | lots it made, ever held, sends or receives, with their whole page and every entry; its stock, runs, balances, consignments, places, producers |",
                "| one step | the lots that went directly into its own and that came directly of them |",
                "| further steps | of an owner that let it (`VisibilityGranted`), as many steps as it let, until its day or its withdrawal |",
                "| a union | besides its own what its members see as their own, from the day they joined to the day they left |",
                "| certifier, control body, plant health, authority | they hold no lots: those of each owner that let them in, like the owner, and one step beyond |",
                "| commune, cercle, region | sums of its territory by season, product and commune, of five producers or more; no lot, no person |",
                "| carrier, operator | what concerns it as sender or receiver, and the register of organisations |",
                "",
                "Of an entry that names lots of others which the reader may not see, or a producer and orchard it may not know, the history tells only that it happened."
                        + " Where a lot grew, with whom and how it was treated go with the lot: they are on its label. A machine reads like a reader."
                        + " Without a role in the header, and for whoever operates the machine without one, see [signing-in.md](signing-in.md).",
                ""));
        Readings readings = Readings.shipped();
        lines.add("| | " + Arrays.stream(Role.values()).map(Role::english).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|" + ":-:|".repeat(Role.values().length));
        for (String what : readings.all()) {
            lines.add("| `%s` |".formatted(what)
                    + Arrays.stream(Role.values())
                            .map(role -> readings.roles(what).contains(role) ? " ● |" : " |")
                            .collect(Collectors.joining()));
        }
        lines.add("");
        lines.add("| | "
                + Arrays.stream(OrganisationKind.values())
                        .map(kind -> Readings.word(kind).replace('-', ' '))
                        .collect(Collectors.joining(" | "))
                + " |");
        lines.add("|---|" + ":-:|".repeat(OrganisationKind.values().length));
        for (String what : readings.all()) {
            lines.add("| `%s` |".formatted(what)
                    + Arrays.stream(OrganisationKind.values())
                            .map(kind -> readings.kinds(what).contains(kind) ? " ● |" : " |")
                            .collect(Collectors.joining()));
        }
        lines.add("");
        lines.add(
                "`producer` is which producer and orchard, for one's own and where their cooperative let one see. No entry holds the position of an"
                        + " orchard or a weighing: only how far apart the two were, which the row `position` decides. Of a price it holds no more than the class"
                        + " a delivery was paid by (`priceClass`), which the row `price` decides; what waits for a second person is read whole by one's own.");
    }
}
