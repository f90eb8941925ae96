package org.jekasy.query.roll;

import org.jekasy.language.Account;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Facts;
import org.jekasy.query.follow.Rows;
import org.springframework.stereotype.Component;

/** Which codes of rolls were given out, which are void, and for which lot each stands. A lot recorded under a code of a roll has bound it to itself. */
@Component
class RollProjection extends Facts {
    private final Rows issued;
    private final Rows voided;
    private final Rows bound;

    RollProjection() {
        this(
                new Rows("code_issue", "organisation", "issuer", "first_serial", "last_serial", "codes"),
                new Rows("code_void", "organisation", "issuer", "first_serial", "last_serial", "reason"),
                new Rows("code_binding", "code", "lot"));
    }

    private RollProjection(Rows issued, Rows voided, Rows bound) {
        super(issued, voided, bound);
        this.issued = issued;
        this.voided = voided;
        this.bound = bound;
    }

    @Override
    protected void say(Change change, LedgerEvent now) {
        switch (now) {
            case CodesIssued e ->
                issued.add(change, e.organisation(), e.issuer(), e.firstSerial(), e.lastSerial(), e.count());
            case CodesVoided e ->
                voided.add(change, e.organisation(), e.issuer(), e.firstSerial(), e.lastSerial(), e.reason());
            case CodeBound e -> bound.add(change, e.code(), e.lot());
            // whatever makes a lot
            case LedgerEvent other -> {
                for (Movement movement : Movements.of(other)) {
                    LotId lot = movement.lot();
                    boolean made = movement.from() == Account.Outside.ORIGIN || movement.from() == Account.Outside.MADE;
                    if (made && lot.isOfRoll()) {
                        bound.add(change, lot, lot);
                    }
                }
            }
        }
    }
}
