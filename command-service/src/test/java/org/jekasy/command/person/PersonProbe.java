package org.jekasy.command.person;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jekasy.language.reference.Permissions;
import org.jekasy.language.reference.Role;

/** Every door of the register of persons knocked at by six organisations for what is their own, another's and nobody's, and what came of it. */
final class PersonProbe {
    /** What the persons are called of whom the three cooperatives keep one each. */
    static final List<String> NAMES = List.of("Sirafin", "Sirabile", "Siraking");

    // they keep nobody
    private static final Map<String, String> OTHERS =
            Map.of("UNI-SIX-01", "UNION", "STAT-SIX-01", "STATION", "IMP-SIX-01", "IMPORTER");
    private static final String NOBODY = "SIX-0009";
    private static final List<String> ALL_PURPOSES =
            List.of("name-to-buyer", "phone-for-recall", "position-for-eudr", "photo-to-buyer");

    private record Keeper(String organisation, String number, String name, String phone, String lot) {}

    final List<String> wrong = new ArrayList<>();
    final List<String> toldApart = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    int requests;

    private final RegisterHouse house;
    private final List<Keeper> keepers = new ArrayList<>();
    private final List<String> askers = new ArrayList<>(OTHERS.keySet());

    PersonProbe(RegisterHouse house) {
        this.house = house;
        for (String name : NAMES) {
            int i = keepers.size() + 1;
            String organisation = "COOP-SIX-0" + i;
            String number = "SIX-000" + i;
            house.cooperative(organisation, "SX0" + i);
            house.producer(organisation, number);
            keepers.add(new Keeper(
                    organisation, number, name, "7000000" + i, house.harvest(organisation, "SX0" + i, number, i)));
            askers.add(organisation);
        }
        OTHERS.forEach((organisation, kind) -> house.record(
                organisation,
                "/organisations",
                "'organisation':'%s','name':'%s','kind':'%s'".formatted(organisation, organisation, kind)));
    }

    /** In these roles; without one: empty. */
    void knock(List<String> roles) {
        for (String role : roles) {
            keepers.forEach(this::knows);
            for (String asker : askers) {
                for (Knock door : Knock.DOORS) {
                    if (door.path().contains("{producer}")) {
                        forAnothers(door, asker, role);
                    } else {
                        asks(door, asker, role, NOBODY, NOBODY, door.done());
                    }
                }
            }
            for (Keeper own : keepers) {
                for (Knock door : Knock.DOORS) {
                    asks(door, own.organisation(), role, own.number(), own.number(), door.done());
                }
            }
        }
    }

    private void knows(Keeper keeper) {
        String manager = keeper.organisation() + "/op-2;role=manager";
        String person = "P-" + keeper.number();
        house.send(
                        manager,
                        "PUT",
                        "/persons/" + person,
                        "{\"name\":\"%s\",\"phone\":\"%s\"}".formatted(keeper.name(), keeper.phone()))
                .is(200);
        // today, as somebody may have been erased today
        house.agrees(manager, person, ALL_PURPOSES, LocalDate.now(ZoneOffset.UTC));
    }

    private void forAnothers(Knock door, String asker, String role) {
        for (Keeper keeper : keepers) {
            if (!keeper.organisation().equals(asker)) {
                compares(door, asker, role, "", keeper.number());
            } else if (door.path().contains("{place}")) {
                keepers.stream()
                        .filter(other -> !other.equals(keeper))
                        .forEach(other -> compares(door, asker, role, keeper.number(), other.number()));
            }
        }
    }

    /** Another's producer with its orchard, or its orchard alone behind one's own producer, beside what nobody has. */
    private void compares(Knock door, String asker, String role, String own, String anothers) {
        RegisterHouse.Reply there = asks(door, asker, role, own.isEmpty() ? anothers : own, anothers, 404);
        RegisterHouse.Reply notThere = asks(door, asker, role, own.isEmpty() ? NOBODY : own, NOBODY, 404);
        if (!there.toString().replace(anothers, NOBODY).equals(notThere.toString())) {
            toldApart.add("%s by %s;role=%s%n  there:     %s%n  not there: %s"
                    .formatted(door.door(), asker, role, there, notThere));
        }
    }

    private RegisterHouse.Reply asks(
            Knock door, String asker, String role, String producer, String orchard, int expected) {
        String actor = asker + "/op-2" + (role.isEmpty() ? "" : ";role=" + role);
        RegisterHouse.Reply reply = door.at(house, actor, producer, orchard);
        requests++;
        boolean may = role.isEmpty() || Permissions.shipped().may(Role.of(role).orElseThrow(), door.what());
        if (reply.status() != (may ? expected : 403)) {
            wrong.add(door.door() + " by " + actor + " for " + producer + ": " + reply);
        }
        for (Keeper keeper : keepers) {
            boolean asked = List.of(producer, orchard).contains(keeper.number());
            if (!keeper.organisation().equals(asker)
                    && (reply.body().contains(keeper.name())
                            || reply.body().contains(keeper.phone())
                            || reply.body().contains(keeper.lot())
                            || (!asked && reply.body().contains(keeper.number())))) {
                said.add(door.door() + " by " + actor + ": " + reply);
            }
        }
        return reply;
    }

    @Override
    public String toString() {
        return "%d requests, %d other answers than expected, %d told apart from what is not there, %d say another's"
                .formatted(requests, wrong.size(), toldApart.size(), said.size());
    }
}
