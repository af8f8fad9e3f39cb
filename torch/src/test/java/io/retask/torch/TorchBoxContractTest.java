package io.retask.torch;

import io.retask.blackbox.GlassBox;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import io.retask.testkit.blackbox.GlassBoxContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The laws on a smooth network with its own scaling, layout and order of colours. */
final class TorchBoxContractTest extends GlassBoxContract {
  @TempDir Path folder;

  @BeforeAll
  static void onlyHere() {
    Ground.needsLibtorch();
  }

  @Override
  protected GlassBox open() {
    try {
      Ground.describe(folder.resolve("tiny.box.yaml"), Shape.of(3, 4, 5), Layout.NHWC, 3);
      TinyScript.buffered()
          .weight("w", 6, 3, 3, 3)
          .weight("b", 6)
          .weight("v", 3, 36)
          .weight("c", 3)
          .forward(
              """
              h = torch.permute(x, [0, 3, 1, 2])
              h0 = torch.tanh(torch.conv2d(h, w, b))
              return torch.linear(torch.flatten(h0, 1), v, c)
              """)
          .write(folder.resolve("tiny.pt"));
      return new TorchBoxProvider().open("torch:tiny.pt", folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
