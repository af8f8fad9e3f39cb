package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.blackbox.description.BoxInput.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The range of a file that is imported is said, or is said to be assumed. */
final class ImportTest {
  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    model =
        Files.writeString(
            folder.resolve("means.json"),
            """
            {"modelTopology":{"class_name":"Sequential","config":{"layers":[
             {"class_name":"GlobalAveragePooling2D",
              "config":{"name":"g","batch_input_shape":[null,2,2,3]}}]}}}
            """);
  }

  private Scaling described() {
    return BoxDescriptionFile.read(folder.resolve("means.box.yaml")).input().scaling();
  }

  @Test
  void aRangeThatWasAssumedIsSaid() {
    Spoken spoken = Spoken.wellBy("boxes", "import", model, "--out", folder);
    assertThat(spoken.out()).isEqualTo(folder.resolve("means.box.yaml") + "\n");
    assertThat(spoken.err())
        .isEqualTo(
            model
                + " does not say which numbers it takes, so [0,1] was assumed; if it takes others,"
                + " such as [-1,1] or [0,255], import it again with --scale, --mean and --std\n");
    assertThat(described()).isEqualTo(Scaling.uniform(3, 1, 0, 1));
  }

  @Test
  void theRangeIsThatOfTheOptions() {
    Spoken spoken =
        Spoken.wellBy(
            "boxes", "import", model, "--out", folder, "--scale", 255, "--mean", "1,2,3", "--std",
            4);
    assertThat(spoken.err()).isEmpty();
    assertThat(described())
        .isEqualTo(new Scaling(255, List.of(1.0, 2.0, 3.0), List.of(4.0, 4.0, 4.0)));
    Spoken.wellBy("boxes", "import", model, "--out", folder, "--mean", 0.5, "--std", 0.5);
    assertThat(described()).isEqualTo(Scaling.uniform(3, 1, 0.5, 0.5));
  }

  @Test
  void aRangeThatDoesNotFitIsRefused() {
    Spoken spoken = Spoken.by("boxes", "import", model, "--out", folder, "--mean", "1,2");
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err()).contains("mean [1.0, 2.0] and std [1.0] do not fit; give one number");
  }
}
