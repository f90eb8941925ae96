package org.jekasy.query.label;

import static org.jekasy.query.read.Snapshot.inForce;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jekasy.language.LotId;
import org.jekasy.query.label.LotScans.Oddity;
import org.jekasy.query.lot.LotPage;
import org.jekasy.query.lot.LotPages;
import org.jekasy.query.read.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often the labels of a lot were scanned. */
@Component
class LotScansPages {
    private static final int MOST = 20;

    private final LotPages lots;
    private final Snapshot snapshot;
    private final JdbcClient sql;

    LotScansPages(LotPages lots, Snapshot snapshot, JdbcClient readClient) {
        this.lots = lots;
        this.snapshot = snapshot;
        this.sql = readClient;
    }

    private record Scanned(String serial, @Nullable LocalDate voided, long scans, LocalDate first, LocalDate last) {}

    /** The scans of a lot; {@link org.jekasy.query.read.Unknown} where there is no such lot. */
    LotScans page(LotId lot) {
        return snapshot.walk(null, at -> {
            LotPage page = lots.page(lot, at);
            List<Scanned> scanned = scanned(lot, at);
            long scans = scanned.stream().mapToLong(Scanned::scans).sum();
            List<LotScans.Line> most = scanned.stream()
                    .map(label -> line(label, scans, page.labels().serials()))
                    .sorted(Comparator.comparing((LotScans.Line line) -> line.oddity() == null)
                            .thenComparing(LotScans.Line::scans, Comparator.reverseOrder())
                            .thenComparing(LotScans.Line::serial))
                    .limit(MOST)
                    .toList();
            return new LotScans(lot, at, page.labels(), scanned.size(), scans, most);
        });
    }

    private static LotScans.Line line(Scanned label, long scans, long labels) {
        LocalDate voided = label.voided;
        boolean after = voided != null && label.last.isAfter(voided);
        boolean often = Oddity.isFarMoreOften(label.scans, scans - label.scans, labels - 1);
        return new LotScans.Line(
                label.serial,
                voided == null ? SerialState.ISSUED : SerialState.VOID,
                label.scans,
                label.first,
                label.last,
                after ? Oddity.AFTER_VOID : often ? Oddity.FAR_MORE_OFTEN : null);
    }

    private List<Scanned> scanned(LotId lot, long at) {
        return sql.sql("""
                        select n.serial, case when n.voided then e.recorded_at::date end, c.scans, c.first_day, c.last_day
                        from (
                            select distinct on (s.serial) s.serial, s.voided, s.position from label_serial s
                            where s.lot = :lot and %s order by s.serial, s.position desc, s.line desc) n
                        join label_scan c on c.lot = :lot and c.serial = n.serial
                        join entry e on e.position = n.position""".formatted(inForce("s")))
                .param("lot", lot.text())
                .param("at", at)
                .query((row, n) -> {
                    Date voided = row.getDate(2);
                    return new Scanned(
                            row.getString(1),
                            voided == null ? null : voided.toLocalDate(),
                            row.getLong(3),
                            row.getDate(4).toLocalDate(),
                            row.getDate(5).toLocalDate());
                })
                .list();
    }
}
