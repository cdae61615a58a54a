package dev.imprimatur.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.imprimatur.server.flow.GenerationFlow;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;

/** What the server's code must keep to. */
@AnalyzeClasses(
    packages = "dev.imprimatur.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** The tokens of the flow: made by the flow alone, each from the one before. */
  private static final Set<String> TOKENS =
      Set.of(
          "Licensed",
          "Normalised",
          "Permitted",
          "Rewritten",
          "PermittedAgain",
          "Signed",
          "Drawn",
          "Classified",
          "Marked",
          "Recorded");

  @ArchTest
  static final ArchRule everyEndpointSaysWhoMayCallIt =
      methods()
          .that()
          .areAnnotatedWith(GET.class)
          .or()
          .areAnnotatedWith(POST.class)
          .should(
              new ArchCondition<JavaMethod>("say which roles may call it") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                  boolean says =
                      method.isAnnotatedWith(RolesAllowed.class)
                          || method.getOwner().isAnnotatedWith(RolesAllowed.class)
                          || method.getOwner().isAnnotatedWith(PermitAll.class);
                  events.add(
                      new SimpleConditionEvent(
                          method, says, method.getFullName() + " says nothing of roles"));
                }
              });

  @ArchTest
  static final ArchRule onlyTheLogIsOpenToEverybody =
      classes()
          .that()
          .areAnnotatedWith(PermitAll.class)
          .should()
          .resideInAPackage("dev.imprimatur.server.log");

  @ArchTest
  static final ArchRule resourcesTranslateOnly =
      noClasses()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class);

  @ArchTest
  static final ArchRule onlyOneClassMeetsTheEntityManager =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.imprimatur.server.persistence")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EntityManager.class);

  @ArchTest
  static final ArchRule tokensStayInTheFlow =
      classes()
          .that(isToken())
          .should()
          .bePackagePrivate()
          .andShould()
          .onlyBeAccessed()
          .byClassesThat()
          .resideInAPackage(GenerationFlow.class.getPackageName());

  @ArchTest
  static final ArchRule flowKnowsNoHttpAndNoBroker =
      noClasses()
          .that()
          .resideInAPackage(GenerationFlow.class.getPackageName())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..", "jakarta.jms..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("dev.imprimatur.server.(*)..")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              JavaClass.Predicates.resideInAPackage("dev.imprimatur.server.assembly"));

  private static DescribedPredicate<JavaClass> isToken() {
    return DescribedPredicate.describe(
        "are tokens of the flow",
        each ->
            each.getPackageName().equals(GenerationFlow.class.getPackageName())
                && TOKENS.contains(each.getSimpleName()));
  }
}
