package io.retask.torch;

import io.retask.RetaskException;
import io.retask.artifact.Sha256;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the network whose weights a recipe wants. */
final class Networks {
  private static final String SCHEME = "torch:";

  private Networks() {}

  /**
   * The TorchScript file that is named, or the box's own, or the one of the same name beside it.
   *
   * @param key where the recipe names it, for the error
   * @throws InvalidRecipe if there is none
   */
  static ScriptStructure of(Recipe recipe, @Nullable String named, String key) {
    Path file = named == null ? beside(recipe.box(), recipe.method(), key) : Path.of(named);
    return ScriptStructure.of(TorchFile.of(file));
  }

  private static Path beside(String box, String method, String key) {
    String file = box.startsWith(SCHEME) ? box.substring(SCHEME.length()) : box;
    for (String ending : List.of(TorchFile.ENDING, ".onnx", BoxDescriptionFile.ENDING)) {
      if (file.endsWith(ending)) {
        String stem = file.substring(0, file.length() - ending.length());
        Path network = Path.of(stem + TorchFile.ENDING);
        if (Files.exists(network)) {
          return network;
        }
      }
    }
    throw new InvalidRecipe(
        "method %s needs the weights of a network, and there is no TorchScript file beside the box '%s'; name one with --set %s=model.pt"
            .formatted(method, box, key));
  }

  static String digest(Path file) {
    try {
      return Sha256.of(Files.readAllBytes(file));
    } catch (IOException failure) {
      throw new RetaskException(
          "%s cannot be read (%s); put it there again".formatted(file, failure), failure);
    }
  }
}
