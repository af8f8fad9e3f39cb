package io.retask.onnx;

import io.retask.RetaskException;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code NAME.onnx} with {@code NAME.box.yaml} beside it, found by the name of either.
 *
 * @param name what people call the box
 * @param model the ONNX file
 * @param description what it takes and answers
 */
public record OnnxFile(String name, Path model, BoxDescription description) {
  private static final String MODEL = ".onnx";

  /** Whether a name is that of a model or of a description. */
  public static boolean isNamed(String box) {
    return box.endsWith(MODEL) || box.endsWith(BoxDescriptionFile.ENDING);
  }

  /**
   * Finds both files.
   *
   * @param box the model or its description
   * @param folder where a relative name is looked for
   * @throws RetaskException if one is missing or they do not belong together
   */
  public static OnnxFile find(String box, Path folder) {
    Path named = folder.resolve(box);
    Path described = described(named);
    BoxDescription description = BoxDescriptionFile.read(described);
    Path model = described.resolveSibling(description.file());
    if (named.toString().endsWith(MODEL) && !named.equals(model)) {
      throw new RetaskException(
          "%s describes '%s', not '%s'; correct 'file' in it"
              .formatted(described, description.file(), named.getFileName()));
    }
    if (!model.toString().endsWith(MODEL)) {
      throw new RetaskException(
          "%s names '%s', but only .onnx files are run; import it with 'retask boxes import'"
              .formatted(described, description.file()));
    }
    String stem = String.valueOf(described.getFileName());
    return new OnnxFile(
        stem.substring(0, stem.length() - BoxDescriptionFile.ENDING.length()), model, description);
  }

  private static Path described(Path named) {
    String name = String.valueOf(named.getFileName());
    if (name.endsWith(BoxDescriptionFile.ENDING)) {
      return named;
    }
    String stem = name.substring(0, name.length() - MODEL.length());
    Path described = named.resolveSibling(stem + BoxDescriptionFile.ENDING);
    if (!Files.exists(named)) {
      throw new RetaskException(
          "there is no box %s; name an .onnx file, a .box.yaml, or a name from 'retask boxes list'"
              .formatted(named));
    }
    if (!Files.exists(described)) {
      throw new RetaskException(
          "%s has no description; write %s beside it (docs/boxes.md shows the format)"
              .formatted(named, described.getFileName()));
    }
    return described;
  }
}
