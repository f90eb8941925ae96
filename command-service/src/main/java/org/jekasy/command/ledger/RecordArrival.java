package org.jekasy.command.ledger;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.ConsignmentArrived;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.Transport;
import org.jekasy.language.UnLocode;
import org.jspecify.annotations.Nullable;

/**
 * A consignment, a container, or one in the other arrived; it moves no grams, receiving does. Told of a consignment by its sender or receiver, of a
 * container by any organisation that is registered. Transport left out is that of the departure.
 */
public record RecordArrival(
        @Nullable ConsignmentId consignment,
        @Nullable ContainerNumber container,
        UnLocode at,
        @Nullable Transport transport)
        implements LedgerCommand {
    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.organisation(request.by().organisation()));
        if (consignment != null) {
            tags.add(Tag.consignment(consignment));
        }
        if (container != null) {
            tags.add(Tag.container(container));
        }
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        situation.organisation(situation.by());
        situation.locode(at);
        ConsignmentDeparted departed = departed(situation);
        Journey.check(
                situation,
                departed.transport().mode(),
                Journey.port(situation, departed.from()),
                departed.departedAt(),
                Journey.port(situation, at));
        return new ConsignmentArrived(
                consignment,
                container,
                at,
                transport == null ? departed.transport() : transport,
                Load.under(situation, consignment, container).lots(),
                situation.occurredAt());
    }

    private ConsignmentDeparted departed(Situation situation) {
        if (container == null && consignment == null) {
            throw new Refusal(Reason.MISSING, "field", "consignment");
        }
        ConsignmentDeparted departed = null;
        String id = "";
        if (container != null) {
            id = container.text();
            departed = situation.container(container).departed();
        }
        if (consignment != null) {
            id = consignment.text();
            Consignment known = situation.consignment(consignment);
            ConsignmentShipped sent = known.sent();
            if (!sent.from().equals(situation.by()) && !sent.to().equals(situation.by())) {
                throw Situation.notYours("consignment", consignment, sent.to(), situation.by());
            }
            departed = known.departed();
        }
        if (departed == null) {
            throw new Refusal(Reason.NOT_DEPARTED, "id", id);
        }
        return departed;
    }
}
