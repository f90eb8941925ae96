package org.jekasy.query.label;

import static org.jekasy.query.read.Snapshot.inForce;

import java.util.Locale;
import org.jekasy.language.LotId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which labels of a lot have a number, and how each stands. Must be asked inside a snapshot. */
@Component
public class Serials {
    private final JdbcClient sql;

    Serials(JdbcClient readClient) {
        this.sql = readClient;
    }

    /** What the ledger knew at a position of the label with this number; small letters are forgiven. */
    public Serial of(LotId lot, String scanned, long at) {
        return sql.sql("""
                        select s.serial, s.voided from label_serial s
                        where s.lot = :lot and s.serial in (:scanned, :capitals) and %s
                        order by s.serial = :scanned desc, s.position desc, s.line desc limit 1""".formatted(inForce("s")))
                .param("lot", lot.text())
                .param("scanned", scanned)
                .param("capitals", scanned.toUpperCase(Locale.ROOT))
                .param("at", at)
                .query((row, n) ->
                        new Serial(row.getString(1), row.getBoolean(2) ? SerialState.VOID : SerialState.ISSUED))
                .optional()
                .orElseGet(() -> new Serial(scanned, SerialState.UNKNOWN));
    }
}
