package io.retask.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.recipe.NetworkTraining.Flips;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final float[] PICTURE = {1, 2, 3, 4};

  private static Set<List<Float>> seen(Flips flips, double shift) {
    Set<List<Float>> seen = new HashSet<>();
    for (int step = 0; step < 200; step++) {
      TensorBatch rows = TensorBatch.wrap(Shape.of(1, 2, 2), 1, PICTURE.clone());
      float[] out = new Augmentation(flips, shift, 3).of(rows, step).values();
      assertThat(rows.values()).containsExactly(PICTURE);
      seen.add(List.of(out[0], out[1], out[2], out[3]));
    }
    return seen;
  }

  @Test
  void picturesAreMirroredAsAskedFor() {
    List<Float> same = List.of(1f, 2f, 3f, 4f);
    List<Float> across = List.of(2f, 1f, 4f, 3f);
    assertThat(seen(Flips.NONE, 0)).containsExactly(same);
    assertThat(seen(Flips.HORIZONTAL, 0)).containsExactlyInAnyOrder(same, across);
    assertThat(seen(Flips.BOTH, 0))
        .containsExactlyInAnyOrder(same, across, List.of(3f, 4f, 1f, 2f), List.of(4f, 3f, 2f, 1f));
  }

  @Test
  void picturesAreMovedAndTheirEdgesRepeated() {
    assertThat(seen(Flips.NONE, 0.5))
        .hasSize(9)
        .contains(List.of(1f, 1f, 3f, 3f), List.of(3f, 4f, 3f, 4f), List.of(4f, 4f, 4f, 4f));
  }

  @Test
  void aStepIsDrawnTheSameAgain() {
    TensorBatch rows = TensorBatch.wrap(Shape.of(1, 2, 2), 3, new float[12]);
    for (int i = 0; i < 12; i++) {
      rows.values()[i] = i;
    }
    Augmentation augmentation = new Augmentation(Flips.BOTH, 0.5, 7);
    assertThat(augmentation.of(rows, 4).values())
        .containsExactly(augmentation.of(rows, 4).values());
  }
}
