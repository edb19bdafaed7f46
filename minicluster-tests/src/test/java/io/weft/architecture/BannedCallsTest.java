package io.weft.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Time, waiting and the end of the process are injected; the classes that really touch them are named here. */
class BannedCallsTest {
    /** One class an ability, and the programs that measure or start something by themselves. */
    private static final Set<String> TELL_TIME =
            Set.of("io.weft.model.Clock", "io.weft.api.eventtime.RelativeClock", "io.weft.minicluster.Patience");

    private static final Set<String> END_THE_PROCESS = Set.of(
            "io.weft.model.process.ProcessExit",
            "io.weft.minicluster.MiniClusterMain",
            "io.weft.minicluster.DaemonMain");

    @Test
    void onlyTheClockTellsTheTime() {
        noClasses()
                .that(areNot(TELL_TIME))
                .and()
                .resideOutsideOfPackage("io.weft.benchmarks..")
                .should()
                .accessTargetWhere(calls(System.class, "currentTimeMillis")
                        .or(calls(System.class, "nanoTime"))
                        .or(calls(Instant.class, "now")))
                .check(AllClasses.IMPORTED);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weft.benchmarks..")
                .should()
                .accessTargetWhere(calls(Thread.class, "sleep"))
                .check(AllClasses.IMPORTED);
    }

    @Test
    void onlyNamedClassesEndTheProcess() {
        noClasses()
                .that(areNot(END_THE_PROCESS))
                .should()
                .accessTargetWhere(calls(System.class, "exit")
                        .or(calls(Runtime.class, "exit"))
                        .or(calls(Runtime.class, "halt")))
                .check(AllClasses.IMPORTED);
    }

    @Test
    void javaSerializationIsReadInOnePlaceAlone() {
        noClasses()
                .that(areNot(Set.of("io.weft.model.code.UserObjects")))
                .should()
                .accessTargetWhere(calls(ObjectInputStream.class, "readObject"))
                .check(AllClasses.IMPORTED);
    }

    private static DescribedPredicate<JavaClass> areNot(Set<String> names) {
        return DescribedPredicate.describe(
                "are not " + names, javaClass -> names.stream().noneMatch(name -> isOrIsIn(javaClass, name)));
    }

    private static boolean isOrIsIn(JavaClass javaClass, String name) {
        return javaClass.getName().equals(name) || javaClass.getName().startsWith(name + "$");
    }

    /** Method references count too. */
    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String method) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + method + "()",
                access -> access.getTargetOwner().isAssignableTo(owner)
                        && access.getTarget().getName().equals(method));
    }
}
