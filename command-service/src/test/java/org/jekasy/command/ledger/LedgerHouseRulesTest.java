package org.jekasy.command.ledger;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

@AnalyzeClasses(packages = "org.jekasy.command.ledger", importOptions = ImportOption.DoNotIncludeTests.class)
class LedgerHouseRulesTest {
    private static final DescribedPredicate<JavaClass> FLOATING = DescribedPredicate.describe(
            "floating point",
            type -> List.of("double", "float", "java.lang.Double", "java.lang.Float")
                    .contains(type.getBaseComponentType().getName()));

    @ArchTest
    static final ArchRule THE_RULES_NEED_THE_JDK_AND_THE_LANGUAGE_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.jekasy.language",
                    "org.jekasy.language.reference",
                    "org.jekasy.command.ledger")
            .because("a rule knows neither Axon nor a database nor HTTP nor JSON");

    @ArchTest
    static final ArchRule NO_FIELD_FLOATS = fields().should().notHaveRawType(FLOATING);

    @ArchTest
    static final ArchRule NO_METHOD_FLOATS = methods()
            .should()
            .notHaveRawReturnType(FLOATING)
            .andShould()
            .notHaveRawParameterTypes(DescribedPredicate.describe(
                    "any floating point", types -> types.stream().anyMatch(FLOATING)));

    @ArchTest
    static final ArchRule COMMANDS_ARE_RECORDS = classes()
            .that()
            .areAssignableTo(LedgerCommand.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    @ArchTest
    static final ArchRule NOBODY_ASKS_THE_CLOCK_OR_CHANCE = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .because("time, ids and chance are handed in");
}
