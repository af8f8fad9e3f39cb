package io.retask.mapping;

import io.retask.blackbox.Scores;

/**
 * A mapping with parameters that are learned by the same gradients as the program. Laws:
 * deterministic; no argument is changed or kept; {@link #gradient} agrees with finite differences.
 */
public interface TrainableMapping {
  /** Where learning begins, in an array of the caller's own; empty for a mapping that is fixed. */
  float[] initial();

  /** The mapping with these parameters, which are copied. */
  DifferentiableMapping at(float[] parameters);

  /**
   * The gradient with respect to the parameters, the mapping's own penalty included.
   *
   * @param answers n x K
   * @param mappedGradient n x C: dL/dh
   * @return as long as {@link #initial}
   */
  float[] gradient(float[] parameters, Scores answers, float[] mappedGradient);

  /** A mapping that stays as it is. */
  static TrainableMapping fixed(DifferentiableMapping mapping) {
    return new TrainableMapping() {
      @Override
      public float[] initial() {
        return new float[0];
      }

      @Override
      public DifferentiableMapping at(float[] parameters) {
        return mapping;
      }

      @Override
      public float[] gradient(float[] parameters, Scores answers, float[] mappedGradient) {
        return new float[0];
      }
    };
  }
}
