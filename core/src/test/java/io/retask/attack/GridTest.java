package io.retask.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Directions;
import io.retask.optim.StepKey;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GridTest {
  private static TensorBatch grey(Shape shape) {
    TensorBatch grey = TensorBatch.allocate(shape, 1);
    Arrays.fill(grey.values(), 0.5f);
    return grey;
  }

  private static float[] drawn(int count) {
    float[] drawn = new float[count];
    Directions.gaussian(new StepKey(3, 0), 0, drawn);
    for (int i = 0; i < count; i++) {
      drawn[i] *= 0.05f;
    }
    return drawn;
  }

  @Test
  void parametersAreInUnitsOfTheInput() {
    Grid grid = Grid.over(Shape.of(3, 20, 14), 5);
    float[] up = new float[grid.nodes().size()];
    Arrays.fill(up, 0.125f);
    assertThat(grid.nodes()).isEqualTo(Shape.of(3, 5, 5));
    for (float value : grid.changed(grey(Shape.of(3, 20, 14)), up)) {
      assertThat(value).isCloseTo(0.625f, within(1e-6f));
    }
  }

  @Test
  void aChangeIsClippedToTheRange() {
    Grid grid = Grid.over(Shape.of(1, 4, 4), 2);
    assertThat(grid.changed(grey(Shape.of(1, 4, 4)), new float[] {2, 2, 2, 2})).containsOnly(1f);
    assertThat(grid.changed(grey(Shape.of(1, 4, 4)), new float[] {-2, -2, -2, -2}))
        .containsOnly(0f);
  }

  /** 32 to 63 to the full size: each holds all the nodes of the one before. */
  @ParameterizedTest
  @CsvSource({"3, 40, 40, 8", "3, 40, 23, 8", "1, 9, 30, 8", "3, 8, 8, 8"})
  void refinementChangesTheInputAsBefore(int channels, int height, int width, int side) {
    Shape shape = Shape.of(channels, height, width);
    Grid coarse = Grid.over(shape, side);
    float[] before = drawn(coarse.nodes().size());
    float[] after = coarse.refined(before);
    assertThat(coarse.finer().nodes().size()).isEqualTo(after.length);
    float[] changed = coarse.changed(grey(shape), before);
    float[] again = coarse.finer().changed(grey(shape), after);
    for (int i = 0; i < changed.length; i++) {
      assertThat(again[i]).as("value %d", i).isCloseTo(changed[i], within(2e-6f));
    }
  }

  @Test
  void aSeriesHasAGridOfOneAxis() {
    Grid grid = Grid.over(Shape.of(50), 6);
    assertThat(grid.nodes()).isEqualTo(Shape.of(6));
    assertThat(grid.finer().nodes()).isEqualTo(Shape.of(11));
    assertThat(Grid.over(Shape.of(5), 6).isFull()).isTrue();
  }
}
