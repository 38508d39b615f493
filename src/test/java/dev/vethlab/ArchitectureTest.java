package dev.vethlab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Holds the house in the shape that {@code docs/architecture.md} draws. */
@AnalyzeClasses(packages = "dev.vethlab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Pattern EMPTY_NAME = Pattern.compile("(.*)(Impl|Utils?|Helper|Manager|Common|Misc|Base)");

    private static final Set<String> EMPTY_PACKAGE_NAMES =
            Set.of("util", "helper", "manager", "common", "impl", "misc", "base");

    private static final DescribedPredicate<JavaClass> BELOW_LAB =
            describe("are below lab", type -> Layer.of(type) < Layer.rankOf("lab"));

    private static final Set<String> HIDDEN_INPUTS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.lang.System.identityHashCode");

    @ArchTest
    static final ArchRule everyPackageHasItsPlace =
            classes().should(have(describe("a layer", type -> Layer.of(type) >= 0)));

    @ArchTest
    static final ArchRule layersPointDown = classes().should(dependOnTheirOwnLayerOrLowerOnes());

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("dev.vethlab.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(have(describe(
                    "a @NullMarked package-info", type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule theSimulatorKnowsNoFramework = noClasses()
            .that(BELOW_LAB)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java.lang..",
                    "java.util..",
                    "java.io",
                    "java.nio..",
                    "java.math",
                    "java.time..",
                    "org.jspecify..",
                    "dev.vethlab..");

    @ArchTest
    static final ArchRule theSimulatorHasNoThreadsAndNoChance = noClasses()
            .that(BELOW_LAB)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Thread.class,
                    ThreadLocal.class,
                    Timer.class,
                    Clock.class,
                    Random.class,
                    SecureRandom.class,
                    UUID.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .callConstructor(SplittableRandom.class);

    @ArchTest
    static final ArchRule theSimulatorAsksNoClockButItsOwn = noClasses()
            .that(BELOW_LAB)
            .should()
            .callMethodWhere(describe("the machine underneath is asked", ArchitectureTest::asksTheMachineUnderneath));

    @ArchTest
    static final ArchRule theSimulatorHasNoStaticState = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(BELOW_LAB)
            .should()
            .beFinal()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            classes().should(have(describe("a name that says what it is", ArchitectureTest::isNamedForWhatItIs)));

    @ArchTest
    static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nothingUsesJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private static boolean isNamedForWhatItIs(JavaClass type) {
        return !EMPTY_NAME.matcher(type.getSimpleName()).matches()
                && Arrays.stream(type.getPackageName().split("\\.")).noneMatch(EMPTY_PACKAGE_NAMES::contains);
    }

    private static boolean asksTheMachineUnderneath(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        return HIDDEN_INPUTS.contains(owner + "." + call.getName())
                || (owner.startsWith("java.time.") && call.getName().equals("now"));
    }

    private static ArchCondition<JavaClass> dependOnTheirOwnLayerOrLowerOnes() {
        return new ArchCondition<>("depend on their own layer or lower ones") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> Layer.of(dependency.getTargetClass()) > Layer.of(type))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }
}
