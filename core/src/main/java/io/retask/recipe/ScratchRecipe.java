package io.retask.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of method {@code scratch}: a small convolutional network that has seen nothing before.
 * Each stage is a convolution of 3x3, batch normalisation, a ReLU and, but for the last, a maximum
 * over 2x2; the mean over what is left goes into the last layer.
 *
 * @param side the side that pictures are brought to, 8 to 512
 * @param channels the channels of the stages, 1 to 8 of them, each 1 to 1024; every stage but the
 *     last halves the side
 * @param training how the weights are learned
 */
public record ScratchRecipe(
    @Nullable Integer side, @Nullable List<Integer> channels, @Nullable NetworkTraining training)
    implements MethodSettings {
  /** Four stages on pictures of 64 x 64. */
  public static final ScratchRecipe DEFAULT = new ScratchRecipe(null, null, null);

  private static final int EPOCHS = 60;
  private static final int PATIENCE = 10;
  private static final double RATE = 1e-3;

  /** Fills the defaults in and checks the ranges. */
  public ScratchRecipe {
    side = side == null ? Integer.valueOf(64) : side;
    channels = channels == null ? List.of(32, 64, 128, 128) : List.copyOf(channels);
    training =
        (training == null ? NetworkTraining.UNSTATED : training).completed(EPOCHS, PATIENCE, RATE);
    Range.check("scratch.side", side, 8, 512);
    Range.check("scratch.channels", channels.size(), 1, 8);
    for (int channel : channels) {
      Range.check("scratch.channels", channel, 1, 1024);
    }
    if (side >> (channels.size() - 1) < 2) {
      throw new InvalidRecipe(
          "recipe key 'scratch.channels' has %d stages, which leave nothing of pictures of %d x %d; take fewer, or raise scratch.side"
              .formatted(channels.size(), side, side));
    }
  }

  @Override
  public boolean follows() {
    return true;
  }
}
