package io.retask.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md, and the habits of the house. Nothing is frozen. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.retask");

  private static void mayUse(String who, String... whom) {
    String[] allowed = new String[whom.length + 4];
    System.arraycopy(whom, 0, allowed, 0, whom.length);
    allowed[whom.length] = who;
    allowed[whom.length + 1] = "io.retask";
    allowed[whom.length + 2] = "java..";
    allowed[whom.length + 3] = "org.jspecify..";
    classes()
        .that()
        .resideInAPackage(who)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(ALL);
  }

  @Test
  void noCycles() {
    slices().matching("io.retask.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void tensorsStandAlone() {
    mayUse("io.retask.tensor..");
  }

  @Test
  void optimisationKnowsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("io.retask.optim..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.retask.optim..", "java..", "org.jspecify..")
        .check(ALL);
  }

  @Test
  void theInputSideKnowsNoBox() {
    mayUse("io.retask.program..", "io.retask.tensor..");
  }

  @Test
  void theOutputSideKnowsAnswersOnly() {
    mayUse("io.retask.loss..", "io.retask.blackbox");
    mayUse("io.retask.mapping", "io.retask.blackbox");
  }

  @Test
  void attacksKnowTensorsAndAnswersOnly() {
    mayUse(
        "io.retask.attack..",
        "io.retask.tensor",
        "io.retask.blackbox..",
        "io.retask.program",
        "io.retask.optim");
  }

  @Test
  void dataKnowNoPicture() {
    mayUse("io.retask.data..", "io.retask.tensor..", "com.fasterxml.jackson..");
  }

  @Test
  void onlyPicturePackagesAndTheApplicationKnowPictures() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.retask.image..", "io.retask.report..", "io.retask.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.retask.image..", "java.awt..", "javax.imageio..")
        .check(ALL);
  }

  @Test
  void artefactsKnowNoTraining() {
    noClasses()
        .that()
        .resideInAPackage("io.retask.artifact..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.retask.train..", "io.retask.optim..")
        .check(ALL);
  }

  @Test
  void jsonStaysAtTheEdges() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.retask.tensor..",
            "io.retask.blackbox",
            "io.retask.blackbox.meter..",
            "io.retask.program..",
            "io.retask.mapping..",
            "io.retask.loss..",
            "io.retask.optim..",
            "io.retask.train..",
            "io.retask.metric..",
            "io.retask.baseline..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(ALL);
  }

  @Test
  void networkOnlyInTheApplication() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.retask.app..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(ALL);
  }

  @Test
  void timeAndChanceAreArguments() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(ALL);
  }

  @Test
  void nobodyPrintsButTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.retask.app.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ALL);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveSimpleNameContaining("Util")
        .orShould()
        .haveSimpleNameContaining("Helper")
        .orShould()
        .haveSimpleNameContaining("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(ALL);
  }
}
