package io.retask.report;

/**
 * The black box of a run.
 *
 * @param name what people call it
 * @param fingerprint a digest that changes when its answers may change
 * @param labels the number of source labels, K, at least 2
 * @param input the shape of one input in words, such as {@code 3x224x224}
 * @param scores the kind of scores in words, such as {@code probabilities}
 */
public record BoxFacts(String name, String fingerprint, int labels, String input, String scores) {

  /** Checks the name and the count. */
  public BoxFacts {
    Checks.words(name, "the name of the box");
    Checks.count(labels, 2, "the number of source labels");
  }
}
