package io.retask.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.image.view.Rotation;
import io.retask.image.view.Tiling;
import io.retask.tensor.Shape;
import org.junit.jupiter.api.Test;

/** The words that artefacts hold for turned and tiled pictures; they never change. */
final class PlacedPicturesCodecTest {
  private static final Shape SHAPE = Shape.of(3, 40, 9);

  @Test
  void aRotationComesBackAsItWas() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    new RotationCodec().write(new Rotation(SHAPE), node);
    assertThat(node).hasToString("{\"shape\":[3,40,9]}");
    assertThat(new RotationCodec().kind()).isEqualTo("rotation");
    assertThat(new RotationCodec().read(node).inputShape()).isEqualTo(SHAPE);
  }

  @Test
  void aTilingComesBackAsItWas() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    new TilingCodec().write(new Tiling(SHAPE, 3, true), node);
    assertThat(node).hasToString("{\"shape\":[3,40,9],\"copies\":3,\"mirrored\":true}");
    assertThat(new TilingCodec().kind()).isEqualTo("tiling");
    Tiling read = new TilingCodec().read(node);
    assertThat(read.inputShape()).isEqualTo(SHAPE);
    assertThat(read.copies()).isEqualTo(3);
    assertThat(read.isMirrored()).isTrue();
  }
}
