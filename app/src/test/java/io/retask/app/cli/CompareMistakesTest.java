package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that would do nothing, or make the comparison another, are refused first. */
final class CompareMistakesTest {
  private static final String SMALL =
      " --set bar.batch=5 --set bar.estimator.directions=3 --set bar.validations=0";

  @TempDir private static Path world;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    data = TinyWorld.pictures(world.resolve("data"), 12, "ant", "bee", "cat");
  }

  private Path out() {
    return folder.resolve("comparison");
  }

  private Spoken by(String verb, String settings) {
    List<Object> words = new ArrayList<>(List.of((Object[]) verb.split(" ")));
    words.addAll(List.of("--box", "fake:seen=" + folder.resolve("seen.txt"), "--data", data));
    words.addAll(List.of("--out", out(), "--seeds", "1"));
    words.addAll(List.of((Object[]) settings.trim().split(" ")));
    return Spoken.by(words.toArray());
  }

  private void refused(String verb, String settings, String message) {
    Spoken spoken = by(verb, settings);
    assertThat(spoken).isEqualTo(new Spoken(2, "", "retask: " + message + "\n"));
    assertThat(out()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "bar/wid:bar.batch=10, bar/wid",
    "bra:bar.batch=10, bra",
    "ilm:search.batch=10, ilm",
    "cma-es:x=1, cma-es",
    "bar/wide/x:bar.batch=10, bar/wide/x",
    "auto:4:auto.leastGain=0, auto:4",
    "knn.neighbours=3, knn",
    "views.count=3, views"
  })
  void aSettingOfNobodyIsRefused(String setting, String owner) {
    refused(
        "compare",
        "--methods bar,bar/wide,auto:8 --budgets 2n --set " + setting,
        "'%s' is for '%s', but the methods compared are bar, bar/wide, auto:8; name one of them,"
                .formatted(setting, owner)
            + " or leave the setting out");
  }

  @ParameterizedTest
  @CsvSource({
    "method=raw, --methods",
    "raw:method=majority, --methods",
    "box=other.onnx, --box",
    "seed=3, --seeds",
    "budget.images=5, --budgets",
    "retask=1, nothing: the format is that of this software"
  })
  void whatIsEqualForAllIsNoSetting(String setting, String options) {
    refused(
        "compare",
        "--methods raw,readout --budgets 2n --set " + setting,
        "'%s' sets what is equal for all that is compared; it is said by %s"
            .formatted(setting.substring(setting.indexOf(':') + 1), options));
  }

  @Test
  void theDivisionIsNoSetting() {
    for (String setting : List.of("data.labels=50", "data.holdout=5", "data.validationShare=0.1")) {
      for (String verb : List.of("compare", "study mnist")) {
        refused(
            verb,
            "--methods raw,readout --budgets 2n --set " + setting,
            "'%s' sets what is equal for all that is compared; it is said by --data, --labels, --holdout and the other options of the data"
                .formatted(setting));
      }
    }
  }

  @Test
  void aNameWithViewsIsTrue() {
    refused(
        "compare",
        "--methods auto:8,raw --budgets 2n --set auto.views=4",
        "'auto.views=4' would give 'auto:8' other views than its name says; write the number into"
            + " --methods");
  }

  @ParameterizedTest
  @CsvSource({"bra, bra", "auto:4, auto:4", "bar;views, views", "bar/wid, bar/wid"})
  void whatIsNotComparedCannotBeMadeAgain(String names, String stranger) {
    refused(
        "compare",
        "--methods bar,bar/wide,auto:8 --budgets 2n --redo " + names.replace(';', ','),
        "'%s' cannot be made again: the methods compared are bar, bar/wide, auto:8; name one of them with --redo"
            .formatted(stranger));
  }

  /** What the study sets for methods that are left out is no mistake of the user. */
  @Test
  void aStudyMayLeaveMethodsOut() {
    assertThat(by("study mnist", "--methods raw --budgets 2n").code()).isZero();
    assertThat(by("study mnist", "--methods raw --budgets 2n --set ar.validations=1").err())
        .isEqualTo(
            "retask: 'ar.validations=1' is for 'ar', but the methods compared are raw; name one of"
                + " them, or leave the setting out\n");
  }

  @Test
  void oneOfSeveralIsSetAndMadeAgainByItsName() throws IOException {
    String settings =
        "--methods auto:1,auto:2,bar,bar/wide --budgets 10n --set auto:2:auto.candidates=3"
            + " --set bar/wide:bar.steps=1"
            + SMALL;
    Spoken first = by("compare", settings + " --json");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.json().get(0).get("billedImages").asInt()).isGreaterThan(72);
    assertThat(first.json().get(1).get("billedImages").asInt()).isEqualTo(72);
    for (String name : List.of("auto:2", "bar/wide")) {
      assertThat(by("compare", settings + " --redo " + name).err())
          .contains(": 1 trainings to do, 3 done before;");
    }
    assertThat(by("compare", settings + " --redo bar").err())
        .contains(": 2 trainings to do, 2 done before;");
  }

  @Test
  void aMethodWhoseModuleIsAbsentIsRefusedBeforeAnythingIsSent() {
    refused(
        "compare",
        "--methods raw,scratch --budgets 2n",
        "method 'scratch' needs the module torch (retask-torch), which is not here; build it once"
            + " with: ./mvnw -q -pl torch -am -DskipTests package");
  }
}
