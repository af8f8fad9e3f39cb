package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Settings of method {@code bar}, black-box adversarial reprogramming (Tsai, Chen and Ho, ICML
 * 2020). The defaults are the paper's where the paper states them.
 *
 * @param program the input side
 * @param mapping the output side
 * @param loss what is made small
 * @param estimator how the gradient is estimated
 * @param update what is done with the estimate
 * @param batch the mini-batch, B
 * @param steps the number of steps, T; null for as many as the budget covers
 * @param validations how often the held-out labelled examples are asked, evenly over the bill
 */
public record BarRecipe(
    @Nullable ProgramRecipe program,
    @Nullable MappingRecipe mapping,
    @Nullable LossRecipe loss,
    @Nullable EstimatorRecipe estimator,
    @Nullable UpdateRecipe update,
    @Nullable Integer batch,
    @Nullable Integer steps,
    @Nullable Integer validations)
    implements MethodSettings {
  /** The paper's settings. */
  public static final BarRecipe DEFAULT =
      new BarRecipe(null, null, null, null, null, null, null, null);

  /** Fills the defaults in and checks the ranges. */
  public BarRecipe {
    program = program == null ? new ProgramRecipe(null, null, null) : program;
    mapping = mapping == null ? new MappingRecipe(null, null) : mapping;
    loss = loss == null ? new LossRecipe(null, null, null) : loss;
    estimator = estimator == null ? EstimatorRecipe.DEFAULT : estimator;
    update = UpdateRecipe.completed(update, estimator, "bar");
    batch = batch == null ? Integer.valueOf(20) : batch;
    validations = validations == null ? Integer.valueOf(4) : validations;
    Range.atLeast("bar.batch", batch, 1);
    Range.atLeast("bar.steps", steps, 1);
    Range.atLeast("bar.validations", validations, 0);
  }

  /**
   * The input side.
   *
   * @param kind {@code framed} (the paper); {@code additive} over the full frame or {@code view},
   *     which places, colours and patterns pictures (deviations)
   * @param sourceSize {@code framed}: the side of the hole that shows the target data; null for
   *     half the box's
   * @param subspace which parameters are searched (a deviation); null for all of them
   */
  public record ProgramRecipe(
      @Nullable ProgramKind kind, @Nullable Integer sourceSize, @Nullable SubspaceRecipe subspace) {
    /** Kinds of program. */
    public enum ProgramKind {
      /** Data in a hole, the program around it. */
      @JsonProperty("framed")
      FRAMED,
      /** The program added to the whole frame. */
      @JsonProperty("additive")
      ADDITIVE,
      /** The view that starts as the input itself. */
      @JsonProperty("view")
      VIEW
    }

    /** Fills the defaults in, and refuses what another kind needs. */
    public ProgramRecipe {
      kind = kind == null ? ProgramKind.FRAMED : kind;
      if (kind != ProgramKind.FRAMED && sourceSize != null) {
        throw new InvalidRecipe(
            "recipe key '.sourceSize' is for a program of kind framed; remove it, or set it to null");
      }
      Range.atLeast(".sourceSize", sourceSize, 1);
      if (kind == ProgramKind.VIEW && subspace != null) {
        throw new InvalidRecipe(
            "recipe key '.subspace' is for framed and additive programs; a view has few parameters"
                + " already: remove the key");
      }
    }
  }

  /**
   * The output side.
   *
   * @param kind {@code frequency} or {@code random}, both disjoint and many-to-one
   * @param labelsPerClass source labels a class, m; null for 10, or what the box has
   */
  public record MappingRecipe(@Nullable MappingKind kind, @Nullable Integer labelsPerClass) {
    /** Kinds of mapping. */
    public enum MappingKind {
      /** By how often each source label is the answer to each class. */
      @JsonProperty("frequency")
      FREQUENCY,
      /** By a seeded permutation. */
      @JsonProperty("random")
      RANDOM
    }

    /** Fills the defaults in. */
    public MappingRecipe {
      kind = kind == null ? MappingKind.FREQUENCY : kind;
      Range.atLeast(".labelsPerClass", labelsPerClass, 1);
    }
  }

  /**
   * What is made small.
   *
   * @param kind {@code focal} (the paper) or {@code cross-entropy} (a deviation)
   * @param exponent {@code focal}: its exponent, 2 in the paper
   * @param balanced {@code focal}: whether a class weighs 1/n_j
   */
  public record LossRecipe(
      @Nullable LossKind kind, @Nullable Double exponent, @Nullable Boolean balanced) {
    /** Kinds of loss. */
    public enum LossKind {
      /** Focal loss. */
      @JsonProperty("focal")
      FOCAL,
      /** Cross-entropy. */
      @JsonProperty("cross-entropy")
      CROSS_ENTROPY
    }

    /** Fills the defaults in, and refuses what another kind needs. */
    public LossRecipe {
      kind = kind == null ? LossKind.FOCAL : kind;
      if (kind == LossKind.FOCAL) {
        exponent = exponent == null ? Double.valueOf(2) : exponent;
        balanced = balanced == null ? Boolean.TRUE : balanced;
        checkExponent(exponent);
      } else if (exponent != null || balanced != null) {
        throw new InvalidRecipe(
            "recipe keys '.exponent' and '.balanced' are for a loss of kind focal; remove them, or set them to null");
      }
    }

    private static void checkExponent(double exponent) {
      Range.check(".exponent", exponent, 0, 10);
      if (exponent > 0 && exponent < 1) {
        throw new InvalidRecipe(
            "recipe key '.exponent' is %s; it takes 0, or 1 to 10".formatted(exponent));
      }
    }
  }

  /**
   * What is done with the estimate.
   *
   * @param kind {@code sgd} (the paper), {@code momentum} or {@code adam} (deviations)
   * @param stepSize eta at the first step; null where {@code estimator.probe.share} has it found
   * @param finalShare eta at the last step as a share of the first; the decay between is
   *     exponential. The paper does not state its rate
   */
  public record UpdateRecipe(
      @Nullable UpdateKind kind, @Nullable Double stepSize, @Nullable Double finalShare) {
    /** Kinds of update. */
    public enum UpdateKind {
      /** Plain stochastic gradient descent. */
      @JsonProperty("sgd")
      SGD,
      /** Gradient descent with momentum. */
      @JsonProperty("momentum")
      MOMENTUM,
      /** Adam. */
      @JsonProperty("adam")
      ADAM
    }

    /** Fills the defaults in that hang on no other section. */
    public UpdateRecipe {
      kind = kind == null ? UpdateKind.SGD : kind;
      finalShare = finalShare == null ? Double.valueOf(0.1) : finalShare;
      Range.above(".stepSize", stepSize == null ? 1 : stepSize, 0);
      Range.check(".finalShare", finalShare, 1e-6, 1);
    }

    /** With a step size, unless the estimator finds it; stating it then is refused. */
    static UpdateRecipe completed(
        @Nullable UpdateRecipe stated, EstimatorRecipe estimator, String section) {
      UpdateRecipe update = stated == null ? new UpdateRecipe(null, null, null) : stated;
      if (!estimator.findsStep()) {
        return update.stepSize != null
            ? update
            : new UpdateRecipe(update.kind, 0.05, update.finalShare);
      }
      if (update.stepSize != null) {
        throw new InvalidRecipe(
            "recipe key '%s.update.stepSize' gives way to what '%s.estimator.probe.share' finds; remove one of them, or set it to null"
                .formatted(section, section));
      }
      return update;
    }
  }

  @Override
  public boolean follows() {
    return validations > 0;
  }
}
