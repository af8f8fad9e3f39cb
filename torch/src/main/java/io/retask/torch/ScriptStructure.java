package io.retask.torch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.CorruptArtifact;
import io.retask.artifact.Codecs;
import io.retask.artifact.Sha256;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A TorchScript file whose last layer is taken off.
 *
 * @param file the file, absolute
 * @param sha256 its digest
 * @param input what it takes
 */
record ScriptStructure(Path file, String sha256, BoxInput input) implements Structure {
  static final String KIND = "torchscript";

  static ScriptStructure of(TorchFile file) {
    return new ScriptStructure(
        file.path().toAbsolutePath().normalize(),
        Sha256.of(file.read()),
        file.description().input());
  }

  @Override
  public Shape inputShape() {
    return input.shape();
  }

  @Override
  public Body open() {
    return ScriptBody.open(this);
  }

  @Override
  public void write(ObjectNode node) {
    node.put("structure", KIND);
    node.put("file", file.toString());
    node.put("sha256", sha256);
    Codecs.writeShape(input.shape(), node.putArray("input"));
    node.put("layout", input.layout().name());
    node.put("channels", input.channels().name());
    node.put("scale", input.scaling().scale());
    input.scaling().mean().forEach(node.putArray("mean")::add);
    input.scaling().std().forEach(node.putArray("std")::add);
  }

  static ScriptStructure read(JsonNode node) {
    Path file = Path.of(node.path("file").asText());
    String digest = node.path("sha256").asText();
    if (!Files.exists(file)) {
      throw new CorruptArtifact(
          "the model needs the network '%s' with sha256 %s, which is not there; put it back"
              .formatted(file, digest));
    }
    BoxInput input =
        new BoxInput(
            "input",
            Layout.valueOf(node.path("layout").asText()),
            ChannelOrder.valueOf(node.path("channels").asText()),
            Codecs.readShape(node.path("input")),
            ElementType.FLOAT32,
            new BoxInput.Scaling(
                node.path("scale").asDouble(),
                numbers(node.path("mean")),
                numbers(node.path("std"))));
    ScriptStructure read = new ScriptStructure(file, digest, input);
    read.refuseOther();
    return read;
  }

  private static List<Double> numbers(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    node.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  /** Another network under the same name would answer something else. */
  private void refuseOther() {
    String actual = Networks.digest(file);
    if (!actual.equals(sha256)) {
      throw new CorruptArtifact(
          "the model was learned on the network '%s' with sha256 %s, but it has %s now; restore it, or train again"
              .formatted(file, sha256, actual));
    }
  }
}
