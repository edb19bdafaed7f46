package io.weft.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see whom. The table in ARCHITECTURE.md says the same in words. */
class FloorsTest {
    private static final String API = "io.weft.api..";

    @ParameterizedTest(name = "{0} sees only {1}")
    @CsvSource({
        "api, ''",
        "serializers, api",
        "connector, api",
        "model, api",
        "jobmanager, api model",
        "state, api model",
        "hdfs, api model",
        "transport, api model",
        "runtime, api serializers model state hdfs transport",
        "yarn.appmaster, api serializers connector model jobmanager state hdfs transport",
        "yarn.client, api serializers connector model jobmanager state hdfs transport yarn.appmaster",
        "local, api serializers connector model jobmanager state hdfs transport runtime",
        "examples, api connector",
    })
    void seesOnlyTheFloorsBelow(String floor, String below) {
        String[] visible = Stream.concat(Stream.of(floor), Arrays.stream(below.split(" ", -1)))
                .filter(name -> !name.isEmpty())
                .map(name -> "io.weft." + name + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("io.weft." + floor + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(visible).or(resideOutsideOfPackages("io.weft..")))
                .allowEmptyShould(true)
                .check(AllClasses.IMPORTED);
    }

    @Test
    void theApiSeesOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(API, "java..", "javax..")
                .check(AllClasses.IMPORTED);
    }

    @Test
    void theControlPlaneKnowsNeitherHadoopNorNetty() {
        noClasses()
                .that()
                .resideInAnyPackage("io.weft.jobmanager..", "io.weft.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hadoop..", "io.netty..")
                .check(AllClasses.IMPORTED);
    }

    @Test
    void onlyTransportAndTheDataNetworkKnowNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.weft.transport..", "io.weft.runtime.network..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(AllClasses.IMPORTED);
    }

    @Test
    void onlyTheStoresAndTheYarnShellsKnowHadoop() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.weft.hdfs..", "io.weft.state..", "io.weft.yarn..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hadoop..")
                .check(AllClasses.IMPORTED);
    }

    @Test
    void onlyOneStateBackendKnowsRocksDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weft.state.rocksdb..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(AllClasses.IMPORTED);
    }

    @Test
    void onlyTheApplicationMasterTalksToYarnAsOne() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weft.yarn.appmaster..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.hadoop.yarn.client.api..")
                        .and(JavaClass.Predicates.simpleNameStartingWith("AMRMClient")
                                .or(JavaClass.Predicates.simpleNameStartingWith("NMClient"))))
                .check(AllClasses.IMPORTED);
    }

    @Test
    void onlyTheCommandLineTalksToYarnAsAClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weft.yarn.client..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.hadoop.yarn.client.api..")
                        .and(JavaClass.Predicates.simpleNameStartingWith("YarnClient")))
                .check(AllClasses.IMPORTED);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        JavaClasses classes = AllClasses.IMPORTED;
        slices().matching("io.weft.(**)").should().beFreeOfCycles().check(classes);
    }
}
