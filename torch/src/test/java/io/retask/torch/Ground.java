package io.retask.torch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.BoxInput.Scaling;
import io.retask.blackbox.description.BoxLimits;
import io.retask.blackbox.description.BoxOutput;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the tests stand on: a machine that libtorch runs on, and small described networks. */
final class Ground {
  static final Shape PICTURE = Shape.of(3, 8, 8);

  private Ground() {}

  /** Skips a test where libtorch does not run. */
  static void needsLibtorch() {
    Optional<String> foreign =
        TorchEngine.foreign(System.getProperty("os.name"), System.getProperty("os.arch"));
    assumeTrue(foreign.isEmpty(), () -> foreign.orElse(""));
  }

  /** A convolutional network of three classes on pictures of 8 x 8, with its description. */
  static Path network(Path folder) throws IOException {
    describe(folder.resolve("tiny.box.yaml"), PICTURE, Layout.NCHW, 3);
    return TinyScript.declared()
        .weight("w", 6, 3, 3, 3)
        .weight("b", 6)
        .weight("v", 3, 6)
        .weight("c", 3)
        .forward(
            """
            h = torch.relu(torch.conv2d(x, w, b))
            h0 = torch.mean(h, [2, 3])
            return torch.linear(h0, v, c)
            """)
        .write(folder.resolve("tiny.pt"));
  }

  static void describe(Path file, Shape shape, Layout layout, int labels) throws IOException {
    boolean picture = layout != Layout.PLAIN;
    Scaling scaling =
        picture
            ? new Scaling(2, List.of(0.9, 1.0, 1.2), List.of(0.5, 1.0, 2.0))
            : Scaling.uniform(1, 1, 0.5, 0.5);
    ChannelOrder order = layout == Layout.NHWC ? ChannelOrder.BGR : ChannelOrder.RGB;
    BoxDescriptionFile.write(
        file,
        new BoxDescription(
            "tiny.pt",
            Optional.empty(),
            new BoxInput("x", layout, order, shape, ElementType.FLOAT32, scaling),
            new BoxOutput(
                "scores",
                ScoreKind.LOGITS,
                Visibility.FULL,
                List.of("a", "b", "c").subList(0, labels)),
            new BoxLimits(OptionalInt.of(20), OptionalInt.of(2)),
            Price.FREE));
  }

  /** A file of the shared models; the test is skipped where they are absent. */
  static Path shared(String file) {
    Path path =
        Path.of(System.getProperty("retask.shared", "absent")).resolve("models").resolve(file);
    assumeTrue(Files.exists(path), () -> "there is no " + path);
    return path;
  }
}
