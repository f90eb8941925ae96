package org.jekasy.command.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProducerRegistered;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held of a person, to be handed to the person: what the register keeps, what the ledger says of the number, the lots that carry it
 * (by number only), and who did what with the data.
 */
record Export(
        PartyId keeper,
        Instant exportedAt,
        Person person,
        @Nullable Registration registration,
        List<LotId> lots,
        List<Line> history) {
    Export {
        lots = List.copyOf(lots);
        history = List.copyOf(history);
    }

    /** What the ledger itself says of a producer's number. */
    record Registration(
            CommuneId commune,
            LocalDate consentOn,
            List<Claim> claims,
            @Nullable String ggn) {
        Registration {
            claims = List.copyOf(claims);
        }

        static Registration of(ProducerRegistered registered) {
            return new Registration(
                    registered.commune(), registered.consentOn(), registered.claims(), registered.ggn());
        }
    }

    @Override
    public String toString() {
        return person.toString();
    }
}
