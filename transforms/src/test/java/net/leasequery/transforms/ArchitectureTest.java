package net.leasequery.transforms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The transforms know Kafka Connect's API and nothing else of this repository. */
@AnalyzeClasses(packages = "net.leasequery.transforms", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule transformsKnowOnlyConnectsApi = classes()
            .that()
            .resideInAPackage("net.leasequery.transforms..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "net.leasequery.transforms..",
                    "org.apache.kafka.connect..",
                    "org.apache.kafka.common.config..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..",
                    "javax.crypto..",
                    "javax.management..");

    @ArchTest
    static final ArchRule newerPartsOfTheApiStayUnused = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.kafka\\.common\\.metrics\\..*|.*ConnectPluginMetrics");

    @ArchTest
    static final ArchRule nothingReflects =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..");

    @ArchTest
    static final ArchRule internalPackagesKnowNoTransform = noClasses()
            .that()
            .resideInAPackage("net.leasequery.transforms.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.leasequery.transforms");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("net.leasequery.transforms.internal.(*)..")
            .should()
            .beFreeOfCycles();
}
