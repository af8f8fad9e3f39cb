package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.retask.recipe.BarRecipe.LossRecipe;
import io.retask.recipe.BarRecipe.MappingRecipe;
import io.retask.recipe.BarRecipe.ProgramRecipe;
import io.retask.recipe.BarRecipe.UpdateRecipe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the methods that search one program as {@code bar} does, with another optimiser or
 * with a mapping that is planned again: {@code ilm}, {@code spsa-gc}, {@code zoo}, {@code cma-es}
 * and {@code random-search}. Parts that a method does not use are null; naming them is refused.
 *
 * @param program the input side
 * @param mapping the output side; {@code ilm} plans it so at first, and by frequency afterwards
 * @param loss what is made small
 * @param estimator {@code ilm}: how the gradient is estimated
 * @param update {@code ilm}: what is done with the estimate
 * @param refresh {@code ilm}: when the mapping is planned again, and from what
 * @param spsa {@code spsa-gc}: its gains
 * @param zoo {@code zoo}: its coordinates and steps
 * @param evolution {@code cma-es}: its population and first spread
 * @param random {@code random-search}: its candidates and spread
 * @param batch the mini-batch, B
 * @param steps the number of steps, T; null for as many as the budget covers
 * @param validations how often the held-out labelled examples are asked, evenly over the bill;
 *     {@code random-search} never asks them
 */
public record SearchRecipe(
    @Nullable ProgramRecipe program,
    @Nullable MappingRecipe mapping,
    @Nullable LossRecipe loss,
    @Nullable EstimatorRecipe estimator,
    @Nullable UpdateRecipe update,
    @Nullable RefreshRecipe refresh,
    @Nullable SpsaRecipe spsa,
    @Nullable ZooRecipe zoo,
    @Nullable EvolutionRecipe evolution,
    @Nullable RandomSearchRecipe random,
    @Nullable Integer batch,
    @Nullable Integer steps,
    @Nullable Integer validations)
    implements MethodSettings {
  /** Which parts each method has besides those that all of them share. */
  private static final Map<String, Set<String>> PARTS =
      Map.of(
          "ilm", Set.of("estimator", "update", "refresh"),
          "spsa-gc", Set.of("spsa"),
          "zoo", Set.of("zoo"),
          "cma-es", Set.of("evolution"),
          "random-search", Set.of("random"));

  /** Nothing is set: every method has its own defaults. */
  static final SearchRecipe EMPTY =
      new SearchRecipe(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Checks the ranges. */
  public SearchRecipe {
    Range.atLeast("search.batch", batch, 1);
    Range.atLeast("search.steps", steps, 1);
    Range.atLeast("search.validations", validations, 0);
    if (refresh != null
        && refresh.source() == RefreshRecipe.Source.STORED
        && estimator != null
        && estimator.kind() == EstimatorRecipe.EstimatorKind.ANTITHETIC) {
      throw new InvalidRecipe(
          "recipe key 'search.refresh.source' is stored, but antithetic steps do not ask the unperturbed program; set it to asked, or search.estimator.kind to one-sided");
    }
  }

  /** The methods that this section is for. */
  static Set<String> methods() {
    return PARTS.keySet();
  }

  /** The same search in the words of {@code bar}. */
  public static SearchRecipe of(BarRecipe bar) {
    return new SearchRecipe(
        bar.program(),
        bar.mapping(),
        bar.loss(),
        bar.estimator(),
        bar.update(),
        null,
        null,
        null,
        null,
        null,
        bar.batch(),
        bar.steps(),
        bar.validations());
  }

  /** The same with the defaults of a method filled in. */
  SearchRecipe completed(String method) {
    Set<String> own = PARTS.getOrDefault(method, Set.of());
    refuseForeign(method, own);
    BarRecipe bar = BarRecipe.DEFAULT;
    EstimatorRecipe estimates = part(own, "estimator", estimator, bar.estimator());
    return new SearchRecipe(
        program == null ? usualProgram(method) : program,
        mapping == null ? bar.mapping() : mapping,
        loss == null ? bar.loss() : loss,
        estimates,
        estimates == null ? null : UpdateRecipe.completed(update, estimates, "search"),
        part(own, "refresh", refresh, RefreshRecipe.DEFAULT),
        part(own, "spsa", spsa, SpsaRecipe.DEFAULT),
        part(own, "zoo", zoo, ZooRecipe.DEFAULT),
        part(own, "evolution", evolution, EvolutionRecipe.DEFAULT),
        part(own, "random", random, RandomSearchRecipe.DEFAULT),
        batch == null ? bar.batch() : batch,
        steps,
        passes(method, bar.validations()));
  }

  /**
   * Whether the best candidate of a random search changed since it was last validated depends on
   * answers, and with it the bill.
   */
  private int passes(String method, int usual) {
    boolean blind = method.equals("random-search");
    if (blind && validations != null && validations > 0) {
      throw new InvalidRecipe(
          "recipe key 'search.validations' is %d; method random-search takes 0, or its bill could not be known before it: remove the key"
              .formatted(validations));
    }
    return validations != null ? validations : blind ? 0 : usual;
  }

  private static <T> @Nullable T part(Set<String> own, String key, @Nullable T set, T usual) {
    return !own.contains(key) ? null : set == null ? usual : set;
  }

  /** Optimisers whose bill grows with the parameters search a few of them. */
  private static ProgramRecipe usualProgram(String method) {
    boolean all = method.equals("ilm") || method.equals("spsa-gc");
    return new ProgramRecipe(null, null, all ? null : new SubspaceRecipe(null, null));
  }

  private void refuseForeign(String method, Set<String> own) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("estimator", estimator);
    parts.put("update", update);
    parts.put("refresh", refresh);
    parts.put("spsa", spsa);
    parts.put("zoo", zoo);
    parts.put("evolution", evolution);
    parts.put("random", random);
    for (Map.Entry<String, @Nullable Object> part : parts.entrySet()) {
      if (part.getValue() != null && !own.contains(part.getKey())) {
        throw new InvalidRecipe(
            "recipe key 'search.%s' holds settings of another method than '%s'; remove it"
                .formatted(part.getKey(), method));
      }
    }
  }

  /**
   * When the mapping is planned again, and from what (iterative label mapping, arXiv 2211.11635).
   *
   * @param everySteps after so many steps; null for as many as show every training example once
   * @param source the answers that it is planned from
   */
  public record RefreshRecipe(@Nullable Integer everySteps, @Nullable Source source) {
    /** After every epoch, from new answers. */
    static final RefreshRecipe DEFAULT = new RefreshRecipe(null, null);

    /** Where answers come from. */
    public enum Source {
      /** Every training example is asked under the program of the moment: n images. */
      @JsonProperty("asked")
      ASKED,
      /** The answers to the unperturbed programs of the steps since the last plan: no image. */
      @JsonProperty("stored")
      STORED
    }

    /** Fills the defaults in. */
    public RefreshRecipe {
      source = source == null ? Source.ASKED : source;
      Range.atLeast(".everySteps", everySteps, 1);
    }
  }

  /**
   * The gains of SPSA with gradient correction, BlackVIP's where nothing is set (its frame of
   * pixels, arXiv 2303.14773, configuration).
   *
   * @param stepSize a
   * @param stability o
   * @param stepDecay alpha
   * @param smoothing c, in units of W
   * @param smoothingDecay gamma
   * @param momentum b
   * @param draws perturbations a step, of 2 evaluations each
   */
  public record SpsaRecipe(
      @Nullable Double stepSize,
      @Nullable Double stability,
      @Nullable Double stepDecay,
      @Nullable Double smoothing,
      @Nullable Double smoothingDecay,
      @Nullable Double momentum,
      @Nullable Integer draws) {
    /** BlackVIP's gains. */
    static final SpsaRecipe DEFAULT = new SpsaRecipe(null, null, null, null, null, null, null);

    /** Fills the defaults in and checks the ranges. */
    public SpsaRecipe {
      stepSize = stepSize == null ? Double.valueOf(10) : stepSize;
      stability = stability == null ? Double.valueOf(1) : stability;
      stepDecay = stepDecay == null ? Double.valueOf(0.4) : stepDecay;
      smoothing = smoothing == null ? Double.valueOf(0.005) : smoothing;
      smoothingDecay = smoothingDecay == null ? Double.valueOf(0.2) : smoothingDecay;
      momentum = momentum == null ? Double.valueOf(0.9) : momentum;
      draws = draws == null ? Integer.valueOf(5) : draws;
      Range.above(".stepSize", stepSize, 0);
      Range.check(".stability", stability, 0, 1e9);
      Range.check(".stepDecay", stepDecay, 0, 2);
      Range.above(".smoothing", smoothing, 0);
      Range.check(".smoothingDecay", smoothingDecay, 0, 2);
      Range.check(".momentum", momentum, 0, 0.999);
      Range.atLeast(".draws", draws, 1);
    }
  }

  /**
   * Zeroth-order optimisation by coordinates (ZOO, arXiv 1708.03999).
   *
   * @param coordinates how many a step, of 2 evaluations each; 128 in the paper, for one picture
   * @param rule {@code adam} or {@code newton}
   * @param stepSize eta; 0.002 in the paper, for pixels
   * @param greyLevels the change by one coordinate as root mean square in grey levels near W = 0;
   *     the paper's 0.0001 of a pixel would be lost where inputs are rounded
   */
  public record ZooRecipe(
      @Nullable Integer coordinates,
      @Nullable ZooRule rule,
      @Nullable Double stepSize,
      @Nullable Double greyLevels) {
    /** 8 coordinates a step, by Adam. */
    static final ZooRecipe DEFAULT = new ZooRecipe(null, null, null, null);

    /** What is done with the slope of a coordinate. */
    public enum ZooRule {
      /** Adam, with a counter for every coordinate. */
      @JsonProperty("adam")
      ADAM,
      /** Division by the curvature. */
      @JsonProperty("newton")
      NEWTON
    }

    /** Fills the defaults in and checks the ranges. */
    public ZooRecipe {
      coordinates = coordinates == null ? Integer.valueOf(8) : coordinates;
      rule = rule == null ? ZooRule.ADAM : rule;
      stepSize = stepSize == null ? Double.valueOf(0.2) : stepSize;
      greyLevels = greyLevels == null ? Double.valueOf(4) : greyLevels;
      Range.atLeast(".coordinates", coordinates, 1);
      Range.above(".stepSize", stepSize, 0);
      Range.above(".greyLevels", greyLevels, 0);
    }
  }

  /**
   * Evolution of a normal distribution (CMA-ES, arXiv 1604.00772).
   *
   * @param population p, the candidates of a step; null for 4 + floor(3 ln d)
   * @param spread sigma at the first step, in units of W
   * @param covariance {@code full} or {@code diagonal}; null for full up to 200 parameters
   */
  public record EvolutionRecipe(
      @Nullable Integer population, @Nullable Double spread, @Nullable Covariance covariance) {
    /** The tutorial's population. */
    static final EvolutionRecipe DEFAULT = new EvolutionRecipe(null, null, null);

    /** What is learned of the distribution. */
    public enum Covariance {
      /** All of the covariance. */
      @JsonProperty("full")
      FULL,
      /** Its diagonal. */
      @JsonProperty("diagonal")
      DIAGONAL
    }

    /** Fills the defaults in and checks the ranges. */
    public EvolutionRecipe {
      spread = spread == null ? Double.valueOf(0.5) : spread;
      Range.atLeast(".population", population, 4);
      Range.above(".spread", spread, 0);
    }
  }

  /**
   * Independent candidates, of which the best is kept.
   *
   * @param candidates how many a step, besides the start that they are compared with
   * @param spread their standard deviation, in units of W
   */
  public record RandomSearchRecipe(@Nullable Integer candidates, @Nullable Double spread) {
    /** 10 candidates as wide as tanh. */
    static final RandomSearchRecipe DEFAULT = new RandomSearchRecipe(null, null);

    /** Fills the defaults in and checks the ranges. */
    public RandomSearchRecipe {
      candidates = candidates == null ? Integer.valueOf(10) : candidates;
      spread = spread == null ? Double.valueOf(1) : spread;
      Range.atLeast(".candidates", candidates, 1);
      Range.above(".spread", spread, 0);
    }
  }

  @Override
  public boolean follows() {
    return validations != null && validations > 0;
  }
}
