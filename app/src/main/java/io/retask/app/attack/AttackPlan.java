package io.retask.app.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.retask.CorruptArtifact;
import io.retask.attack.QueryAttack;
import io.retask.recipe.InvalidRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the attack in a folder is about: {@code plan.json}. The budget is no part of it, nor are the
 * images for one picture, since both may be raised.
 *
 * @param parts all that may not change, by what people call it
 */
record AttackPlan(Map<String, String> parts) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static AttackPlan of(
      AttackRequest request, QueryAttack attack, String fingerprint, Victims victims) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("box", fingerprint);
    parts.put("attack", request.attack());
    parts.put("settings", attack.toString());
    parts.put("target", String.valueOf(request.target()));
    parts.put("limit", String.valueOf(request.limit()));
    parts.put("seed", String.valueOf(request.seed()));
    parts.put("pictures", victims.digest());
    return new AttackPlan(parts);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws CorruptArtifact if it is something else
   */
  static AttackPlan read(Path file) {
    try {
      Map<?, ?> kept = JSON.readValue(Files.readAllBytes(file), Map.class);
      Map<String, String> parts = new LinkedHashMap<>();
      kept.forEach((key, value) -> parts.put(String.valueOf(key), String.valueOf(value)));
      return new AttackPlan(parts);
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "'%s' cannot be read: %s; put it back, or name another folder with --out"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  /**
   * Refuses to go on as something else than this.
   *
   * @throws InvalidRecipe with what differs
   */
  void refuseOther(AttackPlan wanted, Path folder) {
    List<String> different =
        wanted.parts.keySet().stream()
            .filter(key -> !wanted.parts.get(key).equals(parts.get(key)))
            .toList();
    if (!different.isEmpty()) {
      throw new InvalidRecipe(
          "'%s' holds another attack (not the same %s); go on with that one, or name another folder with --out"
              .formatted(folder, String.join(", ", different)));
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(parts) + "\n";
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a plan can always be written as JSON", failure);
    }
  }
}
