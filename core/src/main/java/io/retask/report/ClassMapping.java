package io.retask.report;

import java.util.Comparator;
import java.util.List;

/**
 * The source labels that serve one class.
 *
 * @param target the class
 * @param sources its labels; kept with the strongest first
 */
public record ClassMapping(String target, List<SourceWeight> sources) {

  /** Sorts the labels. */
  public ClassMapping {
    Checks.words(target, "the label of a class");
    sources =
        sources.stream().sorted(Comparator.comparingDouble(source -> -source.weight())).toList();
  }
}
