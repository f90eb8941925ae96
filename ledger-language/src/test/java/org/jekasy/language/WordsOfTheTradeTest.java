package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value that is written as one text: what it reads, what it refuses, how it is written and ordered. */
class WordsOfTheTradeTest {
    record Kind(String kind, RuleCode code, Function<String, Word> parse, List<String> read, List<String> refused) {
        @Override
        public String toString() {
            return kind;
        }
    }

    private static final String LONGEST_ID = "A" + "b".repeat(39);
    private static final List<String> IDS = List.of("A", "COOP-KAD-01", "a.b_c-9", "0", LONGEST_ID);
    private static final List<String> NO_IDS =
            List.of("", " ", "-A", ".A", "_A", "A B", "É", "A/B", "A:B", "A\n", LONGEST_ID + "x");

    static List<Kind> kinds() {
        return List.of(
                new Kind("organisation", RuleCode.E_FORM_01, PartyId::parse, IDS, NO_IDS),
                new Kind("place", RuleCode.E_FORM_01, PlaceId::parse, IDS, NO_IDS),
                new Kind("producer", RuleCode.E_FORM_01, ProducerId::parse, IDS, NO_IDS),
                new Kind("consignment", RuleCode.E_FORM_01, ConsignmentId::parse, IDS, NO_IDS),
                new Kind("run", RuleCode.E_FORM_01, RunId::parse, IDS, NO_IDS),
                new Kind("recall", RuleCode.E_FORM_01, RecallId::parse, IDS, NO_IDS),
                new Kind(
                        "issuer",
                        RuleCode.E_FORM_01,
                        IssuerCode::parse,
                        List.of("K7QF", "0000", "ZZZZ"),
                        List.of("", "K7Q", "K7QFF", "k7qf", "K7Q-")),
                new Kind(
                        "template",
                        RuleCode.E_FORM_01,
                        LabelTemplate::parse,
                        List.of("50x30", "100x50", "105x148"),
                        List.of("", "100", "100x51", "100X50", " 100x50", "50x30|70x37")),
                new Kind(
                        "season",
                        RuleCode.E_FORM_01,
                        SeasonId::parse,
                        List.of("MG-2026", "KA-2026/27"),
                        List.of("", "MG2026", "mg-2026", "MG-26", "MG-2026/", "KA-2026/2027", "MANGO-2026")),
                new Kind(
                        "product",
                        RuleCode.E_FORM_01,
                        ProductCode::parse,
                        List.of("mango_fresh", "ab", "a" + "9".repeat(29)),
                        List.of("", "a", "Mango", "1mango", "mango-fresh", "a" + "9".repeat(30))),
                new Kind(
                        "variety",
                        RuleCode.E_FORM_01,
                        VarietyCode::parse,
                        List.of("KEN", "MIX"),
                        List.of("", "KE", "KENT", "ken", "K3N")),
                new Kind(
                        "commune",
                        RuleCode.E_FORM_01,
                        CommuneId::parse,
                        List.of("ml.sikasso", "ml.sikasso.kadiolo", "ml.sikasso.kadiolo.zegoua", "ml.a-1"),
                        List.of("", "ml", "ml.", "ci.abidjan", "ml.Sikasso", "ml.a.b.c.d", "ml.a..b")),
                new Kind(
                        "country",
                        RuleCode.E_FORM_01,
                        CountryCode::parse,
                        List.of("ML", "EU"),
                        List.of("", "M", "MLI", "ml", "M1")),
                new Kind(
                        "locode",
                        RuleCode.E_ID_02,
                        UnLocode::parse,
                        List.of("CIABJ", "ML2AB", "NL9ZZ"),
                        List.of("", "CI ABJ", "CIAB", "CIABJJ", "CI1BJ", "CI0BJ", "ciabj")),
                new Kind(
                        "gtin",
                        RuleCode.E_ID_02,
                        Gtin::parse,
                        List.of("09521234000112", "99521234000016"),
                        List.of("", "9521234000112", "095212340001120", "0952123400011X")),
                new Kind(
                        "gln",
                        RuleCode.E_ID_02,
                        Gln::parse,
                        List.of("9521234000013", "9521234000020"),
                        List.of("", "952123400001", "95212340000133", "952123400001X")),
                new Kind(
                        "unit",
                        RuleCode.E_ID_02,
                        Sscc::parse,
                        List.of("095212340000000013", "095212340000000020"),
                        List.of("", "09521234000000001", "0952123400000000133", "09521234000000001X")),
                new Kind(
                        "container",
                        RuleCode.E_ID_02,
                        ContainerNumber::parse,
                        List.of("CSQU3054383", "MNBU0123457"),
                        List.of("", "CSQU305438", "CSQU30543833", "csqu3054383", "CSQA3054383", "CS1U3054383")),
                new Kind(
                        "lot",
                        RuleCode.E_ID_01,
                        LotId::parse,
                        List.of("26131K7QF0042H", "26203S4AB00073"),
                        List.of("", "26131K7QF0042", "26131K7QF0042HH", "26131k7qf0042h", "2613AK7QF0042H")),
                new Kind(
                        "eventId",
                        RuleCode.E_FORM_01,
                        EventId::parse,
                        List.of("01980000-0000-7000-8000-000000000001", "01980000-0000-7000-8000-000000000002"),
                        List.of(
                                "",
                                "01980000-0000-7000-8000-00000000001",
                                "1-1-1-1-1",
                                "0198000000007000800000000000000001xx",
                                "01980000-0000-7000-8000-00000000000g",
                                "{01980000-0000-7000-8000-00000000001}")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsRightIsReadAndWrittenTheSame(Kind kind) {
        for (String text : kind.read()) {
            Word word = kind.parse().apply(text);
            assertThat(word.text()).isEqualTo(text);
            assertThat(word).hasToString(text).isEqualTo(kind.parse().apply(text));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsWrongIsRefusedWithItsKindAndWhatWasRead(Kind kind) {
        for (String text : kind.refused()) {
            assertThatThrownBy(() -> kind.parse().apply(text))
                    .as("\"%s\"", text)
                    .isInstanceOfSatisfying(Malformed.class, malformed -> {
                        assertThat(malformed.kind()).isEqualTo(kind.kind());
                        assertThat(malformed.code()).isEqualTo(kind.code());
                        assertThat(malformed.read()).isEqualTo(text);
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @SuppressWarnings({"unchecked", "rawtypes"}) // each word compares with its own kind
    void wordsAreOrderedByTheirText(Kind kind) {
        for (String one : kind.read()) {
            for (String other : kind.read()) {
                int order = ((Comparable) kind.parse().apply(one))
                        .compareTo(kind.parse().apply(other));
                assertThat(Integer.signum(order)).isEqualTo(Integer.signum(one.compareTo(other)));
            }
        }
    }

    @Test
    void aLotCodeSaysItsDayAndIssuer() {
        LotId lot = LotId.ofDay(java.time.LocalDate.of(2026, 5, 11), IssuerCode.parse("K7QF"), 42);
        assertThat(lot).isEqualTo(LotId.parse("26131K7QF0042H"));
        assertThat(lot.issuer()).isEqualTo(IssuerCode.parse("K7QF"));
        assertThat(LotId.ofDay(java.time.LocalDate.of(2009, 1, 1), IssuerCode.parse("K7QF"), 9999)
                        .text())
                .startsWith("09001K7QF9999");
    }

    @Test
    void aLotCodeOfARollKnowsNoDay() {
        LotId lot = LotId.ofRoll(IssuerCode.parse("R0LL"), 1_234_567);
        assertThat(lot.text()).startsWith("RR0LL1234567").hasSize(13);
        assertThat(LotId.parse(lot.text())).isEqualTo(lot);
        assertThat(lot.issuer()).isEqualTo(IssuerCode.parse("R0LL"));
        assertThat(LotId.ofRoll(IssuerCode.parse("R0LL"), 0).text()).startsWith("RR0LL0000000");
    }

    @Test
    void aYearHasAtMost366Days() {
        String last = "26366K7QF0001";
        assertThat(LotId.parse(last + CheckDigits.mod37x36(last)).text()).startsWith(last);
        for (String never : List.of("26367K7QF0001", "26370K7QF0001", "26400K7QF0001", "26999K7QF0001")) {
            assertThatThrownBy(() -> LotId.parse(never + CheckDigits.mod37x36(never)))
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void aSerialThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> LotId.ofDay(java.time.LocalDate.of(2026, 5, 11), IssuerCode.parse("K7QF"), 10_000))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> LotId.ofRoll(IssuerCode.parse("K7QF"), 10_000_000))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void ruleCodesAreWrittenWithDashes() {
        for (RuleCode code : RuleCode.values()) {
            assertThat(RuleCode.parse(code.wire())).isEqualTo(code);
            assertThat(code.isWarning()).isEqualTo(code.wire().startsWith("W-"));
        }
        assertThat(RuleCode.E_MASS_02.wire()).isEqualTo("E-MASS-02");
        assertThatThrownBy(() -> RuleCode.parse("E_MASS_02")).isInstanceOf(Malformed.class);
    }

    @Test
    void whatIsMalformedSaysWhatWasReadAndExpected() {
        assertThatThrownBy(() -> Gln.parse("9521234000014"))
                .hasMessage("E-ID-02 gln: \"9521234000014\", expected 9521234000013");
        assertThatThrownBy(() -> VarietyCode.parse("Kent")).hasMessage("E-FORM-01 variety: \"Kent\"");
        assertThatThrownBy(() -> PartyId.parse("x".repeat(100)))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.read()).hasSize(61).endsWith("x…"));
        assertThatThrownBy(() -> VarietyCode.parse("x".repeat(60)))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.read()).isEqualTo("x".repeat(60)));
    }
}
