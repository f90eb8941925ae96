package org.jekasy.command.http;

import java.util.Arrays;
import java.util.Optional;
import org.jekasy.command.ledger.CorrectEntry;
import org.jekasy.command.ledger.GroupLots;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.RecordHarvest;
import org.jekasy.command.ledger.RegisterOrganisation;
import org.jekasy.command.ledger.RegisterPlace;
import org.jekasy.command.ledger.RegisterProducer;
import org.jekasy.command.ledger.VoidEntry;

/** Where each command is handed in: {@code POST} to a plural of its own, the body is the command. */
enum Door {
    ORGANISATIONS("/organisations", RegisterOrganisation.class),
    PLACES("/places", RegisterPlace.class),
    PRODUCERS("/producers", RegisterProducer.class),
    HARVESTS("/harvests", RecordHarvest.class),
    GROUPINGS("/groupings", GroupLots.class),
    CORRECTIONS("/corrections", CorrectEntry.class),
    VOIDS("/voids", VoidEntry.class);

    private final String path;
    private final Class<? extends LedgerCommand> command;

    Door(String path, Class<? extends LedgerCommand> command) {
        this.path = path;
        this.command = command;
    }

    String path() {
        return path;
    }

    Class<? extends LedgerCommand> command() {
        return command;
    }

    /** The name of its command, where a body has to say it: in batches and corrections. */
    String commandName() {
        return command.getSimpleName();
    }

    static Door at(String path) {
        return Arrays.stream(values())
                .filter(door -> door.path.equals(path))
                .findFirst()
                .orElseThrow();
    }

    static Optional<Door> of(String commandName) {
        return Arrays.stream(values())
                .filter(door -> door.commandName().equals(commandName))
                .findFirst();
    }
}
