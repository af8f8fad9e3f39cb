package io.retask.testkit.blackbox;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.ScoreKind;
import io.retask.tensor.Shape;
import org.junit.jupiter.api.Nested;

/** The fakes keep the laws that they are used to test. */
final class FakeBoxesContractTest {
  private static final FakeDials DIALS = FakeDials.of(Shape.of(3, 4, 4), 6);

  @Nested
  final class Probabilities extends GlassBoxContract {
    @Override
    protected GlassBox open() {
      return new FakeBlackBox(DIALS);
    }
  }

  @Nested
  final class Logits extends GlassBoxContract {
    @Override
    protected GlassBox open() {
      return new FakeBlackBox(DIALS.kind(ScoreKind.LOGITS));
    }
  }

  @Nested
  final class LogProbabilities extends GlassBoxContract {
    @Override
    protected GlassBox open() {
      return new FakeBlackBox(DIALS.kind(ScoreKind.LOG_PROBABILITIES));
    }
  }

  @Nested
  final class SigmoidOfSeries extends GlassBoxContract {
    @Override
    protected GlassBox open() {
      return new FakeBlackBox(FakeDials.of(Shape.of(24), 3).kind(ScoreKind.SIGMOID).limits(1, 2));
    }
  }

  @Nested
  final class TopTwo extends BlackBoxContract {
    @Override
    protected BlackBox open() {
      return CensoringBox.topK(new FakeBlackBox(DIALS), 2);
    }
  }

  @Nested
  final class AboveAThreshold extends BlackBoxContract {
    @Override
    protected BlackBox open() {
      return CensoringBox.above(new FakeBlackBox(DIALS), 0.2f);
    }
  }

  @Nested
  final class Counted extends BlackBoxContract {
    @Override
    protected BlackBox open() {
      return CountingBox.of(new FakeBlackBox(DIALS));
    }
  }

  @Nested
  final class FlakyThatNeverFails extends BlackBoxContract {
    @Override
    protected BlackBox open() {
      return FlakyBlackBox.seeded(
          new FakeBlackBox(DIALS), 1, 0, FlakyBlackBox.Break.AFTER_SENDING, true);
    }
  }
}
