package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retask.testkit.blackbox.SeenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit of a whole comparison: 24 labelled pictures, 12 for the test. */
final class CompareLimitsTest {
  private static final String SEARCH = "--methods auto:8 --budgets 30n --seeds 1";

  /** Both ask the first view, and every seed asks it of the same pictures. */
  private static final String SEVERAL = "--methods views:1,views:2 --budgets 2n --seeds 5";

  @TempDir private static Path world;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    data = TinyWorld.pictures(world.resolve("data"), 12, "ant", "bee", "cat");
  }

  private Path seen() {
    return folder.resolve("seen.txt");
  }

  private Path results(String out) {
    return folder.resolve(out).resolve("results.json");
  }

  private Spoken by(String dials, String out, String settings) {
    List<Object> words = new ArrayList<>(List.of("compare", "--data", data));
    words.addAll(List.of("--box", "fake:seen=" + seen() + dials, "--out", folder.resolve(out)));
    words.addAll(List.of((Object[]) settings.split(" ")));
    return Spoken.by(words.toArray());
  }

  private Spoken wellBy(String out, String settings) {
    Spoken spoken = by("", out, settings);
    assertThat(spoken.code()).as(spoken.err()).isZero();
    return spoken;
  }

  /** The results without the times. */
  private String figures(String out) throws IOException {
    return Files.readString(results(out)).replaceAll("\"trainSeconds\" : [0-9.E-]+", "");
  }

  /** {@code auto} makes do with the views that its own budget covers, but this is not its own. */
  @Test
  void aSearchThatTheWholeCutShortIsNotKept() throws IOException {
    Spoken cut = by("", "comparison", SEARCH + " --max-images 200");
    assertThat(cut.code()).isEqualTo(3);
    assertThat(cut.err()).contains("retask: the limit of the whole comparison is reached: ");
    assertThat(SeenFile.read(seen())).as("views that were answered").hasSizeGreaterThan(48);
    assertThat(results("comparison")).doesNotExist();
    wellBy("comparison", SEARCH + " --max-images 2000");
    wellBy("whole", SEARCH);
    assertThat(figures("comparison")).isEqualTo(figures("whole"));
  }

  @Test
  void theSameCommandGoesOnWithItsLimit() {
    String limited = SEVERAL + " --max-images 5000";
    assertThat(by(",fails=150", "comparison", limited).code()).isEqualTo(4);
    wellBy("comparison", limited);
    assertThat(SeenFile.read(seen())).doesNotHaveDuplicates();
  }

  @Test
  void aLimitIsNotLoweredOnceItWasUsed() {
    assertThat(by(",fails=150", "comparison", SEVERAL).code()).isEqualTo(4);
    Spoken lower = by("", "comparison", SEVERAL + " --max-images 400");
    assertThat(lower.code()).isEqualTo(2);
    assertThat(lower.err())
        .containsPattern(
            "retask: the comparison was begun with [0-9]+ images for training and its limit can"
                + " only be raised, but this one leaves [0-9]+ images; raise --max-images or"
                + " --money, or name another folder with --out\n");
  }

  @Test
  void whatAsksNothingNeedsNoLimit() {
    wellBy("comparison", "--methods raw,majority --budgets 2n --seeds 1 --max-images 1");
    assertThat(seen()).isEmptyFile();
  }

  @Test
  void theViewsThatASettingAsksForAreAnnouncedAndCovered() {
    Spoken search =
        wellBy(
            "auto",
            "--methods auto --budgets 40n --seeds 1 --set auto.views=16 --set auto.leastGain=0");
    assertThat(search.err()).contains("at most 960 images for training and 192 for test rows");
    Spoken fixed = wellBy("views", "--methods views --budgets 20n --seeds 1 --set views.count=10");
    assertThat(fixed.err()).contains("at most 240 images for training and 120 for test rows");
    assertThat(fixed.out()).contains("\nviews                 480        240 ");
    Spoken usual = wellBy("usual", "--methods views --budgets 20n --seeds 1");
    assertThat(usual.err()).contains("at most 96 images for training and 48 for test rows");
  }

  @Test
  void aLimitThatDoesNotCoverTheNewTrainingsLeavesTheOldOnes() throws IOException {
    wellBy("comparison", SEVERAL);
    byte[] before = Files.readAllBytes(results("comparison"));
    Spoken poor = by("", "comparison", SEVERAL + " --redo views:2 --max-images 10");
    assertThat(poor.code()).isEqualTo(2);
    assertThat(poor.err()).contains("retask: a limit of 10 images does not cover this comparison");
    assertThat(Files.readAllBytes(results("comparison"))).isEqualTo(before);
  }

  /** A search keeps a validation part, which one labelled picture a class has no room for. */
  @Test
  void dataThatAreTooFewForOneMethodLeaveTheOthers() throws IOException {
    wellBy("comparison", "--methods bar,majority --budgets 60 --labels 3 --seeds 1");
    JsonNode rows = new ObjectMapper().readTree(results("comparison").toFile());
    assertThat(rows.findValuesAsText("method")).containsExactly("bar", "majority");
    assertThat(rows.get(0).get("refused").asText()).contains("validation");
    assertThat(rows.get(0).get("billedImages").asLong()).isZero();
    assertThat(rows.get(1).get("accuracy").isNumber()).isTrue();
  }

  @Test
  void aLimitOfMoneyNeedsAPrice() {
    Spoken spoken = by("", "comparison", SEVERAL + " --money 5");
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err()).contains("the description of 'fake' states no price");
    assertThat(folder.resolve("comparison")).doesNotExist();
  }
}
