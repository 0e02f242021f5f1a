package net.leasequery.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The judges stay independent of what they judge, and of each other. */
@AnalyzeClasses(packages = "net.leasequery.systemtests", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SIMULATION_HAS_A_SERVER_AND_A_WIRE_FORMAT_OF_ITS_OWN = noClasses()
            .that()
            .resideInAPackage("..systemtests.simulation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.leasequery.simulator..", "net.leasequery.codec..", "net.leasequery.quickstart..");

    @ArchTest
    static final ArchRule SOAK_SEES_THE_CONNECTOR_ONLY_FROM_OUTSIDE = noClasses()
            .that()
            .resideInAPackage("..systemtests.soak..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.leasequery.connect..", "net.leasequery.requestor..", "..systemtests.simulation..");
}
