package org.jekasy.language;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jekasy.language.reference.Coordinates;

@AnalyzeClasses(packages = "org.jekasy.language", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final DescribedPredicate<JavaClass> FLOATING = DescribedPredicate.describe(
            "floating point",
            type -> type.getBaseComponentType().isEquivalentTo(double.class)
                    || type.getBaseComponentType().isEquivalentTo(float.class)
                    || type.getBaseComponentType().isEquivalentTo(Double.class)
                    || type.getBaseComponentType().isEquivalentTo(Float.class));

    @ArchTest
    static final ArchRule THE_LANGUAGE_NEEDS_THE_JDK_ONLY = classes()
            .that()
            .resideOutsideOfPackage("..wire..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.jekasy.language..")
            .because("events and values are understood without any library");

    @ArchTest
    static final ArchRule ONLY_THE_WIRE_KNOWS_JSON = classes()
            .that()
            .resideInAPackage("..wire..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "org.jekasy.language..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..")
            .because("there is one serializer, and one JSON library");

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_WIRE_NEEDS_THE_WIRE = noClasses()
            .that()
            .resideOutsideOfPackage("..wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..wire..");

    // where a town lies is no mass, and no event carries it
    @ArchTest
    static final ArchRule NO_FIELD_FLOATS =
            fields().that().areNotDeclaredIn(Coordinates.class).should().notHaveRawType(FLOATING);

    @ArchTest
    static final ArchRule NO_METHOD_FLOATS = methods()
            .that()
            .areNotDeclaredIn(Coordinates.class)
            .should()
            .notHaveRawReturnType(FLOATING)
            .andShould()
            .notHaveRawParameterTypes(anyOf(FLOATING));

    @ArchTest
    static final ArchRule EVENTS_AND_WORDS_ARE_RECORDS = classes()
            .that()
            .areAssignableTo(LedgerEvent.class)
            .or()
            .areAssignableTo(Word.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    @ArchTest
    static final ArchRule NOBODY_ASKS_THE_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .because("time and ids are handed in");

    private static DescribedPredicate<java.util.List<JavaClass>> anyOf(DescribedPredicate<JavaClass> type) {
        return DescribedPredicate.describe(
                "any " + type.getDescription(), types -> types.stream().anyMatch(type));
    }
}
