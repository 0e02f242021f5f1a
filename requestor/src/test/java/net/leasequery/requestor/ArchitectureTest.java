package net.leasequery.requestor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import net.leasequery.requestor.internal.netty.NettyRequestor;
import net.leasequery.requestor.tls.TlsMaterialValidator;

/** The arrows between the packages of the requestor. */
@AnalyzeClasses(packages = "net.leasequery.requestor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String INTERNAL = "net.leasequery.requestor.internal..";

    /** A static factory has to know what it makes; nothing else of the public surface knows what is behind it. */
    private static final DescribedPredicate<JavaClass> ENTRY_POINTS =
            belongToAnyOf(LeasequeryRequestor.class, TlsMaterialValidator.class);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("net.leasequery.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(ENTRY_POINTS, resideInAPackage(INTERNAL));

    @ArchTest
    static final ArchRule publicSurfaceShowsNothingInternal = noClasses()
            .that()
            .resideOutsideOfPackage(INTERNAL)
            .and(DescribedPredicate.not(ENTRY_POINTS))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(INTERNAL);

    @ArchTest
    static final ArchRule publicSurfaceShowsNoNetty = noClasses()
            .that()
            .resideOutsideOfPackage(INTERNAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "org.bouncycastle..");

    @ArchTest
    static final ArchRule familiesAreKnownByTheirDialectOnly = noClasses()
            .that()
            .resideOutsideOfPackages("net.leasequery.requestor.internal.v4..", "net.leasequery.requestor.internal.v6..")
            .and(DescribedPredicate.not(belongToAnyOf(NettyRequestor.class)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.leasequery.requestor.internal.v4..", "net.leasequery.requestor.internal.v6..");

    @ArchTest
    static final ArchRule familiesDoNotKnowEachOther = slices().matching("net.leasequery.requestor.internal.(v*)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule protocolKnowsNoSocketAndNoThread = noClasses()
            .that()
            .resideInAPackage("net.leasequery.requestor.internal.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net..", "java.nio..", "java.util.concurrent..");

    /** Netty's own resolver asks public name servers where the system has none. */
    @ArchTest
    static final ArchRule namesAreLookedUpByTheSystemAlone =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.netty.resolver.dns..");
}
