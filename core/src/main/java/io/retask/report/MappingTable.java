package io.retask.report;

import java.util.List;

/**
 * The output side of the model.
 *
 * @param kind what the weights are
 * @param classes the labels of each class
 */
public record MappingTable(Kind kind, List<ClassMapping> classes) {

  /** What a weight is. */
  public enum Kind {
    /** Shares of a class's score; each label serves as the mapping says. */
    SHARES("The score of a class is a weighted mean of the scores of these labels."),
    /** How far a label leans towards a class. */
    LEANINGS(
        "A readout weighs every label of the box. These are the labels that the box gives to the"
            + " labelled examples of a class more than to the others: the difference of the mean"
            + " probabilities.");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Copies the classes. */
  public MappingTable {
    classes = List.copyOf(classes);
  }
}
