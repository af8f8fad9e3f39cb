package io.retask.onnx.convert;

import io.retask.RetaskException;
import io.retask.blackbox.description.BoxInput.Scaling;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What an importer cannot read in the file itself.
 *
 * @param precision what becomes of quantised numbers; files of real numbers know FLOAT only
 * @param labels the names of the scores in order; empty for "class 0", "class 1" and so on
 * @param name the new box's name; the source's own where it is left out
 * @param scaling how [0,1] becomes the range of a file of real numbers, with one mean and std or
 *     one a colour; left out, [0,1] goes in as it is. A quantised file states its own
 */
public record ImportOptions(
    Precision precision, List<String> labels, Optional<String> name, Optional<Scaling> scaling) {
  /** Copies the labels. */
  public ImportOptions {
    labels = List.copyOf(labels);
  }

  /** Everything as the file has it. */
  public static ImportOptions of(Precision precision) {
    return new ImportOptions(precision, List.of(), Optional.empty(), Optional.empty());
  }

  /** The same with these labels. */
  public ImportOptions labelled(List<String> names) {
    return new ImportOptions(precision, names, name, scaling);
  }

  /** The same under this name. */
  public ImportOptions named(String boxName) {
    return new ImportOptions(precision, labels, Optional.of(boxName), scaling);
  }

  /**
   * The same for a file that takes {@code (scale * p - mean) / std}, p in [0,1].
   *
   * @param mean one number, or one a colour in the order RGB
   * @param std one number, or one a colour in the order RGB; none is 0
   * @throws RetaskException if there are others
   */
  public ImportOptions scaled(double scale, List<Double> mean, List<Double> std) {
    int parts = Math.max(mean.size(), std.size());
    if ((parts != 1 && parts != 3) || std.contains(0.0)) {
      throw new RetaskException(
          "mean %s and std %s do not fit; give one number or one a colour, and no std of 0"
              .formatted(mean, std));
    }
    Scaling range = new Scaling(scale, spread(mean, parts), spread(std, parts));
    return new ImportOptions(precision, labels, name, Optional.of(range));
  }

  /** The scaling of an input of so many planes. */
  Scaling scalingOf(int planes) {
    Scaling stated = scaling.orElse(Scaling.uniform(1, 1, 0, 1));
    if (stated.mean().size() > planes) {
      throw new RetaskException(
          "mean %s and std %s are for a picture, but the file takes none; give one number each"
              .formatted(stated.mean(), stated.std()));
    }
    return new Scaling(stated.scale(), spread(stated.mean(), planes), spread(stated.std(), planes));
  }

  private static List<Double> spread(List<Double> numbers, int parts) {
    return numbers.size() == 1 ? Collections.nCopies(parts, numbers.get(0)) : numbers;
  }
}
