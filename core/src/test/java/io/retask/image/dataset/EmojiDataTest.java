package io.retask.image.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.InvalidData;
import io.retask.image.dataset.PictureData.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmojiDataTest {
  private static final String PLACE = "img/twitter/64/";

  @TempDir private Path folder;

  @BeforeEach
  void install() throws IOException {
    Files.writeString(
        folder.resolve("emoji.json"),
        """
        [{"image":"1f44b.png","category":"People & Body","has_img_twitter":true,
          "skin_variations":{"1F3FB":{"image":"1f44b-1f3fb.png","has_img_twitter":true},
                             "1F3FF":{"image":"1f44b-1f3ff.png","has_img_twitter":false}}},
         {"image":"1f436.png","category":"Animals & Nature","has_img_twitter":true},
         {"image":"1f999.png","category":"Animals & Nature","has_img_twitter":false},
         {"image":"1f3fb.png","category":"Component","has_img_twitter":true}]
        """);
    for (String name : new String[] {"1f44b", "1f44b-1f3fb", "1f436", "1f3fb"}) {
      Painted.plain(folder.resolve(PLACE + name + ".png"), name.hashCode());
    }
  }

  @Test
  void baseEmojiByCategory() {
    Dataset data = PictureData.open(folder, Options.defaults());
    assertThat(data.name()).isEqualTo("emoji");
    assertThat(data.classes()).containsExactly("Animals & Nature", "People & Body");
    assertThat(data.examples())
        .extracting(Example::id)
        .containsExactlyInAnyOrder(PLACE + "1f436.png", PLACE + "1f44b.png");
  }

  @Test
  void aMissingPictureIsNamed() throws IOException {
    Files.delete(folder.resolve(PLACE + "1f436.png"));
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, Options.defaults()))
        .withMessageContaining("cannot read '" + PLACE + "1f436.png': ");
  }

  @Test
  void namesMayNotLeaveTheFolder() throws IOException {
    Files.writeString(
        folder.resolve("emoji.json"),
        "[{\"image\":\"../../x.png\",\"category\":\"a\",\"has_img_twitter\":true}]");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, Options.defaults()))
        .withMessage(
            "'emoji.json' names the picture '../../x.png'; names are hexadecimal, like 1f385.png");
  }

  @Test
  void brokenJsonIsRefused() throws IOException {
    Files.writeString(folder.resolve("emoji.json"), "{}");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, Options.defaults()))
        .withMessage("'emoji.json' is not a list of emoji; install the package again");
    Files.writeString(folder.resolve("emoji.json"), "[");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, Options.defaults()))
        .withMessageStartingWith("'emoji.json' is not JSON: ");
  }
}
