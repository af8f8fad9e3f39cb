package io.retask.mapping;

import io.retask.blackbox.Scores;

/**
 * A mapping that also knows how its target scores change with the answers of the box. Law beside
 * those of {@link LabelMapping}: {@link #pullback} agrees with finite differences of {@link
 * #apply}, for every kind of score.
 */
public interface DifferentiableMapping extends LabelMapping {
  /**
   * The gradient with respect to the raw scores, of whatever kind they are: what a box that can be
   * seen through takes as cotangent.
   *
   * @param answers n x K, all told; of one view
   * @param mappedGradient n x C: dL/dh, the gradient with respect to what {@link #apply} returns
   * @return n x K: dL/ds
   * @throws IllegalArgumentException if a length is another, or a score was not told
   */
  float[] pullback(Scores answers, float[] mappedGradient);
}
