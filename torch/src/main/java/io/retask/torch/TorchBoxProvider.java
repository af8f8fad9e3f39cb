package io.retask.torch;

import io.retask.blackbox.BlackBoxProvider;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.GlassBoxProvider;
import java.nio.file.Path;

/**
 * Opens {@code torch:NAME.pt} or {@code NAME.pt}, described by {@code NAME.box.yaml} beside it. The
 * box can always be seen through.
 */
public final class TorchBoxProvider implements BlackBoxProvider, GlassBoxProvider {
  private static final String SCHEME = "torch:";

  @Override
  public boolean opens(String box) {
    return box.startsWith(SCHEME) || box.endsWith(TorchFile.ENDING);
  }

  @Override
  public GlassBox open(String box, Path folder) {
    String file = box.startsWith(SCHEME) ? box.substring(SCHEME.length()) : box;
    return TorchBox.open(TorchFile.of(folder.resolve(file)));
  }
}
