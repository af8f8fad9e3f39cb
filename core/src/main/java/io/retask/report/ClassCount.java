package io.retask.report;

/**
 * The examples of one class.
 *
 * @param label the class
 * @param train how many the training used
 * @param validation how many followed the training
 * @param test how many were held out
 */
public record ClassCount(String label, int train, int validation, int test) {

  /** Checks the counts. */
  public ClassCount {
    Checks.words(label, "the label of a class");
    Checks.count(train, 0, "the number of training examples");
    Checks.count(validation, 0, "the number of validation examples");
    Checks.count(test, 0, "the number of test examples");
  }
}
