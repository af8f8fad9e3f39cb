package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.data.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that look at data or at a box before anything is trained. */
final class DataAndProbeTest {
  @TempDir private static Path world;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    data = TinyWorld.pictures(world.resolve("data"), 10, "ant", "bee");
    Files.copy(data.resolve("ant/p00.png"), data.resolve("ant/q00.png"));
    Files.copy(data.resolve("ant/p01.png"), data.resolve("bee/q01.png"));
  }

  @Test
  void anInspectionFindsDuplicatesAndConflicts() {
    JsonNode found = Spoken.wellBy("data", "inspect", data, "--json").json();
    assertThat(found.get("examples").asInt()).isEqualTo(22);
    assertThat(found.get("classes").get("ant").asInt()).isEqualTo(11);
    assertThat(found.get("duplicates")).hasSize(2);
    assertThat(found.get("conflicts")).hasSize(1);
    assertThat(Spoken.wellBy("data", "inspect", data).out())
        .contains("data: 22 examples", "duplicates with conflicting labels: 1 sets");
  }

  @Test
  void aDivisionIsTrainedOnAsWritten() {
    Path manifest = folder.resolve("divided.csv");
    String said =
        Spoken.wellBy("data", "split", data, "--test-share", "0.5", "--seed", 3, "--out", manifest)
            .out();
    assertThat(said).startsWith(manifest + ": ").contains(" train, ", " validation, ", " test; ");
    assertThat(manifest).content().startsWith("path,label,group,split\n");
    assertThat(Manifest.read(manifest))
        .as("a picture without a group is one of its own")
        .allSatisfy(entry -> assertThat(entry.group()).isEqualTo(entry.path()));
    assertThat(Spoken.wellBy("data", "inspect", manifest, "--json").json().get("examples").asInt())
        .isEqualTo(22);
    assertThat(
            Spoken.wellBy(
                    "data", "split", data, "--test-share", "0.5", "--seed", 3, "--out", manifest)
                .out())
        .as("the same seed, the same division")
        .isEqualTo(said);
  }

  @Test
  void theManifestThatIsDividedIsNotWrittenOver() throws IOException {
    Path manifest = folder.resolve("divided.csv");
    Spoken.wellBy("data", "split", data, "--out", manifest);
    String before = Files.readString(manifest);
    Spoken spoken = Spoken.by("data", "split", manifest, "--seed", 2, "--out", manifest);
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err())
        .contains("the manifest '%s' would take the place of the table".formatted(manifest));
    assertThat(manifest).content().isEqualTo(before);
  }

  @Test
  void equalClassesAreEqualWithoutANumberToo() throws IOException {
    Path uneven = TinyWorld.pictures(folder.resolve("uneven"), 12, "ant", "bee");
    for (int i = 6; i < 12; i++) {
      Files.delete(uneven.resolve("bee/p%02d.png".formatted(i)));
    }
    Path manifest = folder.resolve("divided.csv");
    assertThat(Spoken.wellBy("data", "split", uneven, "--out", manifest).out())
        .contains(": 9 train, 3 validation, 6 test; ");
    assertThat(Spoken.wellBy("data", "split", uneven, "--equal-classes", "--out", manifest).out())
        .contains(": 6 train, 2 validation, 6 test; ");
  }

  @Test
  void aTableWithColumnsOfItsOwnIsImported() throws IOException {
    Path table = folder.resolve("labels.csv");
    Files.writeString(
        table,
        "id,dx,patient\np00,ant,a\np01,ant,b\np01,ant,b\np02,mel,a\np99,ant,c\np03,other,d\n");
    Path out = folder.resolve("manifest.csv");
    Spoken spoken =
        Spoken.wellBy(
            "data",
            "import",
            "csv",
            "--table",
            table,
            "--images",
            data.resolve("ant"),
            "--path",
            "id",
            "--name",
            "{}.png",
            "--label",
            "dx",
            "--group",
            "patient",
            "--classes",
            "ant,mel",
            "--out",
            out);
    assertThat(spoken.out())
        .isEqualTo(
            out
                + ": 3 examples; 1 pictures missing, 1 rows of other labels and 1 repeated rows left out\n");
    assertThat(spoken.err()).startsWith("missing: ").contains("p99.png");
    JsonNode found = Spoken.wellBy("data", "inspect", out, "--json").json();
    assertThat(found.get("groups").asInt()).isEqualTo(2);
  }

  @Test
  void aTableIsNotOverwrittenByItsManifest() throws IOException {
    Path table = Files.writeString(folder.resolve("labels.csv"), "id,dx\np00.png,ant\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), table);
    Spoken spoken =
        Spoken.by(
            "data",
            "import",
            "csv",
            "--table",
            table,
            "--images",
            data.resolve("ant"),
            "--path",
            "id",
            "--label",
            "dx",
            "--out",
            link);
    assertThat(spoken)
        .isEqualTo(
            new Spoken(
                2,
                "",
                "retask: the manifest '%s' would take the place of the table that it is made of; name another file with --out%n"
                    .formatted(link)));
    assertThat(table).hasContent("id,dx\np00.png,ant\n");
  }

  @Test
  void aMissingTableIsBadData() {
    Spoken spoken =
        Spoken.by(
            "data",
            "import",
            "csv",
            "--table",
            folder.resolve("none.csv"),
            "--images",
            data,
            "--path",
            "id",
            "--label",
            "dx",
            "--out",
            folder.resolve("out.csv"));
    assertThat(spoken.code()).isEqualTo(5);
    assertThat(spoken.err()).startsWith("retask: ").contains("none.csv");
  }

  @Test
  void aProbeSaysWhatTheBoxIs() throws IOException {
    Path box = TinyWorld.box(folder.resolve("box"));
    JsonNode result = Spoken.wellBy("probe", box, "--data", data, "--json").json();
    assertThat(result.get("input").asText()).contains("3").contains("16");
    assertThat(result.get("labels").asInt()).isEqualTo(8);
    assertThat(result.get("scores").asText()).isEqualTo("LOGITS");
    assertThat(result.get("deterministic").asBoolean()).isTrue();
    assertThat(result.get("batchAgrees").asBoolean()).isTrue();
    assertThat(result.get("queries").asInt()).isEqualTo(4 * 16);
    assertThat(Spoken.wellBy("probe", box).out())
        .contains("deterministic  yes", "queries spent  64", "the pictures were drawn, not real");
  }

  @Test
  void aProbeCountsEveryImageThatItSends() throws IOException {
    Path seen = folder.resolve("seen.txt");
    JsonNode result = Spoken.wellBy("probe", "fake:seen=" + seen, "--json").json();
    List<String> rows = Files.readAllLines(seen);
    assertThat(result.get("queries").asInt()).isEqualTo(rows.size());
  }

  @Test
  void aModelThatCannotBeImportedIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("model.tflite"), "no model");
    Spoken spoken = Spoken.by("boxes", "import", file, "--out", folder);
    assertThat(spoken.code()).isIn(2, 6);
    assertThat(spoken.err()).startsWith("retask: ").contains("model.tflite");
  }

  @Test
  void aNameThatCannotBePulledIsRefusedWithTheNames() {
    Spoken spoken = Spoken.by("boxes", "pull", "inception-v9", "--cache", folder);
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err()).contains("inception-v9").contains("inception-v3");
  }
}
