package org.jekasy.season;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SeasonTest {
    private static final Clock AFTER = Clock.fixed(Instant.parse("2027-03-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void everythingInASmallSeasonGetsWhatItMust() {
        Season s = Season.of(Size.DEMO, 1, 2026);
        Rehearsal r = new Rehearsal(AFTER).of(s);
        System.out.println("told " + s.told().size() + " entries " + r.ledger().entries().size() + " flagged " + r.flagged() + " late " + r.late()+" surprises "+r.surprises().size());
        r.surprises().stream().limit(40).forEach(System.out::println);
        assertThat(r.surprises()).isEmpty();
    }
    @Test
    void coop() {
      for (Size size : new Size[]{Size.COOPERATIVE, Size.SHEA, Size.SHEA_UNION}) {
        Season s = Season.of(size, 1, 2026);
        long t=System.nanoTime();
        Rehearsal r = new Rehearsal(AFTER).of(s);
        System.out.println(size+" told " + s.told().size() + " entries " + r.ledger().entries().size() + " flagged " + r.flagged() + " late " + r.late()+" surprises "+r.surprises().size()+" ms "+(System.nanoTime()-t)/1000000);
        r.surprises().stream().limit(40).forEach(System.out::println);
      }
    }
}
