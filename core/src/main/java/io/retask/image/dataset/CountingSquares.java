package io.retask.image.dataset;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The counting task of Elsayed, Goodfellow and Sohl-Dickstein (ICLR 2019, arXiv 1806.11146): black
 * pictures of 36 x 36 pixels with 1 to 10 white squares of 9 x 9 on a grid of 4 x 4; the label is
 * how many. The count is uniform, and so is the pattern among those of that count.
 *
 * <p>Deviation: a fifth of the patterns of every count belongs to the test, so that no test picture
 * was ever learned. One square has 16 patterns only, of which a fifth would say nothing: all of
 * them are learned, and the test begins at 2.
 */
public final class CountingSquares {
  /** The side of a picture in pixels. */
  public static final int SIDE = 36;

  /** The largest count; the smallest is 1. */
  public static final int MOST = 10;

  private static final int ROW = 4;
  private static final int CELLS = ROW * ROW;
  private static final int CELL = SIDE / ROW;
  private static final int PATTERNS = 1 << CELLS;
  private static final int TEST_ONE_IN = 5;
  private static final int ENOUGH_TO_DIVIDE = 100;
  private static final int PICTURES = 0x00000803;
  private static final int LABELS = 0x00000801;

  private final int[][] train = new int[MOST][];
  private final int[][] test = new int[MOST][];
  private final SplittableRandom draws;

  /** All pictures of a seed: which patterns are for the test, and what is drawn. */
  CountingSquares(long seed) {
    draws = new SplittableRandom(seed);
    for (int count = 1; count <= MOST; count++) {
      int[] patterns = shuffled(patternsOf(count));
      boolean divided = patterns.length >= ENOUGH_TO_DIVIDE;
      int held = divided ? (patterns.length + TEST_ONE_IN - 1) / TEST_ONE_IN : 0;
      test[count - 1] = Arrays.copyOf(patterns, held);
      train[count - 1] = Arrays.copyOfRange(patterns, held, patterns.length);
    }
  }

  /**
   * Writes the pictures as IDX files, as MNIST has them: {@code train-images-idx3-ubyte}, {@code
   * train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}.
   *
   * @param folder where they go; it is there
   * @param training how many pictures to learn from, at least 1
   * @param tested how many pictures for the test, at least 1
   * @param seed decides every draw
   * @throws IOException if a file cannot be written
   */
  public static void writeTo(Path folder, int training, int tested, long seed) throws IOException {
    CountingSquares squares = new CountingSquares(seed);
    write(folder, "train", squares.training(training));
    write(folder, "t10k", squares.tests(tested));
  }

  /** The patterns of some training pictures: bit {@code 4 y + x} is the cell in row y, column x. */
  int[] training(int pictures) {
    return drawn(train, pictures);
  }

  /** The patterns of some test pictures. */
  int[] tests(int pictures) {
    return drawn(test, pictures);
  }

  private int[] drawn(int[][] byCount, int pictures) {
    int[][] some = Arrays.stream(byCount).filter(all -> all.length > 0).toArray(int[][]::new);
    int[] patterns = new int[pictures];
    for (int i = 0; i < pictures; i++) {
      int[] from = some[below(some.length)];
      patterns[i] = from[below(from.length)];
    }
    return patterns;
  }

  private static int[] patternsOf(int count) {
    return IntStream.range(0, PATTERNS).filter(bits -> Integer.bitCount(bits) == count).toArray();
  }

  /** Fisher and Yates. */
  private int[] shuffled(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
    return values;
  }

  /** A number from 0 to {@code bound - 1}; computed here, as a JDK may change its own way. */
  private int below(int bound) {
    return (int) (((draws.nextLong() >>> 32) * bound) >>> 32);
  }

  private static void write(Path folder, String part, int[] patterns) throws IOException {
    try (DataOutputStream out = open(folder.resolve(part + "-images-idx3-ubyte"))) {
      for (int head : new int[] {PICTURES, patterns.length, SIDE, SIDE}) {
        out.writeInt(head);
      }
      for (int pattern : patterns) {
        out.write(picture(pattern));
      }
    }
    try (DataOutputStream out = open(folder.resolve(part + "-labels-idx1-ubyte"))) {
      out.writeInt(LABELS);
      out.writeInt(patterns.length);
      for (int pattern : patterns) {
        out.write(Integer.bitCount(pattern));
      }
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Grey levels, row by row. */
  static byte[] picture(int pattern) {
    byte[] grey = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int cell = y / CELL * ROW + x / CELL;
        grey[y * SIDE + x] = (byte) ((pattern >> cell & 1) * 255);
      }
    }
    return grey;
  }
}
