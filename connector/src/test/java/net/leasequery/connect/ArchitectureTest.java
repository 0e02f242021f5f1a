package net.leasequery.connect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.kafka.common.config.ConfigResource;

/** The arrows between modules and packages, seen from the module that sees most of them. */
@AnalyzeClasses(packages = "net.leasequery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CONNECTOR = "net.leasequery.connect..";

    @ArchTest
    static final ArchRule connectorNeverSeesNetty = noClasses()
            .that()
            .resideInAPackage(CONNECTOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule connectorKnowsOfTheCodecOnlyTheOctets = noClasses()
            .that()
            .resideInAPackage(CONNECTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.leasequery.codec.*..");

    @ArchTest
    static final ArchRule connectorSeesOfTheRequestorItsPublicSurface = noClasses()
            .that()
            .resideInAPackage(CONNECTOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.leasequery.requestor.internal..");

    @ArchTest
    static final ArchRule connectorNeverSerialises = noClasses()
            .that()
            .resideInAPackage(CONNECTOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro..", "net.leasequery");

    @ArchTest
    static final ArchRule requestorAndCodecKnowNoKafka = noClasses()
            .that()
            .resideInAnyPackage("net.leasequery.requestor..", "net.leasequery.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", CONNECTOR);

    @ArchTest
    static final ArchRule schemasKnowNothingButAvro = classes()
            .that()
            .resideInAPackage("net.leasequery")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("net.leasequery", "org.apache.avro..", "java..");

    @ArchTest
    static final ArchRule conclusionsAreDrawnFromTheTableAlone = noClasses()
            .that()
            .resideInAnyPackage("net.leasequery.connect.sweep", "net.leasequery.connect.table")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "net.leasequery.connect.readback");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("net.leasequery.connect.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheSimulatorAreFreeOfCycles =
            slices().matching("net.leasequery.simulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule configurationKeysStayInTheConfigPackage = noClasses()
            .that()
            .resideInAPackage(CONNECTOR)
            .and()
            .resideOutsideOfPackages("net.leasequery.connect.config..", "net.leasequery.connect")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.apache.kafka.common.config..")
                    // The Admin client names a topic by it; it is no key of ours.
                    .and(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(ConfigResource.class))));
}
