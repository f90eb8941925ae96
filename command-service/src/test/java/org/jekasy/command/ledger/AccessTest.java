package org.jekasy.command.ledger;

import static org.jekasy.command.ledger.Season.COOPERATIVE;
import static org.jekasy.command.ledger.Season.STATION;

import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.MembershipChange;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final PartyId UNION = PartyId.parse("UNION-SIK");

    private final Season season = Season.inKadiolo();

    private static ChangeMembership membership(MembershipChange change) {
        return new ChangeMembership(COOPERATIVE, UNION, change, null, null);
    }

    private void aUnion() {
        season.as(UNION)
                .given(new RegisterOrganisation(
                        UNION, "Union de Sikasso", OrganisationKind.UNION, null, null, List.of(), null, null))
                .as(COOPERATIVE);
    }

    @Test
    void aCooperativeJoinsAUnionAndLeavesIt() {
        aUnion();
        LocalDate day = LocalDate.ofInstant(Season.MORNING, java.time.ZoneOffset.UTC);

        season.records(
                membership(MembershipChange.JOINED),
                new MembershipChanged(COOPERATIVE, UNION, MembershipChange.JOINED, day, null));
        season.refuses(membership(MembershipChange.JOINED), Reason.WRONG_STATE);
        season.records(
                membership(MembershipChange.LEFT),
                new MembershipChanged(COOPERATIVE, UNION, MembershipChange.LEFT, day, null));
        season.refuses(membership(MembershipChange.LEFT), Reason.WRONG_STATE);
    }

    @Test
    void aUnionDoesNotMakeMembersButMayEndAMembership() {
        aUnion();
        season.as(UNION).refuses(membership(MembershipChange.JOINED), Reason.NOT_YOURS);
        season.as(COOPERATIVE).given(membership(MembershipChange.JOINED));
        season.as(STATION).refuses(membership(MembershipChange.LEFT), Reason.NOT_YOURS);
        season.as(UNION).given(membership(MembershipChange.LEFT));
    }

    @Test
    void onlyAUnionHasMembers() {
        season.refuses(
                new ChangeMembership(COOPERATIVE, COOPERATIVE, MembershipChange.JOINED, null, null),
                Reason.NOT_A_UNION);
        season.refuses(
                new ChangeMembership(COOPERATIVE, STATION, MembershipChange.JOINED, null, null), Reason.NOT_A_UNION);
        season.refuses(membership(MembershipChange.JOINED), Reason.UNKNOWN);
    }

    @Test
    void theSameMembershipSentTwiceIsOne() {
        aUnion();
        season.recordsOnce(membership(MembershipChange.JOINED));
    }

    @Test
    void anOwnerLetsAnotherOrganisationSeeAndTakesItBack() {
        season.records(new GrantVisibility(STATION, 3, null), new VisibilityGranted(COOPERATIVE, STATION, 3, null));
        season.recordsOnce(new GrantVisibility(STATION, 5, LocalDate.of(2027, 1, 1)));
        season.records(
                new WithdrawVisibility(STATION, "fin du contrat"),
                new VisibilityWithdrawn(COOPERATIVE, STATION, "fin du contrat"));
        season.refuses(new WithdrawVisibility(STATION, null), Reason.WRONG_STATE);
    }

    @Test
    void whatIsAlwaysSeenIsNotGranted() {
        season.refuses(new GrantVisibility(STATION, 1, null), Reason.OUT_OF_RANGE);
        season.refuses(new GrantVisibility(STATION, 100, null), Reason.OUT_OF_RANGE);
        season.refuses(new GrantVisibility(COOPERATIVE, 2, null), Reason.UNREADABLE);
        season.refuses(new GrantVisibility(UNION, 2, null), Reason.UNKNOWN);
    }
}
