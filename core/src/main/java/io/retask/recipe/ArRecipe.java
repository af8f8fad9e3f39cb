package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.retask.recipe.BarRecipe.LossRecipe;
import io.retask.recipe.BarRecipe.ProgramRecipe;
import org.jspecify.annotations.Nullable;

/**
 * Settings of method {@code ar}, white-box adversarial reprogramming (Elsayed, Goodfellow and
 * Sohl-Dickstein, ICLR 2019, arXiv 1806.11146): {@code bar} with exact gradients, on a box that is
 * a local file.
 *
 * @param program the input side
 * @param mapping the output side
 * @param loss what is made small; null for plain cross-entropy, as in the paper
 * @param update what is done with the gradient
 * @param ridge the penalty {@code ridge · ||W||²}; 0 for none
 * @param batch the mini-batch, B
 * @param steps the number of steps, T; null for as many as the budget covers
 * @param validations how often the held-out labelled examples are asked, evenly over the bill
 */
public record ArRecipe(
    @Nullable ProgramRecipe program,
    @Nullable MappingRecipe mapping,
    @Nullable LossRecipe loss,
    @Nullable UpdateRecipe update,
    @Nullable Double ridge,
    @Nullable Integer batch,
    @Nullable Integer steps,
    @Nullable Integer validations)
    implements MethodSettings {
  /** Adam, a frame with a hole of half the side, and a frequency mapping as {@code bar} has it. */
  public static final ArRecipe DEFAULT =
      new ArRecipe(null, null, null, null, null, null, null, null);

  /** Fills the defaults in and checks the ranges. */
  public ArRecipe {
    BarRecipe bar = BarRecipe.DEFAULT;
    program = program == null ? bar.program() : program;
    mapping = mapping == null ? new MappingRecipe(null, null, null, null, null) : mapping;
    loss = loss == null ? new LossRecipe(LossRecipe.LossKind.CROSS_ENTROPY, null, null) : loss;
    update = update == null ? new UpdateRecipe(null, null, null, null) : update;
    ridge = ridge == null ? Double.valueOf(0) : ridge;
    batch = batch == null ? bar.batch() : batch;
    validations = validations == null ? bar.validations() : validations;
    Range.check("ar.ridge", ridge, 0, 1e6);
    Range.atLeast("ar.batch", batch, 1);
    Range.atLeast("ar.steps", steps, 1);
    Range.atLeast("ar.validations", validations, 0);
  }

  /**
   * The output side.
   *
   * @param kind {@code frequency}, {@code random} or {@code first}, disjoint and many-to-one;
   *     {@code blm} or {@code blm+}, weights counted once; {@code readout}, learned together with
   *     the program
   * @param labelsPerClass source labels a class, m, of the disjoint kinds; null for 1 with {@code
   *     first}, as in the paper, and otherwise for 10 or what the box has
   * @param start what the readout begins as: {@code readout}, the regularised readout of the
   *     unprogrammed answers, or {@code zero}, without an opinion
   * @param stepSize of the readout's weights, which are smaller than a program's
   * @param ridge the readout's penalty; null for the one that cross-validation chooses at the
   *     start, and for 0.001 with a start at zero
   */
  public record MappingRecipe(
      @Nullable MappingKind kind,
      @Nullable Integer labelsPerClass,
      @Nullable Start start,
      @Nullable Double stepSize,
      @Nullable Double ridge) {
    /** What a readout begins as. */
    public enum Start {
      /** What the unprogrammed answers teach. */
      @JsonProperty("readout")
      READOUT,
      /** Weights of 0. */
      @JsonProperty("zero")
      ZERO
    }

    /** Kinds of mapping. */
    public enum MappingKind {
      /** By how often each source label is the answer to each class. */
      @JsonProperty("frequency")
      FREQUENCY,
      /** By a seeded permutation. */
      @JsonProperty("random")
      RANDOM,
      /** The first labels, in their order. */
      @JsonProperty("first")
      FIRST,
      /** Bayesian-guided weights. */
      @JsonProperty("blm")
      BLM,
      /** The same from probabilities. */
      @JsonProperty("blm+")
      BLM_PLUS,
      /** A linear softmax layer on log-scores. */
      @JsonProperty("readout")
      READOUT
    }

    /** Fills the defaults in, and refuses what another kind needs. */
    public MappingRecipe {
      kind = kind == null ? MappingKind.FREQUENCY : kind;
      boolean readout = kind == MappingKind.READOUT;
      boolean disjoint = !readout && kind != MappingKind.BLM && kind != MappingKind.BLM_PLUS;
      Range.atLeast(".labelsPerClass", labelsPerClass, 1);
      refuse("labelsPerClass", labelsPerClass, disjoint, "frequency, random and first");
      refuse("start", start, readout, "readout");
      refuse("stepSize", stepSize, readout, "readout");
      refuse("ridge", ridge, readout, "readout");
      stepSize = readout && stepSize == null ? Double.valueOf(0.003) : stepSize;
      start = readout && start == null ? Start.READOUT : start;
      // a start at zero fits nothing that could choose
      ridge = start == Start.ZERO && ridge == null ? Double.valueOf(0.001) : ridge;
      Range.above(".stepSize", stepSize == null ? 1 : stepSize, 0);
      Range.check(".ridge", ridge == null ? 0 : ridge, 0, 1e6);
    }

    private static void refuse(String key, @Nullable Object value, boolean fits, String kinds) {
      if (value != null && !fits) {
        throw new InvalidRecipe(
            "recipe key '.%s' is for a mapping of kind %s; remove it".formatted(key, kinds));
      }
    }
  }

  /**
   * What is done with the gradient: Adam, with a step size that decays.
   *
   * @param stepSize eta at the first step; 0.05 in the paper
   * @param schedule {@code exponential}, as in the paper, or {@code cosine}, which falls to almost
   *     nothing over the steps that the budget covers
   * @param decay what is left of it after so many epochs; 0.96 in the paper; of the exponential
   * @param decayEpochs passes over the training rows for one decay; 2, as re-implementations have
   *     it; of the exponential
   */
  public record UpdateRecipe(
      @Nullable Double stepSize,
      @Nullable ScheduleKind schedule,
      @Nullable Double decay,
      @Nullable Double decayEpochs) {
    /** How the step size decays. */
    public enum ScheduleKind {
      /** By a factor every so many epochs. */
      @JsonProperty("exponential")
      EXPONENTIAL,
      /** By half a cosine over the whole run. */
      @JsonProperty("cosine")
      COSINE
    }

    /** Fills the defaults in, checks the ranges, and refuses what another schedule needs. */
    public UpdateRecipe {
      stepSize = stepSize == null ? Double.valueOf(0.05) : stepSize;
      schedule = schedule == null ? ScheduleKind.EXPONENTIAL : schedule;
      boolean exponential = schedule == ScheduleKind.EXPONENTIAL;
      refuse("decay", decay, exponential);
      refuse("decayEpochs", decayEpochs, exponential);
      decay = exponential && decay == null ? Double.valueOf(0.96) : decay;
      decayEpochs = exponential && decayEpochs == null ? Double.valueOf(2) : decayEpochs;
      Range.above(".stepSize", stepSize, 0);
      Range.check(".decay", decay == null ? 1 : decay, 1e-6, 1);
      Range.above(".decayEpochs", decayEpochs == null ? 1 : decayEpochs, 0);
    }

    private static void refuse(String key, @Nullable Object value, boolean fits) {
      if (value != null && !fits) {
        throw new InvalidRecipe(
            "recipe key '.%s' is for a schedule of kind exponential; remove it".formatted(key));
      }
    }
  }

  @Override
  public boolean follows() {
    return validations > 0;
  }

  @Override
  public boolean seesInside() {
    return true;
  }
}
