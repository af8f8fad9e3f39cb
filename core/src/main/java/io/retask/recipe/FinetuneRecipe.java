package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings of method {@code finetune}: a TorchScript network whose last layer is replaced.
 *
 * @param network the TorchScript file; null for the box's own, or the {@code .pt} file of the same
 *     name beside it
 * @param layers which weights are learned
 * @param training how they are learned
 */
public record FinetuneRecipe(
    @Nullable String network, @Nullable Layers layers, @Nullable NetworkTraining training)
    implements MethodSettings {
  /** All layers, 20 epochs at most. */
  public static final FinetuneRecipe DEFAULT = new FinetuneRecipe(null, null, null);

  private static final int EPOCHS = 20;
  private static final int PATIENCE = 4;
  private static final double RATE = 2e-4;

  /** Which weights are learned. */
  public enum Layers {
    /** Those of the whole network and of the new last layer. */
    @JsonProperty("all")
    ALL,
    /** Those of the new last layer alone. */
    @JsonProperty("head")
    HEAD
  }

  /** Fills the defaults in. */
  public FinetuneRecipe {
    layers = layers == null ? Layers.ALL : layers;
    training =
        (training == null ? NetworkTraining.UNSTATED : training).completed(EPOCHS, PATIENCE, RATE);
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public FinetuneRecipe movingNetwork(UnaryOperator<String> move) {
    return network == null ? this : new FinetuneRecipe(move.apply(network), layers, training);
  }
}
