package io.retask.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void theSameWordsAsTheGeneratorOfTheJdk() {
    long[] state = {0x123456781a2b3c4dL, 42, 0x7f00112233445566L, 99};
    // Every byte is below 128, as the JDK extends the sign of seed bytes.
    ByteBuffer bytes = ByteBuffer.allocate(32);
    for (long part : state) {
      bytes.putLong(part);
    }
    RandomGenerator expected = RandomGeneratorFactory.of("L64X128MixRandom").create(bytes.array());
    Words words = new Words(state[0], state[1], state[2], state[3]);
    for (int i = 0; i < 1000; i++) {
      assertThat(words.next()).isEqualTo(expected.nextLong());
    }
  }

  @Test
  void seedStepAndStreamAllMatter() {
    long first = Words.of(new StepKey(1, 2), 3).next();
    assertThat(Words.of(new StepKey(1, 2), 3).next()).isEqualTo(first);
    assertThat(Words.of(new StepKey(2, 2), 3).next()).isNotEqualTo(first);
    assertThat(Words.of(new StepKey(1, 3), 3).next()).isNotEqualTo(first);
    assertThat(Words.of(new StepKey(1, 2), 4).next()).isNotEqualTo(first);
    assertThat(Words.of(new StepKey(1, 3), 2).next()).isNotEqualTo(first);
  }

  @Test
  void aStateOfZerosStillMoves() {
    Words words = new Words(0, 0, 0, 0);
    assertThat(words.next()).isNotEqualTo(words.next());
  }
}
