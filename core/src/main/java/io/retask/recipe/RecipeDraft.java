package io.retask.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A recipe that is being put together: a file or nothing at first, then options on top, later ones
 * winning. It is checked as a whole by {@link #finish}.
 */
public final class RecipeDraft {
  private static final ObjectMapper YAML = RecipeFile.mapper();
  private final ObjectNode tree;
  private final String origin;

  private RecipeDraft(ObjectNode tree, String origin) {
    this.tree = tree;
    this.origin = origin;
  }

  /** Nothing yet, except for the version of the format. */
  public static RecipeDraft empty() {
    ObjectNode tree = YAML.createObjectNode();
    tree.put("retask", Recipe.FORMAT);
    return new RecipeDraft(tree, "options");
  }

  /**
   * What a file says.
   *
   * @throws InvalidRecipe if it cannot be read or is no YAML mapping
   */
  public static RecipeDraft of(Path file) {
    try {
      JsonNode node = YAML.readTree(Files.readString(file));
      if (node instanceof ObjectNode tree) {
        return new RecipeDraft(tree, file.toString());
      }
      throw new InvalidRecipe("'%s' holds no recipe: it is not a YAML mapping".formatted(file));
    } catch (JsonProcessingException broken) {
      throw new InvalidRecipe(
          "'%s' is not YAML: %s".formatted(file, broken.getOriginalMessage()), broken);
    } catch (IOException failure) {
      throw new InvalidRecipe(
          "the recipe '%s' cannot be read: %s; name an existing file"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  /**
   * Sets one key, unless the value is null.
   *
   * @param path the key, with dots: {@code bar.estimator.directions}
   * @param value a scalar, a list or a record of settings
   */
  public RecipeDraft with(String path, @Nullable Object value) {
    if (value != null) {
      set(path, YAML.valueToTree(value));
    }
    return this;
  }

  /** The text that a key has by now; empty if it has none. */
  public String text(String path) {
    return tree.at("/" + path.replace('.', '/')).asText();
  }

  /** Sets one key if the draft does not have it yet. */
  public RecipeDraft withDefault(String path, @Nullable Object value) {
    return tree.at("/" + path.replace('.', '/')).isMissingNode() ? with(path, value) : this;
  }

  /**
   * Sets one key from the text {@code key=value}, the value being YAML.
   *
   * @throws InvalidRecipe if there is no {@code =}
   */
  public RecipeDraft withAssignment(String assignment) {
    int sign = assignment.indexOf('=');
    if (sign < 1) {
      throw new InvalidRecipe(
          "'%s' sets nothing; write key=value, such as bar.estimator.directions=55"
              .formatted(assignment));
    }
    try {
      JsonNode value = YAML.readTree(assignment.substring(sign + 1));
      set(assignment.substring(0, sign), value.isMissingNode() ? YAML.nullNode() : value);
    } catch (JsonProcessingException broken) {
      throw new InvalidRecipe(
          "the value in '%s' is not YAML: %s".formatted(assignment, broken.getOriginalMessage()),
          broken);
    }
    return this;
  }

  private void set(String path, JsonNode value) {
    String[] keys = path.split("\\.", -1);
    ObjectNode node = tree;
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode inner = node.path(keys[i]);
      if (!inner.isObject() && !inner.isMissingNode() && !inner.isNull()) {
        throw new InvalidRecipe(
            "'%s' cannot be set: key '%s' holds '%s', not a mapping; remove it"
                .formatted(path, keys[i], inner.asText()));
      }
      node = inner instanceof ObjectNode object ? object : node.putObject(keys[i]);
    }
    node.set(keys[keys.length - 1], value);
  }

  /**
   * The recipe.
   *
   * @throws InvalidRecipe if a key is unknown, or missing, or has a value that is not allowed
   */
  public Recipe finish() {
    for (String required : new String[] {"method", "box", "data"}) {
      if (!tree.hasNonNull(required)) {
        throw new InvalidRecipe(
            "%s: key '%s' is missing; give --%s or a recipe that has it"
                .formatted(origin, required, required));
      }
    }
    if (!tree.hasNonNull("budget")) {
      tree.putObject("budget");
    }
    try {
      return RecipeFile.parse(YAML.writeValueAsString(tree), origin);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a tree can always be written", failure);
    }
  }
}
