package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jekasy.command.ledger.LedgerCommand;
import org.junit.jupiter.api.Test;

class DoorTest {
    @Test
    void everyCommandHasExactlyOneDoor() {
        assertThat(Arrays.stream(Door.values()).<Class<?>>map(Door::command))
                .as("a command of the ledger without its line in Door, or with two")
                .containsExactlyInAnyOrder(LedgerCommand.class.getPermittedSubclasses());
    }

    @Test
    void everyDoorHasAnAddressOfItsOwnWhichIsAPlural() {
        assertThat(Door.values())
                .extracting(Door::path)
                .doesNotHaveDuplicates()
                .allMatch(path -> path.matches("/[a-z]+(-[a-z]+)*s"))
                .doesNotContain("/entries", "/imports");
    }
}
