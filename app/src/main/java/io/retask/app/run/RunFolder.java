package io.retask.app.run;

import io.retask.RetaskException;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * One training and everything that is kept of it.
 *
 * @param path the folder
 */
record RunFolder(Path path) {
  private static final String RECIPE = "recipe.yaml";

  /**
   * Makes the folder of a new run.
   *
   * @throws InvalidRecipe if it holds a run already
   * @throws RetaskException if it cannot be written
   */
  static RunFolder create(Path path, Recipe recipe) {
    refuseTaken(path);
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw new RetaskException(
          "the folder '%s' cannot be made: %s; name a folder that can be written"
              .formatted(path, failure),
          failure);
    }
    RunFolder run = new RunFolder(path);
    run.write(RECIPE, RecipeFile.format(recipe));
    return run;
  }

  /**
   * Refuses a folder that holds a run, before any work is done for another one.
   *
   * @throws InvalidRecipe if it does
   */
  static void refuseTaken(Path path) {
    if (Files.exists(path.resolve(RECIPE))) {
      throw new InvalidRecipe(
          "'%s' holds a run already; go on with 'retask resume %s', or name another folder"
              .formatted(path, path));
    }
  }

  /**
   * Opens the folder of a run.
   *
   * @throws InvalidRecipe if there is none
   */
  static RunFolder existing(Path path) {
    if (!Files.exists(path.resolve(RECIPE))) {
      throw new InvalidRecipe(
          "'%s' holds no run: there is no %s in it; 'retask train --out %s' makes one"
              .formatted(path, RECIPE, path));
    }
    return new RunFolder(path);
  }

  String name() {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  Recipe recipe() {
    return RecipeFile.read(path.resolve(RECIPE));
  }

  Path ledger() {
    return path.resolve("ledger.db");
  }

  Path checkpoints() {
    return path.resolve("checkpoints");
  }

  Path artefact() {
    return path.resolve("artefact");
  }

  Path report() {
    return path.resolve("report.html");
  }

  Path training() {
    return path.resolve("training.json");
  }

  Path evaluation() {
    return path.resolve("evaluation.json");
  }

  /** Writes a text file as a whole or not at all. */
  void write(String name, String text) {
    Path file = path.resolve(name);
    Path part = path.resolve(name + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new RetaskException(
          "'%s' cannot be written: %s; free space or allow writing, then try again"
              .formatted(file, failure),
          failure);
    }
  }
}
