package org.jekasy.command.person;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jekasy.command.register.NameKeeper;
import org.jekasy.language.Actor;
import org.jekasy.language.Malformed;
import org.jekasy.language.ProducerId;
import org.jspecify.annotations.Nullable;

/** Takes the names of an imported list of producers into the register of persons. */
record NamesOfLists(Persons persons) implements NameKeeper {
    @Override
    public int keep(Actor by, Map<ProducerId, Named> names) {
        Map<Dossier, Persons.Named> read = new LinkedHashMap<>();
        names.forEach((producer, named) -> {
            try {
                read.put(
                        new Dossier(by.organisation(), producer),
                        new Persons.Named(new PersonName(named.name()), phone(named.phone())));
            } catch (Malformed noName) {
                // one less is counted
            }
        });
        return read.isEmpty() ? 0 : persons.keepAll(read, by);
    }

    // « 76 12 34 56 / 66 12 34 56 »: a number that can not be read does not cost the name
    private static @Nullable Phone phone(@Nullable String typed) {
        try {
            return typed == null ? null : Phone.parse(typed);
        } catch (Malformed noNumber) {
            return null;
        }
    }
}
