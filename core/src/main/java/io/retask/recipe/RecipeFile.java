package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Recipes as YAML. */
public final class RecipeFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private RecipeFile() {}

  /** Refuses duplicate keys and a second document. */
  static ObjectMapper mapper() {
    return YAML;
  }

  /** The recipe as YAML, with every default spelled out. */
  public static String format(Recipe recipe) {
    try {
      return YAML.writeValueAsString(RecipeDocument.of(recipe));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a recipe can always be written", failure);
    }
  }

  /**
   * Reads a recipe.
   *
   * @throws InvalidRecipe if the file is missing, is no YAML, or holds an unknown key or a value
   *     that is not allowed
   */
  public static Recipe read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException failure) {
      throw new InvalidRecipe(
          "the recipe '%s' cannot be read: %s; name an existing file"
              .formatted(file, failure.getMessage()),
          failure);
    }
  }

  /** The same from text; {@code origin} is named in errors. */
  public static Recipe parse(String yaml, String origin) {
    try {
      @Nullable RecipeDocument document = YAML.readValue(yaml, RecipeDocument.class);
      if (document == null) {
        throw empty(origin);
      }
      return recipe(document, origin);
    } catch (UnrecognizedPropertyException unknown) {
      throw new InvalidRecipe(
          "%s: unknown key '%s'; known keys here are %s"
              .formatted(origin, pathOf(unknown), known(unknown)),
          unknown);
    } catch (InvalidFormatException wrong) {
      throw new InvalidRecipe(
          "%s: key '%s' is '%s'; it takes %s"
              .formatted(origin, pathOf(wrong), wrong.getValue(), allowed(wrong.getTargetType())),
          wrong);
    } catch (JsonMappingException mapping) {
      throw explained(origin, mapping);
    } catch (JsonProcessingException broken) {
      throw new InvalidRecipe(
          "%s is not YAML: %s".formatted(origin, broken.getOriginalMessage()), broken);
    }
  }

  private static Recipe recipe(RecipeDocument document, String origin) {
    try {
      return document.recipe();
    } catch (InvalidRecipe invalid) {
      throw new InvalidRecipe(origin + ": " + invalid.getMessage(), invalid);
    }
  }

  private static InvalidRecipe empty(String origin) {
    return new InvalidRecipe("'%s' holds no recipe: it is not a YAML mapping".formatted(origin));
  }

  private static InvalidRecipe explained(String origin, JsonMappingException failure) {
    if (failure.getCause() instanceof InvalidRecipe invalid) {
      return new InvalidRecipe(origin + ": " + placed(invalid, pathOf(failure)), invalid);
    }
    if (!(failure instanceof MismatchedInputException wrong) || wrong.getTargetType() == null) {
      return new InvalidRecipe(
          "%s: key '%s': %s".formatted(origin, pathOf(failure), failure.getOriginalMessage()),
          failure);
    }
    return wrong.getPath().isEmpty()
        ? empty(origin)
        : new InvalidRecipe(
            "%s: key '%s' takes %s"
                .formatted(origin, pathOf(wrong), allowed(wrong.getTargetType())),
            wrong);
  }

  /** Settings that several sections share name their keys from a dot on; here it is known where. */
  private static String placed(InvalidRecipe invalid, String path) {
    String message = String.valueOf(invalid.getMessage());
    return path.isEmpty() ? message : message.replace("'.", "'" + path + ".");
  }

  private static String pathOf(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String known(UnrecognizedPropertyException failure) {
    return failure.getKnownPropertyIds().stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String allowed(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> YAML.convertValue(constant, String.class))
          .collect(Collectors.joining(" or "));
    }
    if (type.isRecord()) {
      return "a mapping of keys";
    }
    boolean whole = type == Integer.class || type == Long.class || type.isPrimitive();
    if (whole || Number.class.isAssignableFrom(type)) {
      return whole ? "a whole number" : "a number";
    }
    return type == Boolean.class ? "true or false" : List.class == type ? "a list" : "a word";
  }
}
