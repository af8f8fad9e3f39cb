package io.retask.app.run;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.artifact.ArtifactFolder;
import io.retask.artifact.Manifest;
import io.retask.artifact.ReprogrammedModel;
import io.retask.artifact.WholeFile;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.data.Dataset;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One training and everything that is kept of it.
 *
 * @param path the folder
 */
record RunFolder(Path path) {
  private static final String RECIPE = "recipe.yaml";
  private static final String FINGERPRINT = "box.fingerprint";
  private static final String DIGEST = "data.digest";

  /**
   * Makes the folder of a new run.
   *
   * @throws InvalidRecipe if it holds a run already
   * @throws RetaskException if it cannot be written
   */
  static RunFolder create(Path path, Subject subject) {
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
    // the recipe comes last: a folder with a recipe is a run
    run.write(FINGERPRINT, subject.spec().fingerprint() + "\n");
    run.write(DIGEST, subject.data().digest() + "\n");
    run.write(RECIPE, RecipeFile.format(subject.recipe()));
    return run;
  }

  /** Writes the recipe again if it changed. */
  void keep(Recipe recipe) {
    if (!recipe().equals(recipe)) {
      write(RECIPE, RecipeFile.format(recipe));
    }
  }

  /** Writes the model; what was found out about another one that stood there goes first. */
  void keep(ArtifactFolder artefact, ReprogrammedModel model, Manifest manifest) {
    if (!artefact.holds(model)) {
      forgetEvaluation();
    }
    artefact.write(model, manifest);
  }

  private void forgetEvaluation() {
    try {
      Files.deleteIfExists(evaluation());
    } catch (IOException failure) {
      throw new RetaskException(
          "'%s' tells of an earlier model but cannot be deleted: %s; allow writing, then resume the run"
              .formatted(evaluation(), failure),
          failure);
    }
  }

  /**
   * Refuses a box that is not the one that the run was begun on.
   *
   * @throws CorruptArtifact if the fingerprints differ
   */
  void refuseChangedBox(BlackBoxSpec box) {
    String begun = noted(FINGERPRINT);
    if (!begun.equals(box.fingerprint())) {
      throw new CorruptArtifact(
          "the run was begun on a box with fingerprint %s, but '%s' has %s; its answers would mean"
                  .formatted(begun, box.name(), box.fingerprint())
              + " something else: restore the box, or begin a new run");
    }
  }

  /**
   * Refuses data that are not those that the run was begun on; a run of an earlier version did not
   * note them.
   *
   * @throws CorruptArtifact if the digests differ
   */
  void refuseChangedData(Dataset data) {
    if (Files.exists(path.resolve(DIGEST))) {
      refuseOther(noted(DIGEST), data);
    }
  }

  /**
   * Refuses data that are not those that the model was learned from.
   *
   * @throws CorruptArtifact if the digests differ
   */
  static void refuseChangedData(Manifest manifest, Dataset data) {
    refuseOther(manifest.data().digest(), data);
  }

  private static void refuseOther(String begun, Dataset data) {
    if (!begun.equals(data.digest())) {
      throw new CorruptArtifact(
          "the run was begun on data with digest %s, but '%s' has %s now; what was held out would"
                  .formatted(begun, data.name(), data.digest())
              + " be divided anew: restore the data, or begin a new run");
    }
  }

  private String noted(String name) {
    try {
      return Files.readString(path.resolve(name)).strip();
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "'%s' cannot be read: %s; put it back, or begin a new run"
              .formatted(path.resolve(name), failure),
          failure);
    }
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
    WholeFile.write(path.resolve(name), text);
  }
}
