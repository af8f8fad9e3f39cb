package io.retask.image.view;

import io.retask.program.Program;
import io.retask.program.SequenceProgram;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.tensor.Shape;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the parameters of views. View 0 is the picture as it is, so the baselines cost nothing
 * more; every other view is a pure function of seed and index.
 *
 * @param family what sets the views apart
 * @param patternSide k of the {@link ViewProgram} that the views are for
 */
public record ViewSampler(ViewFamily family, int patternSide) implements ViewSource {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** So many tilings there are without a change of colours. */
  private static final int PLAIN_TILES = 6;

  /** The order in which mixed views come. */
  private static final List<ViewFamily> TURNS =
      List.of(
          ViewFamily.CROPS,
          ViewFamily.FLIPS,
          ViewFamily.PLACEMENT,
          ViewFamily.COLOUR,
          ViewFamily.PATTERNS);

  /** The order in which varied views come: the first ones are those that helped most boxes. */
  private static final List<ViewFamily> VARIED_TURNS =
      List.of(
          ViewFamily.PATTERNS,
          ViewFamily.FLIPS,
          ViewFamily.COMPOSITE,
          ViewFamily.PLACEMENT,
          ViewFamily.CROPS,
          ViewFamily.COMPOSITE,
          ViewFamily.PATTERNS,
          ViewFamily.COLOUR);

  @Override
  public View draw(Shape box, long seed, int index) {
    if (index > 0 && family == ViewFamily.ROTATIONS) {
      return new View(new Rotation(box), new float[] {angle(index, random(seed, index))});
    }
    View view = new View(new ViewProgram(box, patternSide), draw(seed, index));
    return index > 0 && family == ViewFamily.TILES ? tiled(view, box, index) : view;
  }

  /** In radians: three quarter turns, then any. */
  private static float angle(int index, SplittableRandom random) {
    return (float) (index < 4 ? index * Math.PI / 2 : between(random, -Math.PI, Math.PI));
  }

  private static View tiled(View view, Shape box, int index) {
    int copies = Math.min(2 + (index - 1) / 2 % 3, Math.min(box.axis(1), box.axis(2)));
    Tiling tiling = new Tiling(box, copies, index % 2 == 0);
    return index <= PLAIN_TILES
        ? new View(tiling, new float[0])
        : new View(new SequenceProgram(List.of(tiling, view.program())), view.parameters());
  }

  @Override
  public Program small(Shape box) {
    return AreaMean.small(box);
  }

  /**
   * The parameters of the {@link ViewProgram} of one view, in an array of the caller's own.
   *
   * @param index 0 for the identity
   * @throws IllegalArgumentException if the index is below 0
   */
  float[] draw(long seed, int index) {
    if (index < 0) {
      throw new IllegalArgumentException("view " + index + " is below 0");
    }
    float[] parameters = new float[ViewProgram.PATTERN + 3 * patternSide * patternSide + 1];
    if (index > 0) {
      fill(parameters, family, index, random(seed, index));
    }
    return parameters;
  }

  private static SplittableRandom random(long seed, int index) {
    return new SplittableRandom(seed * 31 + index * GOLDEN_GAMMA);
  }

  private static void fill(float[] w, ViewFamily family, int index, SplittableRandom random) {
    switch (family) {
      case CROPS -> place(w, between(random, 0.5, 0.85), random);
      case FLIPS -> flips(w, index, random);
      case PLACEMENT -> place(w, 1 / between(random, 0.5, 0.85), random);
      case ROTATIONS -> {}
      case COLOUR, TILES -> colour(w, index, random);
      case PATTERNS -> pattern(w, random);
      case CROPS_AND_FLIPS -> {
        place(w, between(random, 0.5, 0.85), random);
        mirror(w, index % 2 == 0, false);
      }
      case COMPOSITE -> {
        colour(w, index, random);
        pattern(w, random);
      }
      case MIXED -> inTurn(w, TURNS, index, random);
      case VARIED -> inTurn(w, VARIED_TURNS, index, random);
    }
  }

  private static void inTurn(
      float[] w, List<ViewFamily> turns, int index, SplittableRandom random) {
    fill(w, turns.get((index - 1) % turns.size()), 1 + (index - 1) / turns.size(), random);
  }

  private static void place(float[] w, double factor, SplittableRandom random) {
    w[0] = (float) (factor - 1);
    w[2] = w[0];
    double room = Math.abs(1 - factor);
    w[1] = (float) between(random, -room, room);
    w[3] = (float) between(random, -room, room);
  }

  private static void flips(float[] w, int index, SplittableRandom random) {
    if (index > 3) {
      place(w, between(random, 0.8, 1), random);
    }
    mirror(w, index % 4 != 2 && index % 4 != 0, index % 4 > 1);
  }

  /** A mirrored axis has its factor negated; the shift stays that of the source. */
  private static void mirror(float[] w, boolean across, boolean down) {
    w[0] = across ? -w[0] - 2 : w[0];
    w[2] = down ? -w[2] - 2 : w[2];
  }

  private static void colour(float[] w, int index, SplittableRandom random) {
    for (int i = ViewProgram.COLOUR; i < ViewProgram.CONTRAST; i++) {
      w[i] = (float) (0.3 * gaussian(random));
    }
    double gain = between(random, 0.6, 1.2);
    w[ViewProgram.CONTRAST] = (float) (index % 2 == 0 ? gain - 1 : -gain - 1);
  }

  private static void pattern(float[] w, SplittableRandom random) {
    for (int i = ViewProgram.PATTERN; i < w.length - 1; i++) {
      w[i] = (float) gaussian(random);
    }
    w[w.length - 1] = (float) between(random, 0.2, 0.5);
  }

  /** From the top 53 bits of a long: the same number on every JDK. */
  private static double between(SplittableRandom random, double low, double high) {
    return low + (high - low) * ((random.nextLong() >>> 11) * 0x1.0p-53);
  }

  /** Box and Muller's transform, in arithmetic that every JDK shares. */
  private static double gaussian(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - between(random, 0, 1)));
    return radius * StrictMath.cos(2 * Math.PI * between(random, 0, 1));
  }
}
