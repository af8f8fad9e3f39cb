package io.retask.report;

/**
 * What was done.
 *
 * @param method the method by name
 * @param box the black box
 * @param data the data
 * @param recipe the full configuration as YAML, shown letter by letter
 */
public record Setup(String method, BoxFacts box, DataFacts data, String recipe) {

  /** Checks the name. */
  public Setup {
    Checks.words(method, "the name of the method");
  }
}
