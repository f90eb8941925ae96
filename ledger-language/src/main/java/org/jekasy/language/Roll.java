package org.jekasy.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A stretch of codes of one issuer, printed before they stand for anything: from a first to a last serial, 0 to 9999999, both in it. About one serial in
 * twenty is left out, see {@link LotId#standsSwaps}.
 */
public record Roll(IssuerCode issuer, int firstSerial, int lastSerial) {
    public Roll {
        if (firstSerial < 0 || lastSerial < firstSerial || lastSerial > LotId.LAST_OF_ROLL) {
            throw new Malformed(RuleCode.E_FORM_01, "serial", firstSerial + "–" + lastSerial);
        }
    }

    /** So many codes from a serial on; empty where the issuer has not so many left. */
    public static Optional<Roll> of(IssuerCode issuer, int firstSerial, int count) {
        return IntStream.rangeClosed(firstSerial, LotId.LAST_OF_ROLL)
                .filter(serial -> LotId.ofRoll(issuer, serial).standsSwaps())
                .limit(count)
                .skip(count - 1L)
                .mapToObj(last -> new Roll(issuer, firstSerial, last))
                .findFirst();
    }

    /** Its codes, in the order of their serials. */
    public List<LotId> codes() {
        return IntStream.rangeClosed(firstSerial, lastSerial)
                .mapToObj(serial -> LotId.ofRoll(issuer, serial))
                .filter(LotId::standsSwaps)
                .toList();
    }
}
