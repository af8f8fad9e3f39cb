package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other data are judged without the patients that were learned from. */
final class FamiliarGroupsTest {
  @TempDir private Path folder;
  private Path run;
  private Path other;

  /** Four patients of each class with two pictures each; the fourth is held out. */
  @BeforeEach
  void trainOnPatients() throws IOException {
    TinyWorld.pictures(folder.resolve("data"), 8, "ant", "bee");
    List<String> lines = new ArrayList<>(List.of("path,label,group,split"));
    for (String name : List.of("ant", "bee")) {
      for (int i = 0; i < 8; i++) {
        lines.add("data/%s/p%02d.png,%s,%s-%d,%s".formatted(name, i, name, name, i / 2, part(i)));
      }
    }
    Path data = Files.write(folder.resolve("data.csv"), lines);
    run = folder.resolve("run");
    Spoken.wellBy(
        "train",
        "--box",
        TinyWorld.box(folder.resolve("box")),
        "--data",
        data,
        "--method",
        "raw",
        "--out",
        run);
    for (int i = 1; i <= 5; i++) {
      TinyWorld.picture(folder.resolve("new" + i + ".png"), i, 500 + i);
    }
    other =
        Files.write(
            folder.resolve("other.csv"),
            List.of(
                "path,label,group",
                "data/ant/p00.png,ant,scan-9",
                "new1.png,ant,ant-0",
                "new2.png,ant,scan-9",
                "new3.png,ant,ant-3",
                "new4.png,ant,",
                "new5.png,bee,"));
  }

  private static String part(int row) {
    return row < 6 ? "train" : "test";
  }

  private static String kin(int examples) {
    return examples
        + " more examples are of groups of which others were in the training (the same patient,"
        + " say) and are left out\n";
  }

  @Test
  void picturesOfAPatientWhoWasLearnedFromAreLeftOut() {
    Spoken spoken = Spoken.wellBy("evaluate", run, "--data", other, "--json");
    assertThat(spoken.json().get("n").asInt()).isEqualTo(3);
    assertThat(spoken.err())
        .contains("1 examples were in the training and are left out\n" + kin(2));
  }

  @Test
  void aRunThatKeptNoGroupsIsStillRead() throws IOException {
    Path labelled = run.resolve("labelled.txt");
    List<String> digests =
        Files.readAllLines(labelled).stream().filter(line -> !line.startsWith("group ")).toList();
    assertThat(digests).hasSize(12);
    Files.write(labelled, digests);
    Spoken spoken = Spoken.wellBy("evaluate", run, "--data", other, "--json");
    assertThat(spoken.json().get("n").asInt()).isEqualTo(4);
    assertThat(spoken.err())
        .contains("1 examples were in the training and are left out\n" + kin(1));
  }
}
