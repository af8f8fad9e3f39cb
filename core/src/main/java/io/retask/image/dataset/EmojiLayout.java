package io.retask.image.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retask.data.Example.Part;
import io.retask.data.InvalidData;
import io.retask.data.NaturalOrder;
import io.retask.image.PictureDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The folder of the npm package emoji-datasource-twitter: {@code emoji.json} and {@code
 * img/twitter/64}. The class is the category ("Component", five swatches of skin, is left out);
 * other skin tones of an emoji are left out too.
 */
final class EmojiLayout {
  private static final String PICTURES = "img/twitter/64/";
  private static final String SWATCHES = "Component";

  private final Path folder;
  private final PictureDecoder decoder;
  private final List<Entry> entries = new ArrayList<>();

  private EmojiLayout(Path folder, PictureDecoder decoder) {
    this.folder = folder;
    this.decoder = decoder;
  }

  static Gathered read(Path folder, PictureDecoder decoder) throws IOException {
    EmojiLayout layout = new EmojiLayout(folder, decoder);
    for (JsonNode emoji : parse(folder.resolve("emoji.json"))) {
      String category = emoji.path("category").asText();
      if (!category.equals(SWATCHES)) {
        layout.add(emoji, category);
      }
    }
    layout.entries.sort(Comparator.comparing(Entry::id, NaturalOrder.INSTANCE));
    return new Gathered("emoji", layout.entries, List.of());
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      JsonNode list = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (!list.isArray()) {
        throw new InvalidData("'emoji.json' is not a list of emoji; install the package again");
      }
      return list;
    } catch (JacksonException e) {
      throw new InvalidData(
          "'emoji.json' is not JSON: %s; install the package again"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  private void add(JsonNode emoji, String category) {
    if (!emoji.path("has_img_twitter").asBoolean()) {
      return;
    }
    String name = emoji.path("image").asText();
    if (!name.matches("[0-9a-z-]+\\.png")) {
      throw new InvalidData(
          "'emoji.json' names the picture '%s'; names are hexadecimal, like 1f385.png"
              .formatted(name));
    }
    Path file = folder.resolve(PICTURES + name);
    entries.add(
        new Entry(
            PICTURES + name, category, name, Part.ANY, () -> decoder.read(PICTURES + name, file)));
  }
}
