package dev.imprimatur.stack.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.imprimatur.stack.installation.TestInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the modules and packages of the whole project, over what was built. */
class ModulesTest {
  private static final List<String> FOLDERS =
      List.of(
          "db",
          "safety/provenance",
          "safety/image",
          "safety/policy",
          "safety/training",
          "pipeline/contract",
          "pipeline/picture",
          "pipeline/diffusion",
          "pipeline/worker",
          "server",
          "deploy/stack");

  /** Whom each module may know, by the last part of the package's name. */
  private static final Map<String, Set<String>> KNOWN =
      Map.ofEntries(
          entry("db", Set.of()),
          entry("provenance", Set.of()),
          entry("image", Set.of()),
          entry("policy", Set.of()),
          entry("training", Set.of("policy")),
          entry("contract", Set.of()),
          entry("picture", Set.of()),
          entry("diffusion", Set.of("picture")),
          entry("worker", Set.of("contract", "diffusion", "image", "picture", "provenance")),
          entry("server", Set.of("contract", "policy", "provenance", "picture", "db")),
          entry("stack", Set.of("contract", "policy", "provenance", "db")));

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    List<Path> built =
        FOLDERS.stream()
            .map(folder -> TestInstallation.root().resolve(folder).resolve("target/classes"))
            .toList();
    assumeTrue(
        built.stream().allMatch(Files::isDirectory),
        "not every module is built; run ./imprimatur build");
    classes = new ClassFileImporter().importPaths(built);
  }

  @Test
  void modules_knowOnlyThoseBelowThem() {
    KNOWN.forEach((module, known) -> {
      var unknown = new TreeSet<>(KNOWN.keySet());
      unknown.removeAll(known);
      unknown.remove(module);
      noClasses()
          .that()
          .resideInAPackage(packages(module))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(unknown.stream().map(ModulesTest::packages).toArray(String[]::new))
          .check(classes);
    });
  }

  @Test
  void modules_areAllNamedHere() {
    Set<String> found = new TreeSet<>();
    for (JavaPackage each : classes.getPackage("dev.imprimatur").getSubpackages()) {
      found.add(each.getRelativeName());
    }
    assertThat(found).isEqualTo(new TreeSet<>(KNOWN.keySet()));
  }

  @Test
  void packages_ofAModule_haveNoCycles() {
    for (String module : KNOWN.keySet()) {
      slices()
          .matching("dev.imprimatur." + module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void packages_sayWhatBelongsThere_andThatNothingIsNull() {
    for (JavaPackage each : classes.getPackage("dev.imprimatur").getSubpackagesInTree()) {
      if (!each.getClasses().isEmpty()) {
        assertThat(each.isAnnotatedWith(NullMarked.class))
            .as("%s has a package-info with @NullMarked", each.getName())
            .isTrue();
      }
    }
  }

  @Test
  void worker_knowsNoDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(packages("worker"), packages("diffusion"), packages("image"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..", "javax.sql..", "jakarta.persistence..", "org.postgresql..")
        .check(classes);
  }

  @Test
  void classes_areNamedAfterThings() {
    noClasses().should().haveNameMatching(".*(Utils?|Helper|Impl|Manager)").check(classes);
  }

  @Test
  void sourceFiles_areSmall() throws Exception {
    for (String folder : FOLDERS) {
      Path sources = TestInstallation.root().resolve(folder).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(250);
        }
      }
    }
  }

  private static String packages(String module) {
    return "dev.imprimatur." + module + "..";
  }
}
