package io.retask.onnx;

/**
 * How much of the machine a box may use. Measured on 2 cores (docs/benchmarks.md): one query a core
 * with one thread each beats one query with all threads.
 *
 * @param concurrency queries at once, at least 1
 * @param threadsPerQuery threads inside one query, at least 1
 * @param maxBatch the most rows of one query, at least 1
 */
public record OnnxOptions(int concurrency, int threadsPerQuery, int maxBatch) {
  private static final int ROWS = 32;

  /** Checks that all are at least 1. */
  public OnnxOptions {
    if (concurrency < 1 || threadsPerQuery < 1 || maxBatch < 1) {
      throw new IllegalArgumentException(
          "concurrency %d, threadsPerQuery %d and maxBatch %d must be at least 1"
              .formatted(concurrency, threadsPerQuery, maxBatch));
    }
  }

  /** One single-threaded query a core, 32 rows at most. */
  public static OnnxOptions forThisMachine() {
    return new OnnxOptions(Runtime.getRuntime().availableProcessors(), 1, ROWS);
  }
}
