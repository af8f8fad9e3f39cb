package io.retask.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.artifact.Sha256;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxProvider;
import io.retask.blackbox.Scores;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OnnxBoxTest {
  private static final Shape SHAPE = Shape.of(3, 2, 2);
  private static final String PLAIN = TinyModel.picture("NCHW", "RGB", "float32", "");
  @TempDir Path folder;

  private BlackBox open(Path described) {
    return new OnnxBoxProvider(new OnnxOptions(2, 1, 4)).open(described.toString(), folder);
  }

  private static TensorBatch ramp(int rows) {
    float[] values = new float[rows * 12];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % 41) / 41f;
    }
    return TensorBatch.wrap(SHAPE, rows, values);
  }

  private static float[] expected(TensorBatch batch, double scale, double mean, double std) {
    float[] sums = new float[batch.count() * 3];
    for (int i = 0; i < batch.values().length; i++) {
      sums[i / 4] += (float) ((scale * batch.values()[i] - mean) / std);
    }
    return sums;
  }

  @ParameterizedTest
  @CsvSource({"NCHW,RGB", "NHWC,RGB", "NCHW,BGR", "NHWC,BGR"})
  void everyLayoutAndOrderReachesTheModel(String layout, String channels) throws IOException {
    String input = TinyModel.picture(layout, channels, "float32", "scale: 3\nmean: 0.5\nstd: 0.25");
    TensorBatch batch = ramp(3);
    float[] expected = expected(batch, 3, 0.5, 0.25);
    if (channels.equals("BGR")) {
      for (int row = 0; row < 3; row++) {
        float red = expected[row * 3];
        expected[row * 3] = expected[row * 3 + 2];
        expected[row * 3 + 2] = red;
      }
    }
    try (BlackBox box = open(TinyModel.write(folder, layout.equals("NHWC"), false, input))) {
      Scores scores = box.query(batch);
      for (int i = 0; i < expected.length; i++) {
        assertThat(scores.values()[i]).isCloseTo(expected[i], Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void everyPlaneHasItsOwnMeanAndDeviation() throws IOException {
    String input = TinyModel.picture("NCHW", "RGB", "float32", "mean: [1, 2, 3]\nstd: [1, 2, 4]");
    try (BlackBox box = open(TinyModel.write(folder, false, false, input))) {
      assertThat(box.query(TensorBatch.allocate(SHAPE, 1)).values()).containsExactly(-4, -4, -3);
    }
  }

  @Test
  void eightBitBoxesRoundHalfUpAndCutOff() throws IOException {
    String input = TinyModel.picture("NCHW", "RGB", "uint8", "scale: 255");
    float[] values = new float[12];
    values[0] = 0.5f / 255;
    values[1] = 1.49f / 255;
    values[4] = 2;
    values[5] = 254.5f / 255;
    values[8] = -1;
    try (BlackBox box = open(TinyModel.write(folder, false, true, input))) {
      assertThat(box.query(TensorBatch.wrap(SHAPE, 1, values)).values())
          .containsExactly(2, 255 + 255, 0);
    }
  }

  @Test
  void aBatchAnswersAsItsRowsAndRowsKeepTheirOrder() throws IOException {
    try (BlackBox box = open(TinyModel.write(folder, false, false, PLAIN))) {
      TensorBatch batch = ramp(4);
      float[] together = box.query(batch).values();
      for (int row = 0; row < 4; row++) {
        assertThat(box.query(batch.rows(row, row + 1)).values())
            .containsExactly(Arrays.copyOfRange(together, row * 3, row * 3 + 3));
      }
    }
  }

  @Test
  void theBatchStaysAsItWas() throws IOException {
    String input = TinyModel.picture("NHWC", "BGR", "float32", "scale: 255");
    try (BlackBox box = open(TinyModel.write(folder, true, false, input))) {
      TensorBatch batch = ramp(2);
      box.query(batch);
      assertThat(batch.values()).containsExactly(ramp(2).values());
    }
  }

  @Test
  void theSpecSaysWhatTheDescriptionSays() throws IOException {
    try (BlackBox box = open(TinyModel.write(folder, false, false, PLAIN))) {
      assertThat(box.spec().name()).isEqualTo("tiny");
      assertThat(box.spec().input()).isEqualTo(SHAPE);
      assertThat(box.spec().labels()).containsExactly("red", "green", "blue");
      assertThat(box.spec().maxBatch()).isEqualTo(4);
      assertThat(box.spec().concurrency()).isEqualTo(2);
      assertThat(box.spec()).isSameAs(box.spec());
    }
  }

  @Test
  void theFingerprintFollowsTheScalingButNotTheLabels() throws IOException {
    Path described = TinyModel.write(folder, false, false, PLAIN);
    String first = fingerprint(described);
    String text = Files.readString(described);
    Files.writeString(described, text.replace("blue", "azure"));
    assertThat(fingerprint(described)).isEqualTo(first);
    Files.writeString(described, text.replace("type: float32", "type: float32\n  scale: 2"));
    assertThat(fingerprint(described)).isNotEqualTo(first);
  }

  private String fingerprint(Path described) {
    try (BlackBox box = open(described)) {
      return box.spec().fingerprint();
    }
  }

  @Test
  void limitsOfTheDescriptionWin() throws IOException {
    Path described = TinyModel.write(folder, false, false, PLAIN);
    Files.writeString(
        described, Files.readString(described) + "limits: {maxBatch: 3, concurrency: 1}\n");
    try (BlackBox box = open(described)) {
      assertThat(box.spec().maxBatch()).isEqualTo(3);
      assertThat(box.spec().concurrency()).isEqualTo(1);
    }
  }

  @Test
  void anotherShapeIsRefusedWithBothShapes() throws IOException {
    try (BlackBox box = open(TinyModel.write(folder, false, false, PLAIN))) {
      assertThatThrownBy(() -> box.query(TensorBatch.allocate(Shape.of(3, 2, 3), 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "batch is 2x3x2x3 but 'tiny' takes 1 to 4 rows of 3x2x2;"
                  + " resize the rows or split the batch");
    }
  }

  @Test
  void tooManyRowsAndNoneAreRefused() throws IOException {
    try (BlackBox box = open(TinyModel.write(folder, false, false, PLAIN))) {
      assertThatThrownBy(() -> box.query(ramp(5))).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> box.query(TensorBatch.allocate(SHAPE, 0)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aClosedBoxSaysSoAndClosesTwice() throws IOException {
    BlackBox box = open(TinyModel.write(folder, false, false, PLAIN));
    box.query(ramp(1));
    box.close();
    box.close();
    assertThatThrownBy(() -> box.query(ramp(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the box 'tiny' is closed");
  }

  @Test
  void manyThreadsGetTheAnswersToTheirOwnRows() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (BlackBox box = open(TinyModel.write(folder, false, false, PLAIN))) {
      List<Callable<Boolean>> asked =
          IntStream.range(0, 120).<Callable<Boolean>>mapToObj(i -> () -> own(box, i)).toList();
      for (Future<Boolean> answer : threads.invokeAll(asked)) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean own(BlackBox box, int i) {
    float[] values = new float[12];
    Arrays.fill(values, i / 128f);
    return box.query(TensorBatch.wrap(SHAPE, 1, values)).values()[1] == i / 32f;
  }

  @Test
  void theOnnxFileOpensByItsOwnName() throws IOException {
    TinyModel.write(folder, false, false, PLAIN);
    try (BlackBox box = new OnnxBoxProvider().open("tiny.onnx", folder)) {
      assertThat(box.spec().name()).isEqualTo("tiny");
    }
  }

  @Test
  void theServiceLoaderFindsTheProvider() {
    assertThat(ServiceLoader.load(BlackBoxProvider.class))
        .anyMatch(provider -> provider.opens("a.onnx") && provider.opens("a.box.yaml"))
        .noneMatch(provider -> provider.opens("torch:a.pt"));
  }

  @Test
  void aMissingDescriptionIsNamed() throws IOException {
    Files.write(folder.resolve("bare.onnx"), new byte[] {1});
    assertThatThrownBy(() -> new OnnxBoxProvider().open("bare.onnx", folder))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            folder.resolve("bare.onnx")
                + " has no description; write bare.box.yaml beside it"
                + " (docs/boxes.md shows the format)");
  }

  @Test
  void aDescriptionOfAnotherFileIsRefused() throws IOException {
    Path described = TinyModel.write(folder, false, false, PLAIN);
    Files.writeString(described, Files.readString(described).replace("tiny.onnx", "other.onnx"));
    assertThatThrownBy(() -> new OnnxBoxProvider().open("tiny.onnx", folder))
        .hasMessage(described + " describes 'other.onnx', not 'tiny.onnx'; correct 'file' in it");
  }

  @Test
  void anotherDigestIsRefused() throws IOException {
    Path described = TinyModel.write(folder, false, false, PLAIN);
    Path model = folder.resolve("tiny.onnx");
    String actual = Sha256.of(Files.readAllBytes(model));
    Files.writeString(described, Files.readString(described).replace(actual, "a0".repeat(32)));
    assertThatThrownBy(() -> open(described))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "%s has sha256 %s, but its description says %s; fetch the file again or correct sha256"
                .formatted(model, actual, "a0".repeat(32)));
  }

  @Test
  void aMissingModelIsNamed() throws IOException {
    Path described = TinyModel.write(folder, false, false, PLAIN);
    Files.delete(folder.resolve("tiny.onnx"));
    assertThatThrownBy(() -> open(described))
        .isInstanceOf(RetaskException.class)
        .hasMessageContaining("put it there or correct 'file' in its description");
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    Path described = TinyModel.write(folder, false, false, PLAIN);
    Path model = folder.resolve("tiny.onnx");
    String actual = Sha256.of(Files.readAllBytes(model));
    Files.write(model, new byte[] {1, 2, 3});
    String now = Sha256.of(new byte[] {1, 2, 3});
    Files.writeString(described, Files.readString(described).replace(actual, now));
    assertThatThrownBy(() -> open(described))
        .isInstanceOf(RetaskException.class)
        .hasMessageContaining("is not a model that ONNX Runtime runs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layout: NCHW | layout: NHWC | 'tiny.onnx' takes nx3x2x2, but its description says nx2x2x3"
            + " (NHWC); correct input.layout, height and width",
        "height: 2 | height: 5 | 'tiny.onnx' takes nx3x2x2, but its description says nx3x5x2"
            + " (NCHW); correct input.layout, height and width",
        "type: float32 | type: uint8 | 'tiny.onnx' takes FLOAT numbers, but its description says"
            + " UINT8; correct input.type",
        "name: image | name: picture | 'tiny.onnx' has no input tensor 'picture'; it has [image];"
            + " set input.name to one of them",
        "name: sums | name: sum | 'tiny.onnx' has no output tensor 'sum'; it has [sums]; set"
            + " output.name to one of them",
        "green, | green, grey, | 'tiny.onnx' answers nx3 of FLOAT, but its description names 4"
            + " labels (nx4 of FLOAT); correct output.name or output.labels",
        "visibility: full | visibility: top-k | 'tiny.onnx' is a file, which tells all its scores,"
            + " but output.visibility is TOP_K; set it to full",
      })
  void aContradictionNamesBothSides(String right, String wrong, String message) throws IOException {
    Path described = TinyModel.write(folder, false, false, PLAIN);
    Files.writeString(described, Files.readString(described).replace(right, wrong));
    assertThatThrownBy(() -> open(described))
        .isInstanceOf(RetaskException.class)
        .hasMessage(message);
  }
}
