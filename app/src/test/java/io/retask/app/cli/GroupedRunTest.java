package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples that belong together: pictures of one patient, and copies. */
final class GroupedRunTest {
  @TempDir private static Path world;
  private static Path box;
  @TempDir private Path folder;

  @BeforeAll
  static void makeTheBox() throws IOException {
    box = TinyWorld.box(world.resolve("box"), 1, "price: {per1000Images: 2, currency: EUR}");
  }

  /** Two classes; a patient has pictures of both. */
  private Path manifest(int patients, int each) throws IOException {
    Path pictures = TinyWorld.pictures(folder.resolve("data"), patients * each, "ant", "bee");
    List<String> lines = new ArrayList<>(List.of("path,label,group"));
    for (String label : List.of("ant", "bee")) {
      for (int i = 0; i < patients * each; i++) {
        lines.add("%s/p%02d.png,%s,patient-%d".formatted(label, i, label, i % patients));
      }
    }
    return Files.write(pictures.resolve("manifest.csv"), lines);
  }

  private JsonNode evaluated(Path data, String method, Object... more) {
    Path run = folder.resolve("run");
    List<Object> words =
        new ArrayList<>(
            List.of("train", "--box", box, "--data", data, "--method", method, "--out", run));
    words.addAll(List.of("--money", "5"));
    words.addAll(List.of(more));
    Spoken.wellBy(words.toArray());
    return Spoken.wellBy("evaluate", run, "--json").json();
  }

  private String report() throws IOException {
    return Files.readString(folder.resolve("run/report.html"));
  }

  @Test
  void patientsAreTheWitnesses() throws IOException {
    JsonNode figures = evaluated(manifest(12, 3), "readout");
    assertThat(figures.get("pairedTest").asText())
        .isEqualTo("the exact sign-flip test with groups of rows as units");
    assertThat(figures.get("intervals").asText()).isEqualTo("bootstrap of whole groups");
    assertThat(report())
        .contains("<dt>Groups kept whole</dt><dd>12</dd>", "take a group for one witness")
        .contains("<dt>Budget of the training</dt><dd>5 EUR</dd>");
    assertThat(Spoken.wellBy("evaluate", folder.resolve("run")).out())
        .contains("p: the exact sign-flip test with groups of rows as units against readout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"readout", "raw", "views", "auto"})
  void fewPatientsAreEnough(String method) throws IOException {
    assertThat(evaluated(manifest(3, 6), method).get("n").asInt()).isPositive();
  }

  @Test
  void fewPatientsAreEnoughForASearch() throws IOException {
    Path data = manifest(4, 4);
    assertThat(evaluated(data, "bar", "--budget", 1500).get("n").asInt()).isPositive();
  }

  @Test
  void onePatientToLearnFromIsRefusedBeforeAnythingIsSent() throws IOException {
    Path run = folder.resolve("run");
    Spoken spoken =
        Spoken.by("train", "--box", box, "--data", manifest(2, 6), "--method", "knn", "--out", run);
    assertThat(spoken.code()).isEqualTo(5);
    assertThat(spoken.err()).contains("examples of one group that cannot be divided");
    assertThat(run).doesNotExist();
  }

  /** Noise that nobody can classify, unless a copy of it is known. */
  @ParameterizedTest
  @ValueSource(strings = {"knn", "views"})
  void copiesDoNotTellOnEachOther(String method) throws IOException {
    Path data = folder.resolve("data");
    for (int i = 0; i < 40; i++) {
      for (String copy : List.of("", "-copy")) {
        Path inside = Files.createDirectories(data.resolve(i % 2 == 0 ? "ant" : "bee"));
        TinyWorld.picture(inside.resolve("p%02d%s.png".formatted(i, copy)), 0, i);
      }
    }
    evaluated(data, method);
    JsonNode record =
        new ObjectMapper().readTree(folder.resolve("run/training.json").toFile()).get("metrics");
    assertThat(record.get("crossValidatedAccuracy").asDouble()).isLessThan(0.75);
    if (method.equals("knn")) {
      assertThat(record.get("neighbours").asDouble()).isGreaterThan(1);
    }
    assertThat(report()).contains("take a group for one witness");
  }

  @Test
  void theReportOfAutoNamesTheLocalPartAndKeepsTheReason() throws IOException {
    Path data = TinyWorld.pictures(folder.resolve("data"), 12, "ant", "bee", "cat");
    evaluated(data, "auto", "--budget", 100);
    assertThat(report())
        .containsPattern("classifier of the picture (made small|itself)")
        .doesNotContain("fixed views", "mini-batches")
        .containsPattern("<p>(Chose|The best) \\d of \\d views")
        .contains("none of several examples", "McNemar&#39;s exact test")
        .contains("both are cross-validated on the labelled examples");
  }

  @Test
  void otherDataAreNamedAndDigestsTellDivisionsApart() throws IOException {
    Path data = TinyWorld.pictures(folder.resolve("data"), 12, "ant", "bee");
    Path other = Files.createDirectories(folder.resolve("elsewhere"));
    for (String label : List.of("ant", "bee")) {
      Path inside = Files.createDirectories(other.resolve(label));
      for (int i = 0; i < 4; i++) {
        TinyWorld.picture(inside.resolve("q" + i + ".png"), i % 2, 5_000 + i + label.hashCode());
      }
    }
    evaluated(data, "knn");
    Path twin = folder.resolve("twin");
    for (String seed : List.of("1", "2")) {
      Spoken.wellBy(
          "train",
          "--box",
          box,
          "--data",
          data,
          "--method",
          "raw",
          "--seed",
          seed,
          "--out",
          twin.resolve(seed));
    }
    Path both = folder.resolve("both.html");
    String different = "These runs do not all use the same data and split";
    Spoken.wellBy("report", folder.resolve("run"), twin.resolve("1"), "--out", both);
    assertThat(both).content().doesNotContain(different).contains("compare only runs of the same");
    Spoken.wellBy("report", twin.resolve("1"), twin.resolve("2"), "--out", both);
    assertThat(both).content().contains(different);
    Spoken.wellBy("evaluate", folder.resolve("run"), "--data", other);
    assertThat(report()).contains("<dt>Judged on</dt><dd>elsewhere</dd>", "not of the data that");
  }
}
