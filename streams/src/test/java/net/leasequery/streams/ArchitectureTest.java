package net.leasequery.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Whom the packages of this module may know. */
@AnalyzeClasses(packages = "net.leasequery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule streamsReadsTopicsAndAsksNoServer = noClasses()
            .that()
            .resideInAPackage("net.leasequery.streams..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "net.leasequery.codec..", "net.leasequery.requestor..", "net.leasequery.connect..", "io.netty..");

    @ArchTest
    static final ArchRule theMergeIsAPureFunction = noClasses()
            .that()
            .resideInAnyPackage("net.leasequery.streams.merge..", "net.leasequery.streams.groups..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "java.time..", "org.slf4j..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("net.leasequery.streams.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyOnePackageKnowsTheLibraryForHttp = noClasses()
            .that()
            .resideOutsideOfPackage("net.leasequery.streams.lookup.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule answersAndQuestionsKnowNeitherHttpNorKafka = noClasses()
            .that()
            .resideInAnyPackage("net.leasequery.streams.lookup.answer", "net.leasequery.streams.lookup.question")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..", "org.apache.kafka..", "java.net.http..");

    @ArchTest
    static final ArchRule packagesOfLookUpAreFreeOfCycles =
            slices().matching("net.leasequery.streams.lookup.(*)..").should().beFreeOfCycles();
}
