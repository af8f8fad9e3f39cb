package io.retask.onnx;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxProvider;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens {@code NAME.onnx}, described by {@code NAME.box.yaml} beside it, or the description. */
public final class OnnxBoxProvider implements BlackBoxProvider {
  private static final String MODEL = ".onnx";
  private final OnnxOptions options;

  /** A provider that uses the whole machine; the one that the service loader makes. */
  public OnnxBoxProvider() {
    this(OnnxOptions.forThisMachine());
  }

  /** A provider that uses as much of the machine as it is told. */
  public OnnxBoxProvider(OnnxOptions options) {
    this.options = options;
  }

  @Override
  public boolean opens(String box) {
    return box.endsWith(MODEL) || box.endsWith(BoxDescriptionFile.ENDING);
  }

  @Override
  public BlackBox open(String box, Path folder) {
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
    return OnnxBox.open(
        stem.substring(0, stem.length() - BoxDescriptionFile.ENDING.length()),
        model,
        description,
        options);
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
