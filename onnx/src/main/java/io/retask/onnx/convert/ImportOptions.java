package io.retask.onnx.convert;

import io.retask.blackbox.description.BoxInput.Scaling;
import java.util.List;
import java.util.Optional;

/**
 * What an importer cannot read in the file itself.
 *
 * @param precision what becomes of quantised numbers; files of real numbers know FLOAT only
 * @param labels the names of the scores in order; empty for "class 0", "class 1" and so on
 * @param name the new box's name; the source's own where it is left out
 * @param scaling how [0,1] becomes the range of a file of real numbers; left out, [0,1] goes in as
 *     it is. A quantised file states its own
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
}
