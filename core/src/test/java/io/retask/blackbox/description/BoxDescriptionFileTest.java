package io.retask.blackbox.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Visibility;
import io.retask.recipe.InvalidRecipe;
import io.retask.tensor.Shape;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoxDescriptionFileTest {
  private static final String GOOD =
      """
      file: a.onnx
      input:
        name: image
        layout: NHWC
        channels: BGR
        height: 4
        width: 5
        type: uint8
        scale: 255
        mean: [1, 2, 3]
      output:
        name: prob
        scores: log-probabilities
        visibility: full
        labels: [cat, dog]
      limits:
        maxBatch: 16
      price:
        per1000Images: 1.5
        currency: EUR
      """;

  @TempDir Path folder;

  private BoxDescription read(String text) {
    try {
      return BoxDescriptionFile.read(Files.writeString(folder.resolve("a.box.yaml"), text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyKeyArrives() {
    BoxDescription read = read(GOOD);
    assertThat(read)
        .isEqualTo(
            new BoxDescription(
                "a.onnx",
                Optional.empty(),
                new BoxInput(
                    "image",
                    Layout.NHWC,
                    ChannelOrder.BGR,
                    Shape.of(3, 4, 5),
                    ElementType.UINT8,
                    new BoxInput.Scaling(255, List.of(1.0, 2.0, 3.0), List.of(1.0, 1.0, 1.0))),
                new BoxOutput(
                    "prob", ScoreKind.LOG_PROBABILITIES, Visibility.FULL, List.of("cat", "dog")),
                new BoxLimits(OptionalInt.of(16), OptionalInt.empty()),
                new Price(new BigDecimal("1.5"), "EUR")));
    assertThat(read.input().boxShape()).isEqualTo(Shape.of(4, 5, 3));
  }

  @Test
  void whatIsNoPictureGivesItsShape() {
    BoxDescription read =
        read(
            GOOD.replaceAll("(?s)  layout.*  type: uint8", "  shape: [49, 10]\n  type: float32")
                .replaceAll("mean: .*", "mean: 2"));
    assertThat(read.input().layout()).isEqualTo(Layout.PLAIN);
    assertThat(read.input().boxShape()).isEqualTo(Shape.of(49, 10));
    assertThat(read.input().scaling()).isEqualTo(BoxInput.Scaling.uniform(1, 255, 2, 1));
  }

  @Test
  void labelsComeFromAFileWithOrWithoutAnEndOfLine() throws IOException {
    Files.writeString(folder.resolve("names.txt"), "one\ntwo\n three");
    assertThat(read(GOOD.replace("[cat, dog]", "names.txt")).output().labels())
        .containsExactly("one", "two", " three");
    Files.writeString(folder.resolve("names.txt"), "one\ntwo\n");
    assertThat(read(GOOD.replace("[cat, dog]", "names.txt")).output().labels())
        .containsExactly("one", "two");
  }

  @Test
  void whatIsWrittenReadsBackEqual() throws IOException {
    BoxDescription small = read(GOOD);
    Path copy = folder.resolve("copy.box.yaml");
    BoxDescriptionFile.write(copy, small);
    assertThat(BoxDescriptionFile.read(copy)).isEqualTo(small);
    assertThat(folder.resolve("copy.labels.txt")).doesNotExist();
  }

  @Test
  void manyLabelsAndShapesReadBackEqual() throws IOException {
    List<String> labels = IntStream.range(0, 30).mapToObj(i -> "no " + i).toList();
    BoxDescription many =
        new BoxDescription(
            "b.onnx",
            Optional.of("a".repeat(64)),
            new BoxInput(
                "x",
                Layout.PLAIN,
                ChannelOrder.RGB,
                Shape.of(49, 10, 1),
                ElementType.FLOAT32,
                BoxInput.Scaling.uniform(1, 2, 0.5, 0.25)),
            new BoxOutput("y", ScoreKind.SIGMOID, Visibility.FULL, labels),
            BoxLimits.UNSTATED,
            Price.FREE);
    Path copy = folder.resolve("many.box.yaml");
    BoxDescriptionFile.write(copy, many);
    assertThat(folder.resolve("many.labels.txt")).hasContent(String.join("\n", labels));
    assertThat(BoxDescriptionFile.read(copy)).isEqualTo(many);
  }

  @Test
  void theExamplesReadAsTheyStand() {
    Path models = Path.of(System.getProperty("retask.shared", "absent"), "models");
    assumeTrue(Files.isDirectory(models), "no shared models");
    BoxDescription nsfw = BoxDescriptionFile.read(models.resolve("nsfw_mobilenet_v2.box.yaml"));
    assertThat(nsfw.input().scaling()).isEqualTo(BoxInput.Scaling.uniform(3, 255, 0, 1));
    assertThat(nsfw.output().labels()).hasSize(5);
    BoxDescription v1 = BoxDescriptionFile.read(models.resolve("mobilenet_v1_025_128.box.yaml"));
    assertThat(v1.output().labels()).hasSize(1001);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layout: NHWC | layout: NHCW | a.box.yaml: 'input.layout' is 'NHCW', but must be NCHW or"
            + " NHWC; correct that line",
        "channels: BGR | channels: grey | a.box.yaml: 'input.channels' is 'grey', but must be RGB"
            + " or BGR; correct that line",
        "type: uint8 | type: int8 | a.box.yaml: 'input.type' is 'int8', but must be float32 or"
            + " uint8; correct that line",
        "height: 4 | height: 0 | a.box.yaml: 'input.height' is '0', but must be a whole number of"
            + " at least 1; correct that line",
        "height: 4 | heigth: 4 | a.box.yaml: unknown key 'input.heigth'; allowed here are name,"
            + " layout, channels, height, width, shape, type, scale, mean, std",
        "file: a.onnx | file: a.onnx\\nendpoint: x | a.box.yaml: unknown key 'endpoint'; allowed"
            + " here are file, sha256, input, output, limits, price",
        "file: a.onnx | sha256: ab | a.box.yaml: the key 'file' is missing; add it",
        "file: a.onnx | file: a.onnx\\nsha256: ab | a.box.yaml: 'sha256' is 'ab', but must be 64"
            + " digits of 0-9 and a-f; correct that line",
        "mean: [1, 2, 3] | mean: [1, 2] | a.box.yaml: 'input.mean' is '[1,2]', but must be a"
            + " number or a list of 3 numbers; correct that line",
        "mean: [1, 2, 3] | std: [1, 0, 1] | a.box.yaml: 'input.std' is '[1,0,1]', but must be"
            + " other than 0; correct that line",
        "scale: 255 | scale: big | a.box.yaml: 'input.scale' is 'big', but must be a number;"
            + " correct that line",
        "scores: log-probabilities | scores: ordinal | a.box.yaml: 'output.scores' is 'ordinal',"
            + " but must be logits or log-probabilities or probabilities or sigmoid; correct that"
            + " line",
        "visibility: full | visibility: most | a.box.yaml: 'output.visibility' is 'most', but must"
            + " be full or top-k or thresholded or label; correct that line",
        "labels: [cat, dog] | labels: [cat] | a.box.yaml: 'output.labels' is '[\"cat\"]', but must"
            + " be 2 names or more, or a file that holds them; correct that line",
        "labels: [cat, dog] | labels: none.txt | a.box.yaml: 'output.labels' is 'none.txt', but"
            + " must be a list or a file of UTF-8 lines beside it; correct that line",
        "maxBatch: 16 | maxBatch: 1.5 | a.box.yaml: 'limits.maxBatch' is '1.5', but must be a"
            + " whole number of at least 1; correct that line",
        "per1000Images: 1.5 | per1000Images: -1 | a.box.yaml: 'price.per1000Images' is '-1', but"
            + " must be a number of at least 0; correct that line",
        "height: 4 | shape: [4] | a.box.yaml: 'input.layout' is 'NHWC', but must be left out where"
            + " 'input.shape' is given, as it is for pictures; correct that line",
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String right, String wrong, String message) {
    assertThatThrownBy(() -> read(GOOD.replace(right, wrong.replace("\\n", "\n"))))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(message);
  }

  @Test
  void aKeyWrittenTwiceIsRefused() {
    assertThatThrownBy(() -> read(GOOD + "file: b.onnx\n"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageContaining("a.box.yaml is not YAML");
  }

  @Test
  void anAbsentFileIsNamed() {
    Path absent = folder.resolve("none.box.yaml");
    assertThatThrownBy(() -> BoxDescriptionFile.read(absent))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "%s cannot be read (java.nio.file.NoSuchFileException: %s); name a readable description"
                .formatted(absent, absent));
  }
}
