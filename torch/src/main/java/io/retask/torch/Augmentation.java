package io.retask.torch;

import io.retask.recipe.NetworkTraining.Flips;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.SplittableRandom;

/** Mirrors and moves pictures at random; a pure function of the seed and the step. */
final class Augmentation {
  private final Flips flips;
  private final double shift;
  private final long seed;

  /**
   * What to do.
   *
   * @param shift the furthest move, as a share of the side
   */
  Augmentation(Flips flips, double shift, long seed) {
    this.flips = flips;
    this.shift = shift;
    this.seed = seed;
  }

  /** Changed copies of all rows, planes x height x width each. */
  TensorBatch of(TensorBatch rows, long step) {
    SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + step);
    TensorBatch out = TensorBatch.allocate(rows.shape(), rows.count());
    for (int row = 0; row < rows.count(); row++) {
      boolean across = random.nextBoolean() && flips != Flips.NONE;
      boolean down = random.nextBoolean() && flips == Flips.BOTH;
      int right = move(random, rows.shape().axis(2));
      int low = move(random, rows.shape().axis(1));
      copy(rows, row, out, new Change(across, down, right, low));
    }
    return out;
  }

  private int move(SplittableRandom random, int side) {
    int most = (int) (shift * side);
    return random.nextInt(2 * most + 1) - most;
  }

  private record Change(boolean across, boolean down, int right, int low) {}

  private static void copy(TensorBatch from, int row, TensorBatch into, Change change) {
    Shape shape = from.shape();
    int height = shape.axis(1);
    int width = shape.axis(2);
    for (int plane = 0; plane < shape.axis(0); plane++) {
      int begin = from.offset(row) + plane * height * width;
      for (int y = 0; y < height; y++) {
        int line = begin + source(y, change.low(), height, change.down()) * width;
        for (int x = 0; x < width; x++) {
          into.values()[begin + y * width + x] =
              from.values()[line + source(x, change.right(), width, change.across())];
        }
      }
    }
  }

  /** Edges are repeated. */
  private static int source(int place, int move, int side, boolean mirrored) {
    int moved = Math.max(0, Math.min(side - 1, place - move));
    return mirrored ? side - 1 - moved : moved;
  }
}
