package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.SealChanged;
import org.jspecify.annotations.Nullable;

/**
 * Replaces one seal of a container, as customs or plant health do when they open it. {@code changedBy} is an office or an organisation, never a
 * person; left out, who acts. Told by who stuffed the container, a carrier, plant health or an authority.
 */
public record ChangeSeal(
        ContainerNumber container,
        String oldSeal,
        String newSeal,
        @Nullable String changedBy,
        @Nullable String reason) implements LedgerCommand {
    private static final Set<OrganisationKind> OTHERS =
            Set.of(OrganisationKind.CARRIER, OrganisationKind.PLANT_HEALTH, OrganisationKind.AUTHORITY);

    @Override
    public Set<Tag> concerns(Request request) {
        return Set.of(Tag.container(container), Tag.organisation(request.by().organisation()));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Container sealed = situation.container(container);
        if (!sealed.holder().equals(situation.by())
                && !OTHERS.contains(situation.organisation(situation.by()).kind())) {
            throw Situation.notYours("container", container, sealed.holder(), situation.by());
        }
        Situation.text("newSeal", newSeal);
        if (sealed.seals().contains(newSeal)) {
            throw new Refusal(Reason.TWICE, "field", "newSeal", "id", newSeal);
        }
        String office = Situation.optionalText("changedBy", changedBy);
        return new SealChanged(
                container,
                oldSeal,
                newSeal,
                office == null ? situation.by().text() : office,
                Situation.optionalText("reason", reason));
    }
}
