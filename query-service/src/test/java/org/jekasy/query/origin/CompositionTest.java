package org.jekasy.query.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.CommuneId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.query.lot.Ancestry;
import org.jekasy.query.lot.How;
import org.junit.jupiter.api.Test;

class CompositionTest {
    private static final PartyId KADIOLO = PartyId.parse("COOP-KAD");
    private static final CommuneId ZEGOUA = CommuneId.parse("ml.sikasso.kadiolo.zegoua");
    private static final CommuneId FOUROU = CommuneId.parse("ml.sikasso.kadiolo.fourou");
    private static final LocalDate DAY = LocalDate.of(2026, 4, 2);

    private final Map<LotId, Ancestry.Node> nodes = new LinkedHashMap<>();
    private final Map<LotId, List<Ancestry.Parent>> parents = new HashMap<>();

    private static LotId lot(int serial) {
        return LotId.ofRoll(IssuerCode.parse("K7QF"), serial);
    }

    private LotId harvest(int serial, CommuneId commune) {
        return node(serial, How.HARVEST, commune);
    }

    private LotId node(int serial, How how, CommuneId commune) {
        LotId lot = lot(serial);
        nodes.put(lot, new Ancestry.Node(lot, serial, how, KADIOLO, PlaceId.parse("PC"), commune, DAY, null));
        return lot;
    }

    private LotId made(int serial, Object... lotsAndGrams) {
        LotId lot = lot(serial);
        nodes.put(lot, new Ancestry.Node(lot, serial, How.GROUPING, KADIOLO, PlaceId.parse("PC"), null, DAY, null));
        for (int i = 0; i < lotsAndGrams.length; i += 2) {
            parents.computeIfAbsent(lot, none -> new ArrayList<>())
                    .add(new Ancestry.Parent((LotId) lotsAndGrams[i], ((Number) lotsAndGrams[i + 1]).longValue()));
        }
        return lot;
    }

    private Map<String, String> composition(LotId of) {
        Composition composition = Composition.of(new Ancestry(of, nodes, parents));
        Map<String, String> parts = new LinkedHashMap<>();
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<Composition.Source, BigInteger> part :
                composition.parts().entrySet()) {
            parts.put(String.valueOf(part.getKey().commune()), part.getValue() + "/" + composition.whole());
            sum = sum.add(part.getValue());
        }
        assertThat(sum).isEqualTo(composition.whole());
        return parts;
    }

    @Test
    void aHarvestIsAllItself() {
        assertThat(composition(harvest(1, ZEGOUA))).containsExactly(Map.entry(ZEGOUA.text(), "1/1"));
    }

    @Test
    void aGroupIsTheMeanOfItsInputsByWeight() {
        LotId group = made(3, harvest(1, ZEGOUA), 1, harvest(2, FOUROU), 2);
        assertThat(composition(group)).containsOnly(Map.entry(ZEGOUA.text(), "1/3"), Map.entry(FOUROU.text(), "2/3"));
    }

    @Test
    void fractionsStayExactThroughManySteps() {
        LotId one = harvest(1, ZEGOUA);
        LotId other = harvest(2, FOUROU);
        LotId thirds = made(3, one, 1, other, 2);
        LotId sevenths = made(4, thirds, 3, other, 4);
        LotId treated = made(5, sevenths, 12345);
        // 3/7 of thirds (1/3 Zégoua) and 4/7 Fourou: 1/7 Zégoua; of 11 parts 10 are that and one is Zégoua
        LotId elevenths = made(6, treated, 10, one, 1);
        assertThat(composition(elevenths))
                .containsOnly(Map.entry(ZEGOUA.text(), "17/77"), Map.entry(FOUROU.text(), "60/77"));
    }

    @Test
    void whatTheLedgerDoesNotKnowIsSaidToBeUnknown() {
        LotId group = made(3, harvest(1, ZEGOUA), 1, lot(99), 1);
        assertThat(composition(group)).containsOnly(Map.entry(ZEGOUA.text(), "1/2"), Map.entry("null", "1/2"));
        assertThat(composition(made(4))).containsOnly(Map.entry("null", "1/1"));
    }

    @Test
    void aCircleEndsAndIsUnknown() {
        LotId one = lot(1);
        LotId other = made(2, one, 5);
        made(1, other, 5);
        assertThat(composition(one)).containsOnly(Map.entry("null", "1/1"));
    }

    @Test
    void aChainOfTenThousandStepsIsWalked() {
        LotId last = made(2, harvest(1, ZEGOUA), 7);
        for (int i = 3; i < 10_000; i++) {
            last = made(i, last, 7);
        }
        assertThat(composition(last)).containsExactly(Map.entry(ZEGOUA.text(), "1/1"));
    }

    @Test
    void weeksAreThoseOfTheIsoCalendar() {
        assertThat(Week.of(LocalDate.of(2027, 1, 3))).hasToString("2026-W53");
        assertThat(Week.of(LocalDate.of(2026, 4, 2))).hasToString("2026-W14");
        assertThat(Week.of(LocalDate.of(2026, 4, 2))).isLessThan(Week.of(LocalDate.of(2026, 4, 6)));
    }
}
