package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.data.Example.Part;
import io.retask.data.Manifest;
import io.retask.data.Manifest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of unequal size, so that the seeds divide the data into unequal parts. */
final class CompareSeedsTest {
  private static final int PICTURES = 36;
  private static final int SEEDS = 5;

  /** How many seeds the comparison is begun with; the largest of all is not among them. */
  private static final int FIRST = 2;

  @TempDir private static Path world;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String name : List.of("ant", "bee", "cat")) {
      for (int i = 0; i < PICTURES / 3; i++) {
        // two twos are four rows of the class for the test; after a three no other group fits
        int group = i < 6 ? i / 2 : 1 + i / 3;
        entries.add(new Entry("%s/p%02d.png".formatted(name, i), name, name + group, Part.ANY));
      }
    }
    TinyWorld.pictures(world, PICTURES / 3, "ant", "bee", "cat");
    data = world.resolve("manifest.csv");
    Manifest.write(data, entries);
  }

  private Path out() {
    return folder.resolve("comparison");
  }

  private Spoken wellBy(String methods, String budgets, int seeds, Object... more) {
    List<Object> words = new ArrayList<>(List.of("compare", "--data", data, "--out", out()));
    words.addAll(List.of("--box", "fake:seen=" + folder.resolve("seen.txt"), "--seeds", seeds));
    words.addAll(List.of("--methods", methods, "--budgets", budgets));
    words.addAll(List.of(more));
    return Spoken.wellBy(words.toArray());
  }

  /** The labelled rows of the first seeds. */
  private int[] labelled(int seeds) throws IOException {
    int[] labelled = new int[seeds];
    for (int seed = 1; seed <= seeds; seed++) {
      Path tested = out().resolve("predictions/test-rows-%d.csv".formatted(seed));
      labelled[seed - 1] = PICTURES - Files.readAllLines(tested).size() + 1;
    }
    return labelled;
  }

  @Test
  void moreSeedsDoNotMoveTheBudgets() throws IOException {
    List<String> before =
        wellBy("auto:1,raw", "3n", FIRST, "--json").json().findValuesAsText("budget");
    int n = IntStream.of(labelled(FIRST)).max().orElseThrow();
    assertThat(before).hasSize(2 * FIRST).containsOnly(String.valueOf(3 * n));
    Spoken more = wellBy("auto:1,raw", "3n", SEEDS, "--json");
    assertThat(IntStream.of(labelled(SEEDS)).max().orElseThrow())
        .as("a larger seed")
        .isGreaterThan(n);
    assertThat(more.err()).contains(": 6 trainings to do, 4 done before;");
    assertThat(more.json().findValuesAsText("budget"))
        .hasSize(2 * SEEDS)
        .containsOnly(String.valueOf(3 * n));
    assertThat(out().resolve("comparison.html"))
        .content()
        .contains("<dt>Labelled examples, n</dt><dd>%d</dd>".formatted(n));
  }

  /** Folders of before have a plan that does not say what n is. */
  @Test
  void aPlanThatDoesNotSayWhatNIsStillOpens() throws IOException {
    wellBy("raw", "3n", SEEDS);
    Path plan = out().resolve("plan.json");
    ObjectNode kept = (ObjectNode) new ObjectMapper().readTree(plan.toFile());
    assertThat(kept.remove("labelled").asInt())
        .isEqualTo(IntStream.of(labelled(SEEDS)).max().orElseThrow());
    Files.writeString(plan, kept.toString());
    assertThat(wellBy("raw", "3n", SEEDS).err()).as("nothing to do").isEmpty();
  }

  @Test
  void aRowOverFewerSeedsSaysSo() throws IOException {
    wellBy("raw", "3n", SEEDS);
    int[] labelled = labelled(SEEDS);
    int least = IntStream.of(labelled).min().orElseThrow();
    long covered = IntStream.of(labelled).filter(n -> n == least).count();
    assertThat(covered).isLessThan(SEEDS);
    String words = "%d of %d seeds".formatted(covered, SEEDS);
    assertThat(wellBy("raw,views:1", String.valueOf(least), SEEDS).out())
        .containsPattern("\nviews:1 .* 1  %s\n".formatted(words))
        .containsPattern("\nraw .* 0\n")
        .containsPattern("“views:1” is right on [0-9.]+ % in " + words);
    for (JsonNode row : wellBy("raw,views:1", String.valueOf(least), SEEDS, "--json").json()) {
      boolean whole = row.get("method").asText().equals("raw");
      assertThat(row.get("seedsWithResult").asLong()).isEqualTo(whole ? SEEDS : covered);
      assertThat(row.get("seeds").asInt()).isEqualTo(SEEDS);
    }
    assertThat(out().resolve("comparison.html")).content().contains("(" + words + ")</td>");
  }
}
