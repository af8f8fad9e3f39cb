package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.RetaskException;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.blackbox.description.BoxInput.Scaling;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelImportTest {
  @TempDir Path folder;

  private static Path model(String file) {
    Path source = Pictures.shared().resolve("models").resolve(file);
    assumeTrue(Files.exists(source), "the shared models are absent");
    return source;
  }

  private BoxDescription imported(Path source, ImportOptions options) {
    return BoxDescriptionFile.read(ModelImport.importFile(source, folder, options).description());
  }

  @Test
  void aFileWithoutARuleIsRefusedByNameAndIndex() {
    Path source =
        Pictures.shared().resolve("data/text-imdb-avgvec").resolve("text_classification.tflite");
    assumeTrue(Files.exists(source), "the shared data are absent");
    ImportOptions options = ImportOptions.of(Precision.FLOAT);
    assertThatThrownBy(() -> ModelImport.importFile(source, folder, options))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "operator 0 (CAST) has no rule; these have: ADD, AVERAGE_POOL_2D, CONCATENATION,"
                + " CONV_2D, DEPTHWISE_CONV_2D, DEQUANTIZE, FULLY_CONNECTED, LOGISTIC, MAX_POOL_2D,"
                + " MEAN, PAD, QUANTIZE, RELU, RELU6, RESHAPE, SOFTMAX, SQUEEZE; this file cannot"
                + " be imported");
  }

  @Test
  void anotherKindOfFileIsRefused() {
    ImportOptions options = ImportOptions.of(Precision.FLOAT);
    assertThatThrownBy(() -> ModelImport.importFile(Path.of("a.pb"), folder, options))
        .hasMessage("a.pb is of no kind that can be imported; .tflite, .lite, .json and .js are");
  }

  @Test
  void bytesWithoutTheMarkAreRefused() throws IOException {
    Path source = Files.writeString(folder.resolve("a.tflite"), "not a model at all");
    ImportOptions options = ImportOptions.of(Precision.FLOAT);
    assertThatThrownBy(() -> ModelImport.importFile(source, folder, options))
        .hasMessage("a.tflite is not a TFLite file (no TFL3 mark); name a .tflite or .lite file");
  }

  @Test
  void anAbsentFileIsNamed() {
    ImportOptions options = ImportOptions.of(Precision.FLOAT);
    Path absent = folder.resolve("none.lite");
    assertThatThrownBy(() -> ModelImport.importFile(absent, folder, options))
        .isInstanceOf(RetaskException.class)
        .hasMessageEndingWith("name a readable file");
  }

  @Test
  void realNumbersCannotBeKeptAsBytes() {
    Path source = model("vww_96_float.tflite");
    ImportOptions options = ImportOptions.of(Precision.INT8);
    assertThatThrownBy(() -> ModelImport.importFile(source, folder, options))
        .hasMessage(
            "vww_96_float.tflite holds real numbers, so there is nothing to keep as INT8;"
                + " import it as FLOAT");
  }

  @Test
  void theDescriptionSaysWhatTheFileSays() {
    Path source = model("mobilenet_v1_0.25_128_quant.tflite");
    BoxDescription real = imported(source, ImportOptions.of(Precision.FLOAT).named("real"));
    assertThat(real.file()).isEqualTo("real.onnx");
    assertThat(real.input().shape()).isEqualTo(Shape.of(3, 128, 128));
    assertThat(real.input().layout()).isEqualTo(Layout.NCHW);
    assertThat(real.input().scaling()).isEqualTo(Scaling.uniform(3, 255 / 128.0, 1, 1));
    assertThat(real.output().scores()).isEqualTo(ScoreKind.PROBABILITIES);
    assertThat(real.output().labels()).hasSize(1001).startsWith("class 0", "class 1");
    BoxDescription narrow = imported(source, ImportOptions.of(Precision.INT8).named("narrow"));
    assertThat(narrow.input().type()).isEqualTo(ElementType.UINT8);
    assertThat(narrow.input().scaling()).isEqualTo(Scaling.uniform(3, 255, 0, 1));
  }

  @Test
  void labelsMustFitTheScores() {
    Path source = model("vww_96_float.tflite");
    ImportOptions options = ImportOptions.of(Precision.FLOAT).labelled(List.of("a", "b", "c"));
    assertThatThrownBy(() -> ModelImport.importFile(source, folder, options))
        .hasMessage("3 labels are given for 2 scores; give one a score, in their order");
    BoxDescription fits =
        imported(source, ImportOptions.of(Precision.FLOAT).labelled(List.of("none", "person")));
    assertThat(fits.output().labels()).containsExactly("none", "person");
    assertThat(fits.file()).isEqualTo("vww_96_float.onnx");
  }

  @Test
  void importingTwiceGivesEqualBytes() throws IOException {
    Path source = model("kws_dscnn_float32.tflite");
    BoxDescription first = imported(source, ImportOptions.of(Precision.FLOAT).named("one"));
    BoxDescription second = imported(source, ImportOptions.of(Precision.FLOAT).named("two"));
    assertThat(second.sha256()).isEqualTo(first.sha256());
    assertThat(first.input().shape()).isEqualTo(Shape.of(49, 10, 1));
    assertThat(first.input().layout()).isEqualTo(Layout.PLAIN);
  }
}
