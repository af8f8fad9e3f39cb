package io.retask.method;

import io.retask.recipe.InvalidRecipe;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;

/** The methods that a module outside core brings: they see the weights of a network. */
public enum ModuleMethods {
  /** All weights of a network, or the last layer's. */
  FINETUNE(
      "finetune",
      "A network whose weights are known, its last layer replaced, fine-tuned on the labelled data;"
          + " asks no box."),
  /** A readout of frozen features. */
  PROBE_FEATURES(
      "probe-features",
      "Logistic regression on what goes into the last layer of a network whose weights are known;"
          + " asks no box."),
  /** A new network. */
  SCRATCH(
      "scratch", "A small convolutional network trained from scratch on the labelled data alone.");

  private static final String MODULE = "torch";

  /** The command that makes the module of all of them. */
  public static final String BUILD = "./mvnw -q -pl " + MODULE + " -am -DskipTests package";

  private final String key;
  private final String sentence;

  ModuleMethods(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  /** The method of that name on the command line, whether its module is there or not. */
  public static Optional<ModuleMethods> of(String name) {
    return Arrays.stream(values()).filter(method -> method.key.equals(name)).findFirst();
  }

  /** What it is, for people. */
  public String sentence() {
    return sentence;
  }

  /** Whether it needs the weights of a network that was trained on other data. */
  public boolean needsWeights() {
    return this != SCRATCH;
  }

  /** Whether its module is there. */
  public boolean isPresent() {
    return provider().isPresent();
  }

  /**
   * Does nothing where its module is there.
   *
   * @throws InvalidRecipe if it is not, with what to do
   */
  public void refuseAbsent() {
    if (!isPresent()) {
      throw absent();
    }
  }

  /**
   * The method itself.
   *
   * @throws InvalidRecipe if its module is not there
   */
  Method load() {
    return provider().orElseThrow(this::absent).method(key);
  }

  private Optional<MethodProvider> provider() {
    return ServiceLoader.load(MethodProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.names().contains(key))
        .findFirst();
  }

  private InvalidRecipe absent() {
    return new InvalidRecipe(
        "method '%s' needs the module %s (retask-%s), which is not here; build it once with: %s"
            .formatted(key, MODULE, MODULE, BUILD));
  }
}
