package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.blackbox.description.BoxInput.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TFLite files that are damaged, or are not what a box can be, are refused in words. */
final class RefusedFileTest {
  private static final int[] PICTURE = {1, 2, 2, 3};
  private static final int[] CHANNELS = {3};
  private static final ImportOptions FLOAT = ImportOptions.of(Precision.FLOAT);
  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("tiny.tflite"), bytes);
  }

  private void refused(byte[] bytes, ImportOptions options, String message) throws IOException {
    Path source = file(bytes);
    Path target = folder.resolve("boxes");
    assertThatThrownBy(() -> ModelImport.importFile(source, target, options))
        .isInstanceOf(RetaskException.class)
        .hasMessageMatching(message);
    assertThat(target).doesNotExist();
  }

  @Test
  void aWholeFileIsImported() throws IOException {
    Path source = file(TinyTflite.sum(PICTURE, CHANNELS, 12, 1));
    ImportedBox box = ModelImport.importFile(source, folder, FLOAT);
    assertThat(box.rangeAssumed()).isTrue();
    assertThat(BoxDescriptionFile.read(box.description()).input().scaling())
        .isEqualTo(Scaling.uniform(3, 1, 0, 1));
  }

  @Test
  void aRangeThatIsStatedIsDescribed() throws IOException {
    Path source = file(TinyTflite.sum(PICTURE, CHANNELS, 12, 1));
    ImportOptions stated = FLOAT.scaled(2, List.of(1.0), List.of(0.5, 1.0, 2.0));
    ImportedBox box = ModelImport.importFile(source, folder, stated);
    assertThat(box.rangeAssumed()).isFalse();
    assertThat(BoxDescriptionFile.read(box.description()).input().scaling())
        .isEqualTo(new Scaling(2, List.of(1.0, 1.0, 1.0), List.of(0.5, 1.0, 2.0)));
  }

  @Test
  void aRangeThatDoesNotFitIsRefused() throws IOException {
    for (List<Double> std : List.of(List.of(1.0, 2.0), List.of(0.0))) {
      assertThatThrownBy(() -> FLOAT.scaled(1, List.of(0.0), std))
          .isInstanceOf(RetaskException.class)
          .hasMessage(
              "mean [0.0] and std %s do not fit; give one number or one a colour, and no std of 0"
                  .formatted(std));
    }
    refused(
        TinyTflite.sum(new int[] {1, 4}, new int[] {4}, 16, 1),
        FLOAT.scaled(1, List.of(0.0, 1.0, 2.0), List.of(1.0)),
        "mean .* and std .* are for a picture, but the file takes none; give one number each");
  }

  @Test
  void aFileThatWasCutOff() throws IOException {
    byte[] whole = TinyTflite.sum(PICTURE, CHANNELS, 12, 1);
    for (int length : Stream.of(8, whole.length / 2, whole.length - 40).toList()) {
      refused(
          Arrays.copyOf(whole, length),
          FLOAT,
          ".*tiny.tflite is damaged or not understood \\(.*\\); fetch it again");
    }
  }

  @Test
  void aTensorThatIsNotThere() throws IOException {
    refused(
        TinyTflite.sum(PICTURE, CHANNELS, 12, -1),
        FLOAT,
        ".*tiny.tflite is damaged or not understood \\(.*-1.*\\); fetch it again");
  }

  @Test
  void aTensorThatIsSaidToBeLargerThanTheFile() throws IOException {
    refused(
        TinyTflite.sum(PICTURE, new int[] {2_000_000_000}, 4, 1),
        FLOAT,
        "tensor 'c' is of \\[2000000000\\], but the file holds 4 bytes for it; fetch the file"
            + " again");
    refused(
        TinyTflite.sum(PICTURE, new int[] {1, 65_536, 65_536, 1}, 4, 1),
        FLOAT,
        ".*tiny.tflite is damaged or not understood \\(.*overflow\\); fetch it again");
  }

  @Test
  void aSingleScore() throws IOException {
    refused(
        TinyTflite.sum(new int[] {1, 1}, new int[] {1}, 4, 1),
        FLOAT,
        ".*tiny.tflite answers 1 score, but a box answers 2 or more; export it with one score a"
            + " class");
  }

  @Test
  void constantsOfTwoOrThreeAxesBesideAPicture() throws IOException {
    refused(
        TinyTflite.sum(PICTURE, new int[] {2, 3}, 24, 1),
        FLOAT,
        "operator 0 \\(ADD\\) adds \\[2, 3\\] to \\[1, 2, 2, 3\\], but only one shape or one"
            + " constant a channel has a rule; this file cannot be imported");
    refused(
        TinyTflite.sum(PICTURE, new int[] {2, 2, 3}, 48, 1),
        FLOAT,
        "operator 0 .ADD. adds \\[2, 2, 3\\] to .*");
  }
}
