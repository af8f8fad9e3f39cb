package io.retask.bench;

import io.retask.image.view.ViewProgram;
import io.retask.program.PreparedProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One view of one picture of 299 x 299, a family at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ViewBenchmark {
  private static final int PATTERN = 8;
  private static final int PLACEMENT_END = 4;
  private static final int COLOUR_END = 13;
  private static final int CONTRAST_END = 14;
  private static final Shape SHAPE = Shape.of(3, 299, 299);

  /** Which parameters are not 0. */
  @Param({"placement", "colour", "contrast", "pattern"})
  public String family = "";

  private final ViewProgram program = new ViewProgram(SHAPE, PATTERN);
  private final float[] parameters = new float[program.parameterCount()];
  private final TensorBatch picture = TensorBatch.allocate(SHAPE, 1);
  private final TensorBatch out = TensorBatch.allocate(SHAPE, 1);
  private PreparedProgram prepared = program.prepare(parameters);

  /** Makes the picture and the parameters. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < picture.values().length; i++) {
      picture.values()[i] = random.nextInt(256) / 255f;
    }
    int from = 0;
    int to = PLACEMENT_END;
    if (family.equals("colour")) {
      from = PLACEMENT_END;
      to = COLOUR_END;
    } else if (family.equals("contrast")) {
      from = COLOUR_END;
      to = CONTRAST_END;
    } else if (family.equals("pattern")) {
      from = CONTRAST_END;
      to = parameters.length;
    }
    for (int i = from; i < to; i++) {
      parameters[i] = (float) (0.1 + 0.1 * random.nextDouble());
    }
    prepared = program.prepare(parameters);
  }

  /** Makes the view of one picture, as one of many. */
  @Benchmark
  public TensorBatch view() {
    prepared.apply(picture, 0, out);
    return out;
  }
}
