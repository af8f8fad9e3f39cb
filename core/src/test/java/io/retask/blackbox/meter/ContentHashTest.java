package io.retask.blackbox.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContentHashTest {
  private static final Shape SHAPE = Shape.of(3, 7, 11);

  @Test
  void equalRowsHaveEqualKeysWhereverTheyStand() {
    TensorBatch batch = batch(4);
    System.arraycopy(batch.values(), 0, batch.values(), batch.offset(3), SHAPE.size());
    List<ContentKey> keys = new ContentHash(SHAPE).of(batch);
    assertThat(keys.get(3)).isEqualTo(keys.get(0));
    assertThat(new HashSet<>(keys)).hasSize(3);
    assertThat(new ContentHash(SHAPE).of(batch.rows(1, 2))).containsExactly(keys.get(1));
  }

  @Test
  void everyFloatCountsToItsLastBit() {
    ContentHash hash = new ContentHash(SHAPE);
    ContentKey before = hash.of(batch(1)).get(0);
    for (int i = 0; i < SHAPE.size(); i++) {
      TensorBatch changed = batch(1);
      changed.values()[i] = Math.nextUp(changed.values()[i]);
      ContentKey key = hash.of(changed).get(0);
      assertThat(key.high()).isNotEqualTo(before.high());
      assertThat(key.low()).isNotEqualTo(before.low());
    }
  }

  @Test
  void shapeCounts() {
    Shape flat = Shape.of(SHAPE.size());
    TensorBatch same = TensorBatch.wrap(flat, 1, batch(1).values());
    assertThat(new ContentHash(flat).of(same)).isNotEqualTo(new ContentHash(SHAPE).of(batch(1)));
  }

  /** Ledgers of earlier versions must still be found again. */
  @Test
  void keysStayWhatTheyAre() {
    TensorBatch batch = TensorBatch.wrap(Shape.of(2), 1, new float[] {0.25f, 0.5f});
    assertThat(new ContentHash(Shape.of(2)).of(batch))
        .containsExactly(new ContentKey(-5402676996935526731L, -4787147525751124020L));
  }

  private static TensorBatch batch(int rows) {
    TensorBatch batch = TensorBatch.allocate(SHAPE, rows);
    for (int i = 0; i < batch.values().length; i++) {
      batch.values()[i] = i / 1000f;
    }
    return batch;
  }
}
