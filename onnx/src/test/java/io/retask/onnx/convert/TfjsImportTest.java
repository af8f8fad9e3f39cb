package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.ScoreKind;
import io.retask.onnx.OnnxBoxProvider;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small Keras models written out by hand, against sums in plain Java. */
final class TfjsImportTest {
  private static final String INPUT =
      """
      {"name":"in","class_name":"InputLayer","config":{"name":"in",
       "batch_input_shape":[null,2,2,3]},"inbound_nodes":[]}
      """;
  @TempDir Path folder;

  private static String layer(String name, String kind, String config, String from) {
    return """
    ,{"name":"%s","class_name":"%s","config":{%s},"inbound_nodes":[[["%s",0,0,{}]]]}
    """
        .formatted(name, kind, config, from);
  }

  private static String topology(String layers, String output, String weights) {
    return """
    {"modelTopology":{"model_config":{"class_name":"Model","config":{"layers":[%s%s],
     "output_layers":[["%s",0,0]]}}},
     "weightsManifest":[{"paths":["shard"],"weights":[%s]}]}
    """
        .formatted(INPUT, layers, output, weights);
  }

  private BlackBox open(String text, byte[] shard) throws IOException {
    Path source = Files.writeString(folder.resolve("model.json"), text);
    Files.write(folder.resolve("shard.bin"), shard);
    ImportOptions options = ImportOptions.of(Precision.FLOAT).named("hand");
    Path described = ModelImport.importFile(source, folder, options).description();
    return new OnnxBoxProvider().open(described.toString(), folder);
  }

  private static TensorBatch ramp() {
    float[] values = new float[12];
    for (int i = 0; i < 12; i++) {
      values[i] = i / 12f;
    }
    return TensorBatch.wrap(Shape.of(3, 2, 2), 1, values);
  }

  private static final String KERNEL =
      """
      {"name":"d/kernel","shape":[3,2],"dtype":"float32",
       "quantization":{"dtype":"uint8","scale":0.5,"min":-1}}
      """;

  @Test
  void quantisedWeightsAreScaledAndMovedAndKindsAreRead() throws IOException {
    String layers =
        layer("g", "GlobalAveragePooling2D", "", "in")
            + layer("d", "Dense", "\"activation\":\"softmax\",\"use_bias\":false", "g");
    try (BlackBox box =
        open(topology(layers, "d", KERNEL), new byte[] {0, 2, 4, 6, 8, (byte) 200})) {
      double[] means = {1.5 / 12, 5.5 / 12, 9.5 / 12};
      double first = -1 * means[0] + 1 * means[1] + 3 * means[2];
      double second = 0 * means[0] + 2 * means[1] + 99 * means[2];
      double expected = 1 / (1 + Math.exp(second - first));
      assertThat(box.spec().scoreKind()).isEqualTo(ScoreKind.PROBABILITIES);
      assertThat((double) box.query(ramp()).values()[0]).isCloseTo(expected, Offset.offset(1e-6));
    }
  }

  @Test
  void flattenReadsPixelByPixel() throws IOException {
    String layers =
        layer("f", "Flatten", "", "in")
            + layer("d", "Dense", "\"activation\":\"linear\",\"use_bias\":false", "f");
    String kernel = "{\"name\":\"d/kernel\",\"shape\":[12,2],\"dtype\":\"uint8\"}";
    byte[] shard = new byte[24];
    shard[2 * 4] = 1;
    try (BlackBox box = open(topology(layers, "d", kernel), shard)) {
      // feature 4 is the second pixel's green: plane 1, place 1
      assertThat(box.query(ramp()).values()[0]).isEqualTo(5 / 12f);
    }
  }

  @Test
  void depthwiseConvolutionsPadAtTheBottomAndTheRight() throws IOException {
    String layers =
        layer(
                "w",
                "DepthwiseConv2D",
                "\"kernel_size\":[2,2],\"strides\":[1,1],\"padding\":\"same\",\"use_bias\":false",
                "in")
            + layer("r", "ReLU", "\"max_value\":0.5", "w")
            + layer("g", "GlobalAveragePooling2D", "", "r");
    String kernel = "{\"name\":\"w/depthwise_kernel\",\"shape\":[2,2,3,1],\"dtype\":\"uint8\"}";
    byte[] shard = new byte[12];
    shard[9] = 1;
    shard[10] = 1;
    try (BlackBox box = open(topology(layers, "g", kernel), shard)) {
      // the tap at the lower right sees the last pixel only; planes 1 and 2 hold 7/12 and 11/12
      assertThat(box.query(ramp()).values())
          .containsExactly(new float[] {3 / 48f, 0.5f / 4, 0}, Offset.offset(1e-6f));
    }
  }

  @Test
  void normalisationUsesItsFourVectors() throws IOException {
    String layers =
        layer("b", "BatchNormalization", "\"epsilon\":0", "in")
            + layer("g", "GlobalAveragePooling2D", "", "b");
    StringBuilder weights = new StringBuilder();
    for (String part : new String[] {"gamma", "beta", "moving_mean", "moving_variance"}) {
      weights
          .append(weights.length() == 0 ? "" : ",")
          .append("{\"name\":\"b/%s\",\"shape\":[3],\"dtype\":\"uint8\"}".formatted(part));
    }
    byte[] shard = {2, 2, 2, 1, 1, 1, 1, 1, 1, 4, 4, 4};
    try (BlackBox box = open(topology(layers, "g", weights.toString()), shard)) {
      float[] expected = {1.5f / 12, 5.5f / 12, 9.5f / 12};
      assertThat(box.query(ramp()).values()).containsExactly(expected, Offset.offset(1e-6f));
    }
  }

  @Test
  void scriptsThatExportAreReadAsTheyAreShipped() throws IOException {
    String script =
        "!function(){({1:[function(e,a,n){a.exports={modelTopology:{model_config:{config:{layers:["
            + "{name:\"in\",class_name:\"InputLayer\",config:{batch_input_shape:[null,2,2,3],"
            + "sparse:!1},inbound_nodes:[]},{name:\"g\",class_name:\"GlobalAveragePooling2D\","
            + "config:{trainable:!0,rate:.5},inbound_nodes:[[[\"in\",0,0,{}]]]},{name:\"d\","
            + "class_name:\"Dense\",config:{activation:\"sigmoid\",use_bias:!1},inbound_nodes:"
            + "[[[\"g\",0,0,{}]]]}],output_layers:[[\"d\",0,0]]}}},weightsManifest:[{paths:"
            + "[\"shard\"],weights:[{name:\"d/kernel\",shape:[3,2],dtype:\"uint8\"}]}]}},{}]})}();";
    Path source = Files.writeString(folder.resolve("model.min.js"), script);
    String text = Base64.getEncoder().encodeToString(new byte[6]);
    Files.writeString(folder.resolve("shard.min.js"), "e.exports=\"" + text + "\"");
    Path described =
        ModelImport.importFile(source, folder, ImportOptions.of(Precision.FLOAT).named("hand"))
            .description();
    try (BlackBox box = new OnnxBoxProvider().open(described.toString(), folder)) {
      assertThat(box.spec().scoreKind()).isEqualTo(ScoreKind.SIGMOID);
      assertThat(box.query(ramp()).values()).containsExactly(0.5f, 0.5f);
    }
  }

  @Test
  void aLayerWithoutARuleIsRefusedByNameAndIndex() {
    String text = topology(layer("u", "UpSampling2D", "", "in"), "u", "");
    assertThatThrownBy(() -> open(text, new byte[0]))
        .isInstanceOf(RetaskException.class)
        .hasMessageStartingWith("layer 1 'u' (UpSampling2D) has no rule; these have: Activation,")
        .hasMessageEndingWith("; this model cannot be imported");
  }

  @Test
  void shardsThatAreShortOrLongAreRefused() {
    String layers =
        layer("g", "GlobalAveragePooling2D", "", "in")
            + layer("d", "Dense", "\"use_bias\":false", "g");
    String text = topology(layers, "d", KERNEL);
    assertThatThrownBy(() -> open(text, new byte[5]))
        .hasMessage("the shards end inside the weight 'd/kernel'; fetch them again");
    assertThatThrownBy(() -> open(text, new byte[8]))
        .hasMessageContaining("hold 2 bytes more than their manifest names; fetch them again");
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    Path source = Files.writeString(folder.resolve("model.json"), topology("", "in", ""));
    ImportOptions options = ImportOptions.of(Precision.FLOAT);
    assertThatThrownBy(() -> ModelImport.importFile(source, folder, options))
        .isInstanceOf(RetaskException.class)
        .hasMessageContaining("the shard 'shard' is not in ");
  }

  @Test
  void aGraphModelIsRefused() throws IOException {
    Path source = Files.writeString(folder.resolve("model.json"), "{\"modelTopology\":{}}");
    ImportOptions options = ImportOptions.of(Precision.FLOAT);
    assertThatThrownBy(() -> ModelImport.importFile(source, folder, options))
        .hasMessageContaining("graph models cannot be imported");
  }

  private static String chain(String config) {
    return """
    {"modelTopology":%s,
     "weightsManifest":[{"paths":["shard"],"weights":[
      {"name":"d/kernel","shape":[12,2],"dtype":"uint8"}]}]}
    """
        .formatted(config);
  }

  /** The commonest layout of TF.js, as Keras and as TF.js itself write it, and as old Keras did. */
  @Test
  void layersOfAChainReadOneAnother() throws IOException {
    String first =
        "{\"class_name\":\"Flatten\",\"config\":{\"name\":\"f\","
            + "\"batch_input_shape\":[null,2,2,3]}}";
    String last =
        "{\"class_name\":\"Dense\",\"config\":{\"name\":\"d\",\"use_bias\":false,"
            + "\"activation\":\"sigmoid\"}}";
    String layers = "[" + first + "," + last + "]";
    String named = "[" + INPUT + "," + first + "," + last + "]";
    for (String topology :
        new String[] {
          "{\"model_config\":{\"class_name\":\"Sequential\",\"config\":{\"layers\":"
              + layers
              + "}}}",
          "{\"class_name\":\"Sequential\",\"config\":{\"layers\":" + named + "}}",
          "{\"model_config\":{\"class_name\":\"Sequential\",\"config\":" + layers + "}}"
        }) {
      byte[] shard = new byte[24];
      shard[2 * 4] = 1;
      try (BlackBox box = open(chain(topology), shard)) {
        assertThat(box.spec().scoreKind()).isEqualTo(ScoreKind.SIGMOID);
        assertThat((double) box.query(ramp()).values()[0])
            .as(topology)
            .isCloseTo(1 / (1 + Math.exp(-5 / 12.0)), Offset.offset(1e-6));
      }
    }
  }

  private void refused(String text, String message) {
    assertThatThrownBy(() -> open(text, new byte[6]))
        .isInstanceOf(RetaskException.class)
        .hasMessage(message);
  }

  @Test
  void aLayerThatIsUsedTwiceIsRefused() {
    String twice =
        """
        ,{"name":"r","class_name":"ReLU","config":{},
         "inbound_nodes":[[["in",0,0,{}]],[["r",0,0,{}]]]}
        """;
    refused(
        topology(twice + layer("g", "GlobalAveragePooling2D", "", "r"), "g", KERNEL),
        "layer 1 'r' (ReLU) is used 2 times, but only what is used once has a rule; this model"
            + " cannot be imported");
  }

  @Test
  void anotherCallOrOutputOfALayerIsRefused() {
    for (String read : new String[] {"[\"in\",1,0,{}]", "[\"in\",0,1,{}]"}) {
      String layers = layer("g", "GlobalAveragePooling2D", "", "in");
      refused(
          topology(layers.replace("[\"in\",0,0,{}]", read), "g", KERNEL),
          "layer 1 'g' (GlobalAveragePooling2D) reads %s, but only the first output of a layer has"
                  .formatted(read)
              + " a rule; this model cannot be imported");
    }
  }

  @Test
  void theWiringOfKeras3IsRefusedByName() {
    String layers = layer("g", "GlobalAveragePooling2D", "", "in");
    String tensor =
        "{\"class_name\":\"__keras_tensor__\",\"config\":{\"keras_history\":[\"in\",0,0]}}";
    refused(
        topology(
            layers.replace("[[\"in\",0,0,{}]]", "{\"args\":[%s],\"kwargs\":{}}".formatted(tensor)),
            "g",
            KERNEL),
        "layer 1 'g' (GlobalAveragePooling2D) is wired as Keras 3 writes it, which has no rule; write"
            + " the model with Keras 2 (tf_keras) and convert that; this model cannot be imported");
  }

  @Test
  void aModelOfSeveralAnswersIsRefused() {
    String text = topology(layer("g", "GlobalAveragePooling2D", "", "in"), "g", KERNEL);
    for (String outputs : new String[] {"[[\"g\",0,0],[\"in\",0,0]]", "[[\"g\",1,0]]"}) {
      refused(
          text.replace("[[\"g\",0,0]]", outputs),
          "the model in %s answers %s, but a box has one answer, the first of a layer; export it"
                  .formatted(folder, outputs)
              + " with one output");
    }
  }

  @Test
  void theKindIsThatOfTheAnswerAndNotOfTheLayerThatIsWrittenLast() throws IOException {
    String dense = "\"activation\":\"%s\",\"use_bias\":false";
    String layers =
        layer("g", "GlobalAveragePooling2D", "", "in")
            + layer("d", "Dense", dense.formatted("softmax"), "g")
            + layer("other", "Activation", "\"activation\":\"relu\"", "g");
    try (BlackBox box = open(topology(layers, "d", KERNEL), new byte[6])) {
      assertThat(box.spec().scoreKind()).isEqualTo(ScoreKind.PROBABILITIES);
    }
    layers =
        layer("g", "GlobalAveragePooling2D", "", "in")
            + layer("s", "Activation", "\"activation\":\"softmax\"", "g")
            + layer("r", "ReLU", "", "s");
    try (BlackBox box = open(topology(layers, "r", KERNEL), new byte[6])) {
      assertThat(box.spec().scoreKind()).isEqualTo(ScoreKind.LOGITS);
    }
  }

  @Test
  void anInputOfNoFixedSizeIsRefused() {
    refused(
        topology(layer("g", "GlobalAveragePooling2D", "", "in"), "g", KERNEL)
            .replace("[null,2,2,3]", "[null,null,null,3]"),
        "layer 0 'in' (InputLayer) must be the only input, of height x width x 3, but is"
            + " [null,null,null,3]; this model cannot be imported");
  }

  @Test
  void aWeightLargerThanAnArrayIsRefusedBeforeAnythingIsAllocated() {
    refused(
        topology(
            layer("g", "GlobalAveragePooling2D", "", "in"),
            "g",
            KERNEL.replace("[3,2]", "[65536,65536]")),
        "the shards end inside the weight 'd/kernel'; fetch them again");
  }
}
