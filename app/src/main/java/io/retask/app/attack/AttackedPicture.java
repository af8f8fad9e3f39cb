package io.retask.app.attack;

import io.retask.attack.Finding;
import io.retask.blackbox.Scores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attacked picture.
 *
 * @param picture the name of the picture
 * @param truth its label as the data say it; null where they do not
 * @param before what the box said of it at the box's size
 * @param after what the box says of the saved file
 * @param success whether the saved file reaches the goal
 * @param l2 the size of the change, as the root of the sum of squares of values in [0,1]
 * @param linf the largest change of a value, in [0,1]
 * @param queries what the search took
 * @param cutShort whether the images ended before the goal was reached
 * @param folder where the files are
 */
public record AttackedPicture(
    String picture,
    @Nullable String truth,
    Answer before,
    Answer after,
    boolean success,
    double l2,
    double linf,
    Queries queries,
    boolean cutShort,
    String folder) {
  private static final int GREY_LEVELS = 255;

  /**
   * The first label of an answer.
   *
   * @param label its name
   * @param probability its score as a probability
   */
  public record Answer(String label, double probability) {
    static Answer of(Scores scores, List<String> labels) {
      int best = scores.best(0);
      return new Answer(labels.get(best), scores.censored().values()[best]);
    }

    @Override
    public String toString() {
      return "%s %.1f %%".formatted(label, 100 * probability);
    }
  }

  /**
   * What the search asked.
   *
   * @param images inputs to score
   * @param gradients gradients of one input
   */
  public record Queries(long images, long gradients) {
    static Queries of(Finding finding) {
      return new Queries(finding.images(), finding.gradients());
    }

    @Override
    public String toString() {
      return gradients == 0
          ? "%,d images".formatted(images)
          : "%,d images and %,d gradients".formatted(images, gradients);
    }
  }

  /** The size of the change and what it took, in words. */
  String size() {
    return "largest change %.0f of 255 grey levels, L2 %.2f; %s%s"
        .formatted(
            linf * GREY_LEVELS,
            l2,
            queries,
            cutShort && !success ? ", and then the images ended" : "");
  }

  /** One line about it. */
  public String line() {
    return "%s: %s -> %s, %s; %s"
        .formatted(picture, before, after, success ? "reached" : "not reached", size());
  }
}
