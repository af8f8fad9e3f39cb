package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.image.dataset.CountingSquares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published experiments, small. */
final class StudyTest {
  private static final String FEW =
      " --classes 1,2,10 --budgets 3n --methods readout,bar --set bar.batch=5";
  private static final String SMALL =
      " --set bar.estimator.directions=3 --set bar.validations=0 --set bar.steps=3"
          + " --set bar.program.sourceSize=8";

  @TempDir private static Path world;
  private static Path box;
  private static Path squares;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    box = TinyWorld.box(world.resolve("box"));
    squares = Files.createDirectories(world.resolve("squares"));
    CountingSquares.writeTo(squares, 150, 60, 3);
  }

  private Path out() {
    return folder.resolve("study");
  }

  private List<Object> words(String name, String settings) {
    List<Object> words = new ArrayList<>(List.of("study", name, "--out", out(), "--box", box));
    words.addAll(List.of("--data", squares));
    words.addAll(List.of((Object[]) settings.trim().split(" ")));
    return words;
  }

  private Spoken wellBy(String name, String settings) {
    return Spoken.wellBy(words(name, settings).toArray());
  }

  @Test
  void theTableHasAColumnOfPublishedFigures() {
    Spoken spoken = wellBy("mnist", FEW + SMALL);
    List<String> lines = spoken.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "method             budget     billed  accuracy  95 % interval      balanced  views"
                + "  published");
    assertThat(lines.get(1)).startsWith("readout ").endsWith("      1  –");
    assertThat(lines.get(2)).startsWith("bar ").endsWith("      1  –");
    assertThat(lines)
        .contains(
            "Published beside “ar/first”: 97.45 %, with Inception-v3 (ResNet-v2-50: 95.86 %);"
                + " re-implementation github.com/lizhuorong/Adversarial-Reprogramming-tensorflow"
                + " (verified).")
        .contains(
            "Published beside “ar/first”: about 97 %, with ImageNet networks and all digits; Elsayed"
                + " et al., ICLR 2019, arXiv 1806.11146, by a summary of it (second hand, not"
                + " verified).");
  }

  @Test
  void everyEntrantOfTheStudyHasARow() {
    JsonNode rows =
        wellBy(
                "squares",
                " --classes 1,2,10 --budgets 6n --set ar:ar.program.sourceSize=8"
                    + " --set ar:ar.validations=0 --set bar.batch=5"
                    + SMALL
                    + " --json")
            .json()
            .get("results");
    assertThat(rows.findValuesAsText("method"))
        .containsExactly("ar", "ar", "bar", "auto", "readout", "frequency", "raw", "majority");
    assertThat(rows.findValuesAsText("variant")).startsWith("readout", "first", "null", "null");
    rows.forEach(row -> assertThat(row.get("refused").isNull()).as(row.toString()).isTrue());
  }

  @Test
  void thePageShowsTheTask() {
    wellBy("squares", FEW + SMALL);
    String page = contentOf(out().resolve("comparison.html"));
    assertThat(page)
        .contains("<title>Study squares: counting with a network that never learned to count")
        .contains("<h2>The task</h2>", "<h2>What was published</h2>", "alt=\"10\"")
        .contains("other data, or other numbers of them, than those of the study itself")
        .contains(
            "No published figure of this task could be checked at its source, so none is shown.");
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }

  @Test
  void theResultsAreJsonAndAreKept() {
    JsonNode first = wellBy("mnist", FEW + SMALL + " --json").json();
    assertThat(Spoken.keys(first)).containsExactly("study", "title", "results", "published");
    assertThat(first.get("results")).hasSize(2);
    assertThat(first.get("published")).hasSize(3);
    assertThat(Spoken.keys(first.get("published").get(0)))
        .containsExactly("method", "figure", "setting", "source", "status");
    Spoken again = wellBy("mnist", FEW + SMALL + " --json");
    assertThat(again.json()).isEqualTo(first);
    assertThat(again.err()).as("nothing to announce").isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(Spoken.by("study", "cifar10", "--box", box))
        .isEqualTo(
            new Spoken(
                5,
                "",
                "retask: study 'cifar10' needs CIFAR-10 as a folder per class; no package ships it;"
                    + " name it with --data DIR\n"));
    assertThat(Spoken.by("study", "squares"))
        .isEqualTo(
            new Spoken(
                2,
                "",
                "retask: Missing required option: '--box=BOX'; name a network: an ONNX file with its"
                    + " .box.yaml, or one of 'retask boxes list'. Method ar needs its weights as"
                    + " real numbers; 'retask study --help' explains\n"));
    assertThat(Spoken.by("study", "circles", "--box", box).err())
        .isEqualTo("retask: there is no study 'circles'; choose from squares, mnist, cifar10\n");
  }

  @Test
  void theSquaresAreDrawnWhereTheyAreNamed() {
    JsonNode found =
        Spoken.wellBy("data", "inspect", "squares", "--cache", folder.resolve("cache"), "--json")
            .json();
    assertThat(found.toString()).contains("36x36");
    assertThat(folder.resolve("cache/data/squares-2-20000-2000/t10k-labels-idx1-ubyte"))
        .hasSize(2_008);
  }
}
