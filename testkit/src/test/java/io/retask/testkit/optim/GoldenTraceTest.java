package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.optim.Adam;
import io.retask.optim.CmaEs;
import io.retask.optim.CoordinateRule;
import io.retask.optim.Differences;
import io.retask.optim.Momentum;
import io.retask.optim.Optimizer;
import io.retask.optim.Proposal;
import io.retask.optim.RandomSearch;
import io.retask.optim.Sgd;
import io.retask.optim.StepKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty steps of every optimiser, bit for bit as they were when the trace was recorded: a change
 * here changes the results of every user who resumes or repeats a run. Recorded again only by
 * {@code -Dretask.golden=write}.
 */
class GoldenTraceTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  static Stream<Arguments> optimizers() {
    return Stream.of(
        Arguments.of("rgf-sgd", OptimizersTest.free(new Sgd(), 0.12)),
        Arguments.of("rgf-momentum", OptimizersTest.free(new Momentum(0.5), 0.06)),
        Arguments.of("rgf-adam", OptimizersTest.free(Adam.standard(), 0.2)),
        Arguments.of("random-search", OptimizersTest.search()),
        Arguments.of("random-search-near", new RandomSearch(5, 0.2)),
        Arguments.of("rgf-antithetic", OptimizersTest.estimated(Differences.antithetic(4, 0.01))),
        Arguments.of("rgf-orthonormal", OptimizersTest.estimated(Differences.orthonormal(6, 0.01))),
        Arguments.of("spsa", OptimizersTest.spsa()),
        Arguments.of("spsa-gc", OptimizersTest.spsaWithCorrection()),
        Arguments.of(
            "zoo-adam", OptimizersTest.coordinates(CoordinateRule.adam(Adam.standard()), 0.1)),
        Arguments.of("zoo-newton", OptimizersTest.coordinates(CoordinateRule.newton(), 1)),
        Arguments.of("cma-es", CmaEs.full(0.5)),
        Arguments.of("sep-cma-es", CmaEs.separable(0.5)),
        Arguments.of("guided", OptimizersTest.guided()),
        Arguments.of("guided-history", OptimizersTest.guidedByHistory()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void twentyStepsAreThoseOfTheRecord(String name, Optimizer<?> optimizer)
      throws IOException, NoSuchAlgorithmException {
    String trace = trace(optimizer);
    Path file = FOLDER.resolve(name + ".txt");
    if ("write".equals(System.getProperty("retask.golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, trace);
    }
    assertThat(trace).isEqualTo(Files.readString(file));
  }

  private static <S> String trace(Optimizer<S> optimizer) throws NoSuchAlgorithmException {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    S now = optimizer.start(new float[33]);
    for (int step = 0; step < 20; step++) {
      Proposal asked = optimizer.ask(now, new StepKey(2026, step));
      double[] losses = Surfaces.losses(asked, Surfaces::sphere);
      StringJoiner line = new StringJoiner(" ");
      for (double loss : losses) {
        line.add(Double.toHexString(loss));
      }
      lines.add(line.toString());
      now = optimizer.tell(now, asked, losses);
    }
    return lines.add(digest(optimizer.best(now))).toString();
  }

  private static String digest(float[] values) throws NoSuchAlgorithmException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
