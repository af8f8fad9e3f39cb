package io.retask.image.view;

import io.retask.program.Program;
import io.retask.program.SequenceProgram;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the parameters of views. View 0 is the picture as it is, so the baselines cost nothing
 * more; every other view is a pure function of seed and index. The draws of an index are those of
 * the one before it without the first, so neighbours in one family share numbers in other places;
 * the figures in {@code docs/auto.md} are of these draws.
 *
 * @param family what sets the views apart
 * @param patternSide k of the {@link ViewProgram} that the views are for
 */
public record ViewSampler(ViewFamily family, int patternSide) implements ViewSource {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** So many tilings there are without a change of colours. */
  private static final int PLAIN_TILES = 6;

  /** Of this the hyperbolic tangent is nearly 1: a pattern that is the same everywhere. */
  private static final float EVEN = 4;

  /** The order in which mixed views come. */
  private static final List<ViewFamily> TURNS =
      List.of(
          ViewFamily.CROPS,
          ViewFamily.FLIPS,
          ViewFamily.PLACEMENT,
          ViewFamily.COLOUR,
          ViewFamily.PATTERNS);

  /** The order in which varied views come. */
  private static final List<ViewFamily> VARIED_TURNS =
      List.of(
          ViewFamily.ROTATIONS,
          ViewFamily.PATTERNS,
          ViewFamily.TONES,
          ViewFamily.FLIPS,
          ViewFamily.COMPOSITE,
          ViewFamily.TILES,
          ViewFamily.ROTATIONS,
          ViewFamily.PLACEMENT,
          ViewFamily.CROPS,
          ViewFamily.COLOUR);

  @Override
  public View draw(Shape box, long seed, int index) {
    if (index < 0) {
      throw new IllegalArgumentException("view " + index + " is below 0");
    }
    if (index == 0) {
      ViewProgram untouched = new ViewProgram(box, patternSide);
      return new View(untouched, new float[untouched.parameterCount()]);
    }
    return drawn(box, family, index, new SplittableRandom(seed * 31 + index * GOLDEN_GAMMA));
  }

  /**
   * One view of a family.
   *
   * @param nth 1 for its first view
   */
  private View drawn(Shape box, ViewFamily kind, int nth, SplittableRandom random) {
    return switch (kind) {
      case MIXED -> inTurn(box, TURNS, nth, random);
      case VARIED -> inTurn(box, VARIED_TURNS, nth, random);
      case ROTATIONS -> new View(new Rotation(box), new float[] {angle(nth, random)});
      case TILES -> tiled(box, nth, random);
      default -> plain(box, kind, nth, random);
    };
  }

  /** A family that stands in the list more than once goes on where it was. */
  private View inTurn(Shape box, List<ViewFamily> turns, int nth, SplittableRandom random) {
    int place = (nth - 1) % turns.size();
    ViewFamily kind = turns.get(place);
    int each = Collections.frequency(turns, kind);
    int before = Collections.frequency(turns.subList(0, place), kind);
    return drawn(box, kind, 1 + (nth - 1) / turns.size() * each + before, random);
  }

  private View plain(Shape box, ViewFamily kind, int nth, SplittableRandom random) {
    ViewProgram program = new ViewProgram(box, patternSide);
    float[] parameters = new float[program.parameterCount()];
    fill(parameters, kind, nth, random);
    return new View(program, parameters);
  }

  /** In radians: two quarter turns, then any; half a turn is the flip both ways. */
  private static float angle(int nth, SplittableRandom random) {
    return (float) (nth < 3 ? (2 * nth - 1) * Math.PI / 2 : between(random, -Math.PI, Math.PI));
  }

  private View tiled(Shape box, int nth, SplittableRandom random) {
    int most = Math.min(box.axis(1), box.axis(2));
    Tiling tiling = new Tiling(box, Math.min(2 + (nth - 1) / 2 % 3, most), nth % 2 == 0);
    if (nth <= PLAIN_TILES) {
      return new View(tiling, new float[0]);
    }
    View coloured = plain(box, ViewFamily.COLOUR, nth, random);
    return new View(
        new SequenceProgram(List.of(tiling, coloured.program())), coloured.parameters());
  }

  @Override
  public Program small(Shape box) {
    return AreaMean.small(box);
  }

  private static void fill(float[] w, ViewFamily family, int index, SplittableRandom random) {
    switch (family) {
      case CROPS -> place(w, between(random, 0.5, 0.85), random);
      case FLIPS -> flips(w, index, random);
      case PLACEMENT -> place(w, 1 / between(random, 0.5, 0.85), random);
      case COLOUR -> colour(w, index, random);
      case TONES -> tone(w, index, random);
      case PATTERNS -> pattern(w, random);
      case CROPS_AND_FLIPS -> {
        place(w, between(random, 0.5, 0.85), random);
        mirror(w, index % 2 == 0, false);
      }
      case COMPOSITE -> {
        colour(w, index, random);
        pattern(w, random);
      }
      default -> throw new IllegalStateException(family + " is no family of one program");
    }
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

  private static void tone(float[] w, int index, SplittableRandom random) {
    if (index % 2 == 0) {
      double gain = index % 4 == 2 ? between(random, 1.5, 2.5) : between(random, 0.4, 0.7);
      w[ViewProgram.CONTRAST] = (float) (gain - 1);
      return;
    }
    int cosines = (w.length - ViewProgram.PATTERN - 1) / 3;
    for (int channel = 0; channel < 3; channel++) {
      w[ViewProgram.PATTERN + channel * cosines] = EVEN;
    }
    double change = between(random, 0.15, 0.3);
    w[w.length - 1] = (float) (index % 4 == 1 ? change : -change);
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
