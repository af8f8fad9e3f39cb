package io.retask.report;

/**
 * One attacked picture.
 *
 * @param name what people call it
 * @param original what the box saw before, with its answer in words
 * @param perturbation the change, enlarged around grey
 * @param adversarial what the box saw afterwards, with its answer in words
 * @param reached whether the box answers what was wanted
 * @param size how large the change is and what it took, in words
 */
public record AttackExample(
    String name,
    Picture original,
    Picture perturbation,
    Picture adversarial,
    boolean reached,
    String size) {
  /** Checks the words. */
  public AttackExample {
    Checks.words(name, "the name of an attacked picture");
    Checks.words(size, "the size of a change");
  }
}
