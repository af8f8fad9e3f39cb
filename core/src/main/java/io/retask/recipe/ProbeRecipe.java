package io.retask.recipe;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings of method {@code probe-features}: a logistic readout of what goes into the last layer.
 *
 * @param network the TorchScript file; null for the box's own, or the {@code .pt} file of the same
 *     name beside it
 */
public record ProbeRecipe(@Nullable String network) implements MethodSettings {
  /** The network of the box. */
  public static final ProbeRecipe DEFAULT = new ProbeRecipe(null);

  @Override
  public ProbeRecipe movingNetwork(UnaryOperator<String> move) {
    return network == null ? this : new ProbeRecipe(move.apply(network));
  }
}
