package io.retask.onnx.convert;

import io.retask.RetaskException;
import io.retask.artifact.Sha256;
import io.retask.blackbox.Price;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.blackbox.description.BoxLimits;
import io.retask.blackbox.description.BoxOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Turns a file of another framework into {@code NAME.onnx} with {@code NAME.box.yaml} beside it.
 */
public final class ModelImport {
  private ModelImport() {}

  /**
   * Imports a TFLite file ({@code .tflite}, {@code .lite}) or a TF.js model of Keras layers ({@code
   * model.json}, or {@code model.min.js} with its shards beside it).
   *
   * @return what was written
   * @throws RetaskException if the file is of another kind, damaged, or holds an operator without a
   *     rule; nothing is written then
   */
  public static ImportedBox importFile(Path source, Path targetFolder, ImportOptions options) {
    String file = String.valueOf(source.getFileName());
    ImportedModel model = read(source, file, options);
    if (model.scores() < 2) {
      throw new RetaskException(
          "%s answers %d score, but a box answers 2 or more; export it with one score a class"
              .formatted(source, model.scores()));
    }
    String name = options.name().orElseGet(() -> stem(source, file));
    List<String> labels = labels(model, options);
    try {
      return new ImportedBox(write(targetFolder, name, model, labels), model.rangeAssumed());
    } catch (IOException e) {
      throw new RetaskException(
          "cannot write the box '%s' to %s (%s); name a folder that can be written"
              .formatted(name, targetFolder, e),
          e);
    }
  }

  private static ImportedModel read(Path source, String file, ImportOptions options) {
    String ending = file.toLowerCase(Locale.ROOT);
    try {
      if (ending.endsWith(".tflite") || ending.endsWith(".lite")) {
        return TfliteImport.read(file, Files.readAllBytes(source), options);
      }
      if (ending.endsWith(".json") || ending.endsWith(".js")) {
        return TfjsConversion.read(source, options);
      }
    } catch (IOException e) {
      throw new RetaskException(
          "%s cannot be read (%s); name a readable file".formatted(source, e), e);
    } catch (RetaskException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RetaskException(
          "%s is damaged or not understood (%s); fetch it again".formatted(source, e), e);
    }
    throw new RetaskException(
        "%s is of no kind that can be imported; .tflite, .lite, .json and .js are"
            .formatted(source));
  }

  private static String stem(Path source, String file) {
    Path folder = source.toAbsolutePath().getParent();
    if (file.startsWith("model.") && folder != null && folder.getFileName() != null) {
      return folder.getFileName().toString();
    }
    return file.substring(0, file.lastIndexOf('.'));
  }

  private static List<String> labels(ImportedModel model, ImportOptions options) {
    List<String> given = options.labels();
    if (given.isEmpty()) {
      return IntStream.range(0, model.scores()).mapToObj(i -> "class " + i).toList();
    }
    if (given.size() != model.scores()) {
      throw new RetaskException(
          "%d labels are given for %d scores; give one a score, in their order"
              .formatted(given.size(), model.scores()));
    }
    return given;
  }

  private static Path write(Path folder, String name, ImportedModel model, List<String> labels)
      throws IOException {
    Files.createDirectories(folder);
    byte[] onnx = model.onnx().content();
    Files.write(folder.resolve(name + ".onnx"), onnx);
    Path described = folder.resolve(name + BoxDescriptionFile.ENDING);
    BoxDescriptionFile.write(
        described,
        new BoxDescription(
            name + ".onnx",
            Optional.of(Sha256.of(onnx)),
            model.input(),
            new BoxOutput(model.output(), model.kind(), Visibility.FULL, labels),
            BoxLimits.UNSTATED,
            Price.FREE));
    return described;
  }
}
