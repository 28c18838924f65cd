package dev.freshet.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module may see which, and where third-party types stop. Arrows point at the kernel; one class names all parts. */
class ModulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.freshet");
    private static final List<String> PARTS = List.of("cdc", "planner", "sink");

    @Test
    void allModulesAreLookedAt() {
        Stream.of("kernel", "postgres", "cdc", "planner", "sink", "engine", "launcher")
                .forEach(module -> assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                        .as(module)
                        .anyMatch(name -> name.equals("dev.freshet." + module)
                                || name.startsWith("dev.freshet." + module + ".")));
    }

    /** No files, sockets, databases or other libraries; a stream it is handed is somebody else's. */
    @Test
    void kernelKnowsTheJdkAndJSpecify() {
        noClasses()
                .that()
                .resideInAPackage("dev.freshet.kernel..")
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                                "dev.freshet.kernel..", "java..", "org.jspecify.annotations")
                        .or(resideInAnyPackage(
                                "java.sql..", "java.net..", "java.nio.file..", "java.nio.channels..", "java.awt.."))
                        .or(describe("files", type -> type.getName().matches("java\\.io\\.(File|RandomAccess).*")))
                        .and(describe(
                                "not primitive",
                                type -> !type.getBaseComponentType().isPrimitive())))
                .check(CLASSES);
    }

    @Test
    void kernelSeesNoThreadAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage("dev.freshet.kernel..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.time.Clock.class, java.util.Timer.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent", "java.util.concurrent.locks")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdc", "planner", "sink"})
    void partsSeeTheKernelAndNothingElseOfOurs(String part) {
        noClasses()
                .that()
                .resideInAPackage("dev.freshet." + part + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.freshet..")
                        .and(resideOutsideOfPackages("dev.freshet." + part + "..", "dev.freshet.kernel..")))
                .check(CLASSES);
    }

    @Test
    void postgresAndLauncherSeeNothingOfOurs() {
        for (String module : List.of("postgres", "launcher")) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.freshet." + module + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.freshet..")
                            .and(resideOutsideOfPackage("dev.freshet." + module + "..")))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..")
                    .check(CLASSES);
        }
    }

    @Test
    void onlyWiringNamesCapturePlannerAndSink() {
        noClasses()
                .that()
                .resideInAPackage("dev.freshet.engine..")
                .and()
                .resideOutsideOfPackage("dev.freshet.engine.wiring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        PARTS.stream().map(part -> "dev.freshet." + part + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void onlyTheDemoStartsAServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.freshet.engine..")
                .and()
                .resideOutsideOfPackage("dev.freshet.engine.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.freshet.postgres..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.calcite.., dev.freshet.planner..",
        "io.debezium.., dev.freshet.cdc..",
        "org.apache.kafka.., dev.freshet.cdc..",
        "io.javalin.., dev.freshet.engine.http..",
        "picocli.., dev.freshet.engine.command..",
        "com.cronutils.., dev.freshet.engine.definition..",
        "me.tongfei.., dev.freshet.engine.service..",
        "org.apache.commons.compress.., dev.freshet.postgres..",
        "org.tukaani.., dev.freshet.postgres..",
    })
    void thirdPartyTypesStopAtTheirModule(String types, String home) {
        noClasses()
                .that()
                .resideInAPackage("dev.freshet..")
                .and()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(types)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .that()
                .resideInAPackage("dev.freshet..")
                .should()
                .haveSimpleNameContaining("Impl")
                .orShould()
                .haveSimpleNameContaining("Manager")
                .orShould()
                .haveSimpleNameContaining("Util")
                .check(CLASSES);
    }
}
