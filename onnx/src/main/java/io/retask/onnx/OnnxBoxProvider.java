package io.retask.onnx;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxProvider;
import java.nio.file.Path;

/** Opens {@code NAME.onnx}, described by {@code NAME.box.yaml} beside it, or the description. */
public final class OnnxBoxProvider implements BlackBoxProvider {
  private final OnnxOptions options;

  /** A provider that uses the whole machine; the one that the service loader makes. */
  public OnnxBoxProvider() {
    this(OnnxOptions.forThisMachine());
  }

  /** A provider that uses as much of the machine as it is told. */
  public OnnxBoxProvider(OnnxOptions options) {
    this.options = options;
  }

  @Override
  public boolean opens(String box) {
    return OnnxFile.isNamed(box);
  }

  @Override
  public BlackBox open(String box, Path folder) {
    OnnxFile file = OnnxFile.find(box, folder);
    return OnnxBox.open(file.name(), file.model(), file.description(), options);
  }
}
