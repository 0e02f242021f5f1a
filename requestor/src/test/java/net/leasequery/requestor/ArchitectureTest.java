package net.leasequery.requestor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of the requestor. */
@AnalyzeClasses(packages = "net.leasequery.requestor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("net.leasequery.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theTwoFamiliesDoNotKnowEachOther =
            slices().matching("net.leasequery.requestor.(v*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule statesKnowNoSocketAndNoThread = noClasses()
            .that()
            .resideInAnyPackage(
                    "net.leasequery.requestor.session..",
                    "net.leasequery.requestor.conversation..",
                    "net.leasequery.requestor.backfill..",
                    "net.leasequery.requestor.poll..",
                    "net.leasequery.requestor.resume..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net..", "java.nio..", "java.util.concurrent..");

    /** Netty's own resolver asks public name servers where the system has none. */
    @ArchTest
    static final ArchRule namesAreLookedUpByTheSystemAlone =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.netty.resolver.dns..");
}
