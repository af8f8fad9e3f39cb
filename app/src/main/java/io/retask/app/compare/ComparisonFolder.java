package io.retask.app.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.artifact.WholeFile;
import io.retask.recipe.InvalidRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of a comparison: {@code plan.json} says what it is about, {@code
 * results.json} has every finished cell, {@code predictions/} the answers to the test rows of every
 * seed, {@code ledger.db} what was paid for. Every file is written as a whole or not at all.
 */
final class ComparisonFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String PLAN = "plan.json";
  private static final String RESULTS = "results.json";
  private static final String LABELLED = "labelled";

  private final Path path;
  private final int labelled;
  private final Map<Cell, Outcome> outcomes = new LinkedHashMap<>();
  private final Map<Long, PredictedClasses> predictions = new HashMap<>();

  private ComparisonFolder(Path path, int labelled) {
    this.path = path;
    this.labelled = labelled;
  }

  /**
   * Opens or makes the folder.
   *
   * @param plan what the comparison is about
   * @param labelled what n stands for, where the folder does not say it yet
   * @throws InvalidRecipe if it holds a comparison of something else
   * @throws RetaskException if it cannot be made
   */
  static ComparisonFolder open(Path path, Map<String, Object> plan, int labelled) {
    ObjectNode wanted = JSON.valueToTree(plan);
    try {
      Files.createDirectories(path.resolve("predictions"));
    } catch (IOException failure) {
      throw new RetaskException(
          "the folder '%s' cannot be made: %s; name a folder that can be written with --out"
              .formatted(path, failure),
          failure);
    }
    if (!Files.exists(path.resolve(PLAN))) {
      WholeFile.write(path.resolve(PLAN), text(wanted.put(LABELLED, labelled)));
      return new ComparisonFolder(path, labelled);
    }
    JsonNode kept = read(path.resolve(PLAN));
    refuseOther(path, kept, wanted);
    ComparisonFolder folder = new ComparisonFolder(path, kept.path(LABELLED).asInt(labelled));
    folder.load();
    return folder;
  }

  private static void refuseOther(Path path, JsonNode kept, ObjectNode wanted) {
    List<String> different = new ArrayList<>();
    Iterator<String> keys = wanted.fieldNames();
    keys.forEachRemaining(
        key -> {
          if (!wanted.get(key).equals(kept.path(key))) {
            different.add("%s (%s, now %s)".formatted(key, kept.path(key), wanted.get(key)));
          }
        });
    if (!different.isEmpty()) {
      throw new InvalidRecipe(
          "'%s' holds a comparison with another %s; go on with that one, or name another folder with --out"
              .formatted(path, String.join(" and another ", different)));
    }
  }

  private void load() {
    if (!Files.exists(path.resolve(RESULTS))) {
      return;
    }
    try {
      List<Outcome> kept = JSON.convertValue(read(path.resolve(RESULTS)), new TypeReference<>() {});
      kept.forEach(outcome -> outcomes.put(outcome.cell(), outcome));
    } catch (IllegalArgumentException foreign) {
      throw new CorruptArtifact(
          "'%s' holds no results of a comparison: %s; delete it to make every training again"
              .formatted(path.resolve(RESULTS), foreign.getMessage()),
          foreign);
    }
  }

  Path path() {
    return path;
  }

  /** What n stands for: it was settled when the comparison began, whatever seeds came later. */
  int labelled() {
    return labelled;
  }

  Path ledger() {
    return path.resolve("ledger.db");
  }

  Path page() {
    return path.resolve("comparison.html");
  }

  Optional<Outcome> outcome(Cell cell) {
    return Optional.ofNullable(outcomes.get(cell));
  }

  /** The finished cells of that method and seed. */
  List<Outcome> outcomes(Entrant entrant, long seed) {
    return outcomes.values().stream()
        .filter(outcome -> outcome.cell().entrant().equals(entrant) && outcome.seed() == seed)
        .toList();
  }

  /** Throws away what was found for a method; what was paid for stays stored. */
  void forget(Entrant entrant) {
    outcomes.keySet().removeIf(cell -> cell.entrant().equals(entrant));
    writeResults();
  }

  /** Keeps a cell that has no result. */
  void keep(Outcome outcome) {
    outcomes.put(outcome.cell(), outcome);
    writeResults();
  }

  /**
   * Keeps a finished cell.
   *
   * @param predicted the class of each test row
   */
  void keep(Outcome outcome, int[] predicted) {
    PredictedClasses table = predictions(outcome.seed());
    table.put(outcome.cell(), predicted);
    write(predictionsFile(outcome.seed()), table.text());
    keep(outcome);
  }

  private static String predictionsFile(long seed) {
    return "predictions/seed-%d.csv".formatted(seed);
  }

  private PredictedClasses predictions(long seed) {
    return predictions.computeIfAbsent(seed, this::readPredictions);
  }

  private PredictedClasses readPredictions(long seed) {
    Path file = path.resolve(predictionsFile(seed));
    try {
      return PredictedClasses.parse(Files.exists(file) ? Files.readAllLines(file) : List.of());
    } catch (IOException | IllegalArgumentException failure) {
      throw new CorruptArtifact(
          "'%s' cannot be read: %s; put it back, or delete it together with %s to make every training again"
              .formatted(file, failure.getMessage(), path.resolve(RESULTS)),
          failure);
    }
  }

  /** The class of each test row as a finished cell has it. */
  int[] predicted(Cell cell) {
    return predictions(cell.seed())
        .of(cell)
        .orElseThrow(
            () ->
                new CorruptArtifact(
                    "'%s' has no column %s, which %s tells of; make it again with --redo %s"
                        .formatted(
                            path.resolve(predictionsFile(cell.seed())),
                            cell.column(),
                            path.resolve(RESULTS),
                            cell.entrant().label())));
  }

  private void writeResults() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    outcomes.values().forEach(outcome -> rows.add(outcome.asMap()));
    write(RESULTS, text(rows));
    write("results.csv", Csv.of(rows));
  }

  /** Writes a text file as a whole or not at all. */
  void write(String name, String text) {
    WholeFile.write(path.resolve(name), text);
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "'%s' cannot be read: %s; put it back, or name another folder with --out"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a result can always be written as JSON", failure);
    }
  }
}
