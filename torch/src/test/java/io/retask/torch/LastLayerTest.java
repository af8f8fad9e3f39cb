package io.retask.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.retask.RetaskException;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastLayerTest {
  @TempDir private Path folder;

  private static String net(String body) {
    return "class Net(Module):\n  __parameters__ = []\n  __buffers__ = []\n"
        + "  fc : __torch__.Layer\n  __annotations__[\"0\"] = __torch__.Block\n"
        + "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n"
        + body.indent(4)
        + "class Layer(Module):\n  def forward(self: __torch__.Layer,\n"
        + "    input: Tensor) -> Tensor:\n    w = self.w\n    b = self.b\n"
        + "    return torch.addmm(b, input, torch.t(w))\n"
        + "class Block(Module):\n  fc : __torch__.Layer\n"
        + "  def forward(self: __torch__.Block,\n    y: Tensor) -> Tensor:\n    fc = self.fc\n"
        + "    z = torch.relu(y)\n    return (fc).forward(z, )\n";
  }

  private static String removed(String body) {
    return LastLayer.removed("f.pt", Map.of("__torch__", net(body)), "__torch__.Net")
        .get("__torch__");
  }

  @Test
  void aLayerOfItsOwnIsLeftOut() {
    assertThat(removed("fc = self.fc\nh = torch.relu(x)\nreturn (fc).forward(h, )"))
        .isEqualTo(net("fc = self.fc\nh = torch.relu(x)\nreturn torch.flatten(h, 1)"));
  }

  @Test
  void whatComesBehindTheLayerGoesWithIt() {
    assertThat(
            removed(
                "w = self.w\nh = torch.relu(x)\ns = torch._convolution(h, w, b, [1, 1], [0, 0])\n"
                    + "t = torch.flatten(torch.squeeze(s, 3), 1)\nreturn torch.softmax(t, 1)"))
        .endsWith(net("").substring(net("").indexOf("class Layer")))
        .contains(
            "    t = torch.flatten(torch.squeeze(s, 3), 1)\n    return torch.flatten(h, 1)\n");
  }

  @Test
  void aLayerInsideABlockIsLeftOutThere() {
    String code = removed("_0 = getattr(self, \"0\")\nh = (_0).forward(x, )\nreturn h");
    assertThat(code)
        .contains("    h = (_0).forward(x, )\n    return (_0).forward(x, )\n")
        .contains("    z = torch.relu(y)\n    return torch.flatten(z, 1)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return torch.relu(x) | its scores come from torch.relu",
        "return x | its scores come from x",
        "h = torch.relu(x); h = torch.linear(h, w); return h | its scores come from h",
        "return (gone).forward(x, ) | gone is no part of the network",
        "return torch.linear(x, w, b) | it is nothing but a linear layer"
      })
  void whatIsNotUnderstoodIsRefusedByName(String body, String why) {
    assertThatThrownBy(() -> removed(body.replace("; ", "\n")))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the last linear layer of 'f.pt' was not found: %s; name a network that ends in a linear layer"
                .formatted(why));
  }

  @Test
  void weightsInBuffersAreDeclaredButForStatistics() {
    String code =
        """
        class N(Module):
          __parameters__ = []
          __buffers__ = ["w", "running_mean", ]
          w : Tensor
        """;
    assertThat(DeclaredWeights.in(Map.of("__torch__", code)))
        .containsEntry(
            "__torch__",
            """
            class N(Module):
              __parameters__ = ["w", ]
              __buffers__ = ["running_mean", ]
              w : Tensor
            """);
    Map<String, String> declared =
        Map.of("a", code, "b", "class M(Module):\n  __parameters__ = [\"v\", ]\n");
    assertThat(DeclaredWeights.in(declared)).isEqualTo(declared);
  }

  @Test
  void theFeaturesTimesTheLastLayerAreTheScores() throws IOException {
    Ground.needsLibtorch();
    check(Ground.network(folder), "v", "c");
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cifar10_resnet20, linear.weight, linear.bias",
    "mobilenet_v1_025_128, n.w28, n.b28",
    "mobilenet_v1_050_160, n.w28, n.b28",
    "mobilenet_v2_100_224, n.w63, n.b63"
  })
  void theFeaturesOfTrainedNetworks(String name, String weight, String bias) {
    Ground.needsLibtorch();
    check(Ground.shared(name + ".pt"), weight, bias);
  }

  private static void check(Path file, String weight, String bias) {
    ScriptStructure structure = ScriptStructure.of(TorchFile.of(file));
    TensorBatch rows = SeededDraw.batch(structure.inputShape(), 3, 4);
    try (ScriptBody body = ScriptBody.open(structure);
        TorchBox box = TorchBox.open(TorchFile.of(file));
        NDManager scope = body.scope().newSubManager()) {
      assertThat(body.learned()).isNotEmpty().doesNotContainKeys(weight, bias);
      NDArray last = body.declared().get(weight);
      NDArray scores =
          body.features(scope, rows, false)
              .matMul(last.reshape(last.getShape().get(0), -1).transpose())
              .add(body.declared().get(bias));
      float[] expected = box.query(rows).values();
      float[] actual = scores.toFloatArray();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-3f));
      }
    }
  }
}
