package io.retask.app.attack;

import io.retask.RetaskException;
import io.retask.app.run.PictureFiles;
import io.retask.artifact.WholeFile;
import io.retask.image.PngPicture;
import io.retask.recipe.InvalidRecipe;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one attacked picture, or of all. Every file is written as a whole or not at all.
 *
 * @param path the folder
 */
record AttackFolder(Path path) {
  /** How much a change is enlarged to be seen. */
  static final int ENLARGED = 10;

  private static final String PLAN = "plan.json";

  static AttackFolder make(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw new RetaskException(
          "the folder '%s' cannot be made: %s; name a folder that can be written with --out"
              .formatted(path, failure),
          failure);
    }
    return new AttackFolder(path);
  }

  /**
   * Begins an attack with queries, or goes on with it.
   *
   * @throws InvalidRecipe if the folder holds something else that was paid for
   */
  void take(AttackPlan plan) {
    if (Files.exists(path.resolve(PLAN))) {
      AttackPlan.read(path.resolve(PLAN)).refuseOther(plan, path);
    } else if (Files.exists(ledger())) {
      throw new InvalidRecipe(
          "'%s' holds a ledger, but no %s that says which attack it is of; name another folder with --out"
              .formatted(path, PLAN));
    } else {
      writeText(PLAN, plan.json());
    }
  }

  /**
   * Keeps the files of an attack with queries from being written over by one that keeps no account.
   *
   * @throws InvalidRecipe if there is one
   */
  void refuseTaken() {
    if (Files.exists(path.resolve(PLAN))) {
      throw new InvalidRecipe(
          "'%s' holds an attack that was paid for, and its pictures would be written over; name another folder with --out"
              .formatted(path));
    }
  }

  /** The folder of one picture among several. */
  AttackFolder inside(int number, String name) {
    String file = String.valueOf(Path.of(name).getFileName());
    String stem = file.replaceFirst("\\.[A-Za-z]+$", "").replaceAll("[^A-Za-z0-9_-]", "_");
    return make(path.resolve("%04d-%s".formatted(number, stem)));
  }

  Path ledger() {
    return path.resolve("ledger.db");
  }

  Path page() {
    return path.resolve("page.html");
  }

  /** Writes the three pictures; returns the adversarial one as its file has it. */
  TensorBatch keep(TensorBatch original, TensorBatch adversarial) {
    write("original.png", PngPicture.of(original, 0).bytes());
    write("perturbation.png", PngPicture.of(enlarged(original, adversarial), 0).bytes());
    write("adversarial.png", PngPicture.of(adversarial, 0).bytes());
    return read("adversarial.png", original.shape());
  }

  private TensorBatch read(String name, Shape shape) {
    return new PictureFiles(List.of(path.resolve(name)), shape).all();
  }

  /** The change around grey. */
  static TensorBatch enlarged(TensorBatch original, TensorBatch adversarial) {
    TensorBatch change = TensorBatch.allocate(original.shape(), 1);
    for (int i = 0; i < change.values().length; i++) {
      change.values()[i] = 0.5f + ENLARGED * (adversarial.values()[i] - original.values()[i]);
    }
    return change;
  }

  void writeText(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) {
    WholeFile.write(path.resolve(name), bytes);
  }
}
