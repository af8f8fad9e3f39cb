package io.retask.attack;

import io.retask.blackbox.GlassBox;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.optim.StepKey;
import io.retask.tensor.TensorBatch;

/**
 * Steps along the gradient of cross-entropy within a ball around the input, which never leave
 * [0,1]. One full step from the input itself is FGSM, X' = clip(X + eps · sign(dL/dX)) (Goodfellow
 * et al., arXiv 1412.6572); several from a random start are PGD (Madry et al., arXiv 1706.06083).
 *
 * <p>Cross-entropy is taken on log-scores, never on floored or rounded probabilities: a box that is
 * sure has no slope there. A step that fools the box is rounded to 8 bits within the ball and
 * judged again; only that counts.
 *
 * @param norm how the ball is measured
 * @param radius eps, in units of the value range [0,1]; at least one grey level, 1/255
 * @param steps at least 1
 * @param stepSize the length of a step in the same norm, positive
 * @param restarts how often it begins again, until the goal is reached; at least 1
 * @param randomStart whether it begins at a random place of the ball, or at the input
 */
public record GradientAttack(
    Norm norm, double radius, int steps, double stepSize, int restarts, boolean randomStart) {
  private static final double LEVEL = 1.0 / 255;

  /** Checks the ranges. */
  public GradientAttack {
    if (!(radius >= LEVEL * (1 - 1e-6)) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException(
          "eps is %s; it is at least 1/255, the smallest change that a saved picture keeps"
              .formatted(radius));
    }
    if (steps < 1 || restarts < 1 || !(stepSize > 0) || Double.isInfinite(stepSize)) {
      throw new IllegalArgumentException(
          "steps %d and restarts %d must be at least 1 and the step size %s positive"
              .formatted(steps, restarts, stepSize));
    }
  }

  /** One full step from the input. */
  public static GradientAttack fgsm(Norm norm, double radius) {
    return new GradientAttack(norm, radius, 1, radius, 1, false);
  }

  /** Steps of 2.5 · eps / steps from a random start: any place of the ball can be reached. */
  public static GradientAttack pgd(Norm norm, double radius, int steps, int restarts) {
    return new GradientAttack(norm, radius, steps, 2.5 * radius / steps, restarts, true);
  }

  /**
   * Looks for a change of one input.
   *
   * @param box a box that tells all its scores
   * @param input one row on the grid of 8-bit values, in [0,1]
   * @param goal what the box shall answer
   * @param seed the source of random starts
   * @throws IllegalArgumentException if the input is no such row or the box hides scores
   */
  public Finding attack(GlassBox box, TensorBatch input, Goal goal, long seed) {
    EightBit.check(input);
    if (box.spec().visibility() != Visibility.FULL) {
      throw new IllegalArgumentException(
          "a gradient needs all scores, but '%s' tells %s"
              .formatted(box.spec().name(), box.spec().visibility()));
    }
    Walk walk = new Walk(box, input, goal);
    for (int restart = 0; restart < restarts && !walk.reached; restart++) {
      walk.from(start(input, new StepKey(seed, restart)));
    }
    return walk.finding();
  }

  private float[] start(TensorBatch input, StepKey key) {
    float[] at = input.values().clone();
    if (randomStart) {
      norm.scatter(at, radius, key);
      keep(at, input.values());
    }
    return at;
  }

  private void keep(float[] at, float[] centre) {
    norm.project(at, centre, radius);
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(0, Math.min(1, at[i]));
    }
  }

  /** The attack on one input. */
  private final class Walk {
    private final GlassBox box;
    private final TensorBatch input;
    private final Goal goal;
    private final Scores first;
    private TensorBatch best;
    private Scores answer;
    private boolean reached;
    private long images;
    private long gradients;

    Walk(GlassBox box, TensorBatch input, Goal goal) {
      this.box = box;
      this.input = input;
      this.goal = goal;
      this.best = input.rows(0, 1);
      this.first = ask(best);
      this.answer = first;
      this.reached = goal.reached(first, 0);
    }

    private Scores ask(TensorBatch row) {
      images++;
      return box.query(row);
    }

    void from(float[] start) {
      float[] at = start;
      for (int step = 0; step < steps && !reached; step++) {
        TensorBatch here = TensorBatch.wrap(input.shape(), 1, at);
        Scores scores = step == 0 && !randomStart ? first : ask(here);
        if (!goal.reached(scores, 0) || !judge(at)) {
          gradients++;
          TensorBatch slope = box.gradient(here, Ascent.cotangent(scores, goal));
          at = at.clone();
          norm.step(at, slope.values(), stepSize);
          keep(at, input.values());
        }
      }
      if (!reached) {
        judge(at);
      }
    }

    /** Whether the place fools the box when it is rounded; the closest so far is kept. */
    private boolean judge(float[] at) {
      float[] rounded = EightBit.inside(norm, radius, input.values(), at);
      TensorBatch row = TensorBatch.wrap(input.shape(), 1, rounded);
      Scores scores = ask(row);
      if (goal.margin(scores, 0) < goal.margin(answer, 0)) {
        best = row;
        answer = scores;
        reached = goal.reached(scores, 0);
      }
      return reached;
    }

    Finding finding() {
      return new Finding(best, answer, reached, images, gradients, false);
    }
  }
}
