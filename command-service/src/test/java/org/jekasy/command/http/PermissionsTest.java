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
import org.jekasy.language.reference.Permissions;
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
    void theMatrixNamesEveryCommandAndTheImportAndNothingElse() {
        Set<String> all = new LinkedHashSet<>();
        Arrays.stream(Door.values()).map(Door::commandName).forEach(all::add);
        all.add(IMPORT);

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
        return String.join("\n", lines) + "\n";
    }
}
