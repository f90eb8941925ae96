package org.jekasy.command.identity;

import java.util.Set;
import org.jekasy.command.http.Actors;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;

/**
 * For which organisation an administrator lets somebody in: for the own one, or, where the own one operates the ledger, the first administrator of another
 * that is registered. From then on its people are its own matter.
 */
final class Newcomers {
    private final Ledger ledger;
    private final Members members;

    Newcomers(Ledger ledger, Members members) {
        this.ledger = ledger;
        this.members = members;
    }

    /** {@code asked} is the other organisation's id, null for the own one. */
    PartyId organisation(Member by, @Nullable String asked, Set<Role> roles) {
        if (asked == null || asked.equals(by.organisation().text())) {
            return by.organisation();
        }
        Actors.checkMay(by.actsAs(), "InviteAdministrator");
        OrganisationRegistered own = registered(by.organisation());
        if (own == null || own.kind() != OrganisationKind.OPERATOR) {
            throw Doorkeeper.notAllowed();
        }
        PartyId other = PartyId.parse(asked);
        if (registered(other) == null) {
            throw new NotTaken(
                    "L’organisation " + other + " n’est pas au registre : inscrivez-la d’abord.",
                    "Organisation " + other + " is not in the ledger: register it first.");
        }
        if (!roles.equals(Set.of(Role.ADMINISTRATOR))) {
            throw new NotTaken(
                    "Dans une autre organisation on n’invite que son premier administrateur : donnez le rôle administrator, et lui seul.",
                    "In another organisation only its first administrator is invited: give the role administrator, and no other.");
        }
        members.refuseWhereOneAdministers(other);
        return other;
    }

    private @Nullable OrganisationRegistered registered(PartyId organisation) {
        return ledger.known(Set.of(Tag.organisation(organisation))).organisation(organisation);
    }
}
