package io.retask.onnx.gradient;

import io.retask.blackbox.GlassBox;
import io.retask.blackbox.GlassBoxProvider;
import io.retask.onnx.OnnxFiles;
import io.retask.onnx.OnnxOptions;
import java.nio.file.Path;

/** Opens the files that {@link io.retask.onnx.OnnxBoxProvider} opens, to be seen through. */
public final class OnnxGlassBoxProvider implements GlassBoxProvider {
  private final OnnxOptions options;

  /** A provider that uses the whole machine; the one that the service loader makes. */
  public OnnxGlassBoxProvider() {
    this.options = OnnxOptions.forThisMachine();
  }

  @Override
  public boolean opens(String box) {
    return OnnxFiles.match(box);
  }

  @Override
  public GlassBox open(String box, Path folder) {
    OnnxFiles files = OnnxFiles.of(box, folder);
    return OnnxGlassBox.open(files.name(), files.model(), files.description(), options);
  }
}
