package net.leasequery.codec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The codec turns octets into values and back, and knows nothing else. */
@AnalyzeClasses(packages = "net.leasequery.codec", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "net.leasequery.requestor..",
                    "net.leasequery.connect..",
                    "net.leasequery.simulator..",
                    "net.leasequery.schemas..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule KNOWS_NO_SOCKET = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.channels..", "io.netty.channel.socket..", "io.netty.bootstrap..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(Server|Datagram)?Socket.*");

    @ArchTest
    static final ArchRule KNOWS_NO_THREAD = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "io.netty.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("net.leasequery.(**)").should().beFreeOfCycles();
}
