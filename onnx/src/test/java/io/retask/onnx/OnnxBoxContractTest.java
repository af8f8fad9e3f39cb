package io.retask.onnx;

import io.retask.blackbox.BlackBox;
import io.retask.testkit.blackbox.BlackBoxContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class OnnxBoxContractTest extends BlackBoxContract {
  @TempDir Path folder;

  @Override
  protected BlackBox open() {
    String input = TinyModel.picture("NHWC", "BGR", "float32", "scale: 2\nmean: 1");
    try {
      Path described = TinyModel.write(folder, true, false, input);
      return new OnnxBoxProvider(new OnnxOptions(3, 1, 33)).open(described.toString(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
