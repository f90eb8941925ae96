package org.jekasy.language.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.MonthDay;
import org.jekasy.language.CommuneId;
import org.jekasy.language.CountryCode;
import org.jekasy.language.ProductCode;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.VarietyCode;
import org.junit.jupiter.api.Test;

class ReferenceDataTest {
    private final ReferenceData data = ReferenceData.read();

    @Test
    void theProgrammeAreaHas134CommunesInSixCerclesOfTwoRegions() {
        assertThat(data.communes().all())
                .filteredOn(c -> c.level() == Commune.Level.COMMUNE)
                .hasSize(134);
        assertThat(data.communes().all())
                .filteredOn(c -> c.level() == Commune.Level.CERCLE)
                .hasSize(6);
        assertThat(data.communes().all())
                .filteredOn(c -> c.level() == Commune.Level.REGION)
                .hasSize(2);
    }

    @Test
    void aCommuneKnowsBothDivisions() {
        Commune pessoba = data.communes()
                .find(CommuneId.parse("ml.sikasso.koutiala.m-pessoba"))
                .orElseThrow();
        assertThat(pessoba.name()).isEqualTo("M'Pessoba");
        assertThat(pessoba.cercle()).isEqualTo("Koutiala");
        assertThat(pessoba.region()).isEqualTo("Sikasso");
        assertThat(pessoba.region2023()).isEqualTo("Koutiala");
        assertThat(pessoba.cercle2023()).isEqualTo("M'Pessoba");
    }

    @Test
    void aNameInTwoCerclesNeedsTheCercle() {
        assertThat(data.communes().named("kapala", null)).hasSize(2);
        assertThat(data.communes().named("KAPALA", "koutiala"))
                .singleElement()
                .extracting(c -> c.id().text())
                .isEqualTo("ml.sikasso.koutiala.kapala");
    }

    @Test
    void aMistypedCommuneFindsTheNearest() {
        assertThat(data.communes().nearest("zegwa")).map(Commune::name).contains("Zégoua");
        assertThat(data.communes().nearest("Mpesoba")).map(Commune::name).contains("M'Pessoba");
        assertThat(data.communes().nearest("ml.sikasso.kadiolo.zegua"))
                .map(c -> c.id().text())
                .contains("ml.sikasso.kadiolo.zegoua");
        assertThat(data.communes().nearest("Rotterdam")).isEmpty();
    }

    @Test
    void anUnknownCommuneStandsForItself() {
        assertThat(data.communes().name(CommuneId.parse("ml.kayes.kita"))).isEqualTo("ml.kayes.kita");
    }

    @Test
    void varietiesAreFoundByCodeByEachOfTheirNamesAndNearlySo() {
        assertThat(data.varieties().named("ken")).map(Variety::name).contains("Kent");
        assertThat(data.varieties().named("AMELIE")).map(v -> v.code().text()).contains("AME");
        assertThat(data.varieties().named("gouverneur"))
                .map(v -> v.code().text())
                .contains("AME");
        assertThat(data.varieties().nearest("kiett")).map(Variety::name).contains("Keitt");
        assertThat(data.varieties().nearest("tomate")).isEmpty();
        assertThat(data.varieties().find(VarietyCode.parse("KEN")))
                .map(Variety::seasonFrom)
                .contains(MonthDay.of(4, 10));
        assertThat(data.varieties().name(VarietyCode.parse("MIX"))).isEqualTo("Mélange");
        assertThat(data.varieties().name(VarietyCode.parse("XXX"))).isEqualTo("XXX");
    }

    @Test
    void productsAreFoundByCodeAndNameInBothLanguages() {
        assertThat(data.products().find(ProductCode.parse("shea_kernel")))
                .map(Product::fr)
                .contains("amande de karité");
        assertThat(data.products().named("Mangue fraiche"))
                .map(p -> p.code().text())
                .contains("mango_fresh");
        assertThat(data.products().named("dried mango"))
                .map(p -> p.code().text())
                .contains("mango_dried");
        assertThat(data.products().nearest("amandes de karite"))
                .map(p -> p.code().text())
                .contains("shea_kernel");
        assertThat(data.products().nearest("mango_fesh"))
                .map(p -> p.code().text())
                .contains("mango_fresh");
        assertThat(data.products()
                        .find(ProductCode.parse("shea_fruit"))
                        .orElseThrow()
                        .hs6())
                .isNull();
    }

    @Test
    void portsAreFoundByLocodeAndNearName() {
        assertThat(data.ports().name(UnLocode.parse("CIABJ"))).isEqualTo("Abidjan");
        assertThat(data.ports().name(UnLocode.parse("XXAAA"))).isEqualTo("XXAAA");
        assertThat(data.ports().nearest("Abijan")).map(Port::name).contains("Abidjan");
        assertThat(data.ports().nearest("NLRTN")).map(Port::name).contains("Rotterdam");
        assertThat(data.ports().all())
                .filteredOn(p -> p.name().equals("Bamako"))
                .singleElement()
                .extracting(Port::roles)
                .asString()
                .contains("dry-port");
    }

    @Test
    void portsAndSeatsKnowHowFarApartTheyAre() {
        Coordinates sikasso = at("MLSIK");
        assertThat(sikasso.kilometresTo(at("NLRTM"))).isBetween(4_500L, 4_700L);
        assertThat(sikasso.kilometresTo(sikasso)).isZero();
        assertThat(data.ports().find(UnLocode.parse("GBLGP")))
                .map(Port::coordinates)
                .isEmpty();
        assertThat(data.communes().find(CommuneId.parse("ml.sikasso.kadiolo.kadiolo")))
                .map(Commune::seat)
                .hasValueSatisfying(
                        seat -> assertThat(seat.kilometresTo(sikasso)).isBetween(80L, 90L));
    }

    private Coordinates at(String locode) {
        return data.ports().find(UnLocode.parse(locode)).map(Port::coordinates).orElseThrow();
    }

    @Test
    void membersOfTheEuropeanUnionAreOneMarket() {
        assertThat(data.markets().of(CountryCode.parse("NL"))).isEqualTo(CountryCode.parse("EU"));
        assertThat(data.markets().of(CountryCode.parse("GB"))).isEqualTo(CountryCode.parse("GB"));
        assertThat(data.markets().of(CountryCode.parse("EU"))).isEqualTo(CountryCode.parse("EU"));
    }

    @Test
    void nothingTravelsFasterThanItsMode() {
        assertThat(data.speeds().isTooFast(TransportMode.ROAD, 120, 59)).isTrue();
        assertThat(data.speeds().isTooFast(TransportMode.ROAD, 120, 60)).isFalse();
        assertThat(data.speeds().isTooFast(TransportMode.ROAD, 29, 1)).isFalse();
        assertThat(data.speeds().isTooFastForAnybody(101, 10)).isTrue();
        assertThat(data.speeds().isTooFastForAnybody(99, 0)).isFalse();
        assertThat(data.speeds().isTooFastForAnybody(100, 10)).isFalse();
        for (TransportMode mode : TransportMode.values()) {
            assertThat(data.speeds().isTooFast(mode, 4_600, 120)).isTrue();
        }
    }

    @Test
    void theGlossarySaysEachWordInFrenchAndEnglish() {
        assertThat(data.glossary().find("mango")).map(Glossary.Term::bm).contains("mangoro");
        assertThat(data.glossary().all()).hasSize(79).allSatisfy(term -> {
            assertThat(term.fr()).isNotBlank();
            assertThat(term.en()).isNotBlank();
        });
    }

    @Test
    void everyTableThatShipsReads() {
        assertThat(Table.of("market_rules.csv").rows()).hasSize(5);
        assertThat(Table.of("validation_ranges.csv").rows()).hasSize(47);
        assertThat(Table.of("market_rules.csv").rows().getFirst().text("requires"))
                .isEqualTo("treatment;phytosanitary_certificate;certificate_covers_lots");
    }

    @Test
    void quotedFieldsMayHoldCommasQuotesAndLineEnds() {
        Table table = Table.parse("t.csv", "\uFEFFa,b\r\n\"x, \"\"y\"\"\nz\",\r\nlast,1");
        assertThat(table.rows()).extracting(row -> row.text("a")).containsExactly("x, \"y\"\nz", "last");
        assertThat(table.rows()).extracting(row -> row.optional("b")).containsExactly(null, "1");
        assertThatThrownBy(() -> table.rows().getFirst().text("c")).hasMessageContaining("no column c");
    }

    @Test
    void anUnevenOrMissingTableSaysWhere() {
        assertThatThrownBy(() -> Table.parse("t.csv", "a,b\n1,2\n3\n"))
                .hasMessage("reference table t.csv, row 3: 1 fields instead of 2");
        assertThatThrownBy(() -> Table.of("none.csv")).hasMessageContaining("none.csv is missing");
    }

    @Test
    void foldingReadsTheLettersOfBambara() {
        assertThat(Spelling.fold("  N'Gɔlɔ-ɲɛŋ  Œuf ")).isEqualTo("ngolo nyeng oeuf");
        assertThat(Spelling.distance("kadiolo", "kadoilo")).isEqualTo(1);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.nearest("kadiollo", java.util.List.of("Kadiolo", "Koutiala"), word -> word))
                .contains("Kadiolo");
    }

    @Test
    void theTablesOfThisBuildAreReadOnce() {
        assertThat(ReferenceData.shipped()).isSameAs(ReferenceData.shipped());
        assertThat(ReferenceData.shipped().communes().all())
                .hasSameSizeAs(data.communes().all());
    }

    @Test
    void eachLevelKnowsWhatItLiesIn() {
        Commune kadiolo =
                data.communes().find(CommuneId.parse("ml.sikasso.kadiolo")).orElseThrow();
        Commune sikasso = data.communes().find(CommuneId.parse("ml.sikasso")).orElseThrow();
        Commune zegoua = data.communes()
                .find(CommuneId.parse("ml.sikasso.kadiolo.zegoua"))
                .orElseThrow();

        assertThat(kadiolo.cercle()).isNull();
        assertThat(kadiolo.region()).isEqualTo("Sikasso");
        assertThat(sikasso.cercle()).isNull();
        assertThat(sikasso.region()).isNull();
        assertThat(zegoua.cercle()).isEqualTo("Kadiolo");
        assertThat(zegoua.region()).isEqualTo("Sikasso");
        assertThat(data.communes().name(CommuneId.parse("ml.sikasso.kadiolo.zegoua")))
                .isEqualTo("Zégoua");
    }

    @Test
    void aCommuneIsFoundInItsOldAndInItsNewCercle() {
        assertThat(data.communes().named("M'Pessoba", "Koutiala")).hasSize(1);
        assertThat(data.communes().named("M'Pessoba", "M'Pessoba")).hasSize(1);
        assertThat(data.communes().named("M'Pessoba", "Kadiolo")).isEmpty();
        assertThat(data.communes().named("Yorosso", null))
                .allMatch(commune -> commune.level() == Commune.Level.COMMUNE);
    }

    @Test
    void theNearestIsFoundAmongTheLevelThatWasTyped() {
        assertThat(data.communes().nearest("ml.sikasso.kadiol"))
                .map(commune -> commune.level())
                .contains(Commune.Level.CERCLE);
        assertThat(data.communes().nearest("Sikaso")).map(Commune::level).contains(Commune.Level.COMMUNE);
    }

    @Test
    void everyTableLists() {
        assertThat(data.products().all()).hasSize(11);
        assertThat(data.varieties().all()).hasSize(16);
        assertThat(data.ports().all()).anyMatch(port -> port.locode() == null);
        assertThat(data.ports().nearest("")).isEmpty();
    }
}
