package io.retask.image.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.SplitPlan;
import io.retask.image.dataset.PictureData.Options;
import io.retask.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laws of the counting task. */
final class CountingSquaresTest {
  private static final int CELLS = 16;

  /** Quantiles of chi-square at 0.9999: each test here fails by chance once in 10,000 seeds. */
  private static final double CHI_SQUARE_9 = 33.72;

  private static final double CHI_SQUARE_15 = 44.26;

  @TempDir private Path folder;

  private static double chiSquare(long[] found) {
    double expected = Arrays.stream(found).average().orElseThrow();
    return Arrays.stream(found).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }

  private static Set<Integer> distinct(int[] patterns) {
    return IntStream.of(patterns).boxed().collect(Collectors.toSet());
  }

  @Test
  void thePictureShowsAsManyWhiteCellsAsItsPatternSays() {
    byte[] picture = CountingSquares.picture(0b1000_0000_0010_0001);
    for (int y = 0; y < 36; y++) {
      for (int x = 0; x < 36; x++) {
        // the cells 0, 5 and 15
        boolean white = y / 9 == x / 9 && y / 9 != 2;
        assertThat(picture[y * 36 + x]).as("%d, %d", y, x).isEqualTo((byte) (white ? 255 : 0));
      }
    }
  }

  @Test
  void theLabelIsTheNumberOfWhiteCells() throws IOException {
    CountingSquares.writeTo(folder, 300, 80, 5);
    Dataset data = PictureData.open(folder, Options.defaults());
    assertThat(data.classes()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    assertThat(data.naturalSizes()).containsExactly(Map.entry("36x36", 380));
    int[] all = IntStream.range(0, 380).toArray();
    var pictures = data.tensors(all, Shape.of(3, 36, 36)).all();
    for (int row : all) {
      double white = 0;
      for (int i = 0; i < 36 * 36; i++) {
        white += pictures.values()[pictures.offset(row) + i];
      }
      assertThat(String.valueOf(Math.round(white / 81)))
          .isEqualTo(data.examples().get(row).label());
    }
  }

  @Test
  void everyCountIsAsLikelyAsTheOthers() {
    long[] found = new long[CountingSquares.MOST];
    for (int pattern : new CountingSquares(1).training(20_000)) {
      found[Integer.bitCount(pattern) - 1]++;
    }
    assertThat(chiSquare(found)).isLessThan(CHI_SQUARE_9);
  }

  @Test
  void everyCellIsWhiteAsOftenAsTheOthers() {
    // one picture a seed, as the patterns of one seed are without those of its test
    long[] train = new long[CELLS];
    long[] test = new long[CELLS];
    for (int seed = 0; seed < 400; seed++) {
      CountingSquares squares = new CountingSquares(seed);
      count(squares.training(1)[0], train);
      count(squares.tests(1)[0], test);
    }
    // cells of one picture differ from one another, which only makes the statistic smaller
    assertThat(chiSquare(train)).isLessThan(CHI_SQUARE_15);
    assertThat(chiSquare(test)).isLessThan(CHI_SQUARE_15);
  }

  private static void count(int pattern, long[] cells) {
    for (int cell = 0; cell < CELLS; cell++) {
      cells[cell] += pattern >> cell & 1;
    }
  }

  @Test
  void noTestPictureIsLearnedAndNoPatternIsLost() {
    CountingSquares squares = new CountingSquares(3);
    Set<Integer> train = distinct(squares.training(20_000));
    Set<Integer> test = distinct(squares.tests(5_000));
    assertThat(train).doesNotContainAnyElementsOf(test);
    assertThat(ofCount(1, train)).isEqualTo(CELLS);
    assertThat(ofCount(1, test)).isZero();
    assertThat(ofCount(2, train)).isEqualTo(96);
    assertThat(ofCount(2, test)).isEqualTo(24);
  }

  private static long ofCount(int count, Set<Integer> patterns) {
    return patterns.stream().filter(pattern -> Integer.bitCount(pattern) == count).count();
  }

  @Test
  void theSeedDecides() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      Files.createDirectories(folder.resolve(name));
    }
    CountingSquares.writeTo(folder.resolve("a"), 40, 10, 7);
    CountingSquares.writeTo(folder.resolve("b"), 40, 10, 7);
    CountingSquares.writeTo(folder.resolve("c"), 40, 10, 8);
    Path images = Path.of("train-images-idx3-ubyte");
    assertThat(folder.resolve("b").resolve(images))
        .hasSameBinaryContentAs(folder.resolve("a").resolve(images));
    assertThat(Files.readAllBytes(folder.resolve("c").resolve(images)))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("a").resolve(images)));
  }

  @Test
  void everyPictureTakesPartInTheDivision() throws IOException {
    CountingSquares.writeTo(folder, 400, 100, 2);
    Dataset data = PictureData.open(folder, Options.defaults());
    var split = SplitPlan.standard(1).withValidationShare(0.2).split(data);
    assertThat(split.test()).hasSize(100);
    assertThat(split.train().length + split.validation().length).isEqualTo(400);
    assertThat(split.validation().length).isBetween(40, 80);
    assertThat(data.examples()).extracting(Example::label).doesNotContain("0", "11");
  }
}
