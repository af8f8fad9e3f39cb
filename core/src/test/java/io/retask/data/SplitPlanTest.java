package io.retask.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retask.data.Example.Part;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPlanTest {
  private static final SplitPlan STANDARD = SplitPlan.standard(5);

  private static int count(Dataset data, int[] rows, String label) {
    return (int)
        Arrays.stream(rows).filter(row -> data.examples().get(row).label().equals(label)).count();
  }

  /** 400 rows of 4 classes in groups of 1 to 6, some contents repeated in other groups. */
  private static ListedData grouped() {
    ListedData data = new ListedData();
    for (int i = 0; i < 400; i++) {
      String content = i % 17 == 0 ? "twin" + i / 34 : "content" + i;
      data.add("c" + i % 7 % 4, "g" + i * i % 211 + "/" + i % 7 % 4, content, Part.ANY);
    }
    return data;
  }

  private static Map<String, Integer> partOf(
      Dataset data, Split split, Function<Example, String> key) {
    Map<String, Integer> parts = new HashMap<>();
    int[][] all = {split.train(), split.validation(), split.test()};
    for (int part = 0; part < 3; part++) {
      for (int row : all[part]) {
        int own = part;
        assertThat(parts.computeIfAbsent(key.apply(data.examples().get(row)), k -> own))
            .isEqualTo(part);
      }
    }
    return parts;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherAGroupNorEqualContentIsDivided(long seed) {
    Dataset data = grouped();
    Split split = SplitPlan.standard(seed).withValidationShare(0.25).split(data);
    assertThat(partOf(data, split, Example::group)).isNotEmpty();
    assertThat(partOf(data, split, Example::digest)).isNotEmpty();
    assertThat(rows(split)).doesNotHaveDuplicates().hasSize(400);
  }

  private static int[] rows(Split split) {
    return IntStream.concat(
            IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation())),
            Arrays.stream(split.test()))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"0.2,0", "0.3,0.2", "0.5,0.5", "0.1,0.1"})
  void everyClassIsInProportion(double test, double validation) {
    ListedData data = new ListedData().add("a", 400).add("b", 101).add("c", 33).add("d", 10);
    Split split = STANDARD.withTest(Amount.share(test)).withValidationShare(validation).split(data);
    int[] sizes = {400, 101, 33, 10};
    for (int c = 0; c < 4; c++) {
      String label = data.classes().get(c);
      int held = count(data, split.test(), label);
      assertThat((double) held).isBetween(test * sizes[c] - 0.5, test * sizes[c] + 0.5);
      double wanted = validation * (sizes[c] - held);
      assertThat((double) count(data, split.validation(), label))
          .isBetween(wanted - 0.5, wanted + 0.5);
    }
  }

  @Test
  void groupsMoveAProportionByLessThanTheLargestGroup() {
    Dataset data = grouped();
    Split split = STANDARD.withTest(Amount.share(0.3)).split(data);
    int[] all = IntStream.range(0, 400).toArray();
    for (String label : data.classes()) {
      assertThat((double) count(data, split.test(), label))
          .isBetween(0.3 * count(data, all, label) - 14, 0.3 * count(data, all, label) + 0.5);
    }
  }

  @Test
  void theSeedDecides() {
    Dataset data = grouped();
    String once = STANDARD.split(data).digest();
    assertThat(STANDARD.split(data).digest()).isEqualTo(once).hasSize(64);
    assertThat(SplitPlan.standard(6).split(data).digest()).isNotEqualTo(once);
  }

  @Test
  void fewerLabelsKeepTheSameTest() {
    Dataset data = grouped();
    Split all = STANDARD.split(data);
    Split few = STANDARD.withLabels(Amount.total(40)).split(data);
    assertThat(few.test()).isEqualTo(all.test());
    assertThat(few.train()).hasSizeBetween(30, 40);
    assertThat(all.train()).contains(few.train());
  }

  @Test
  void takesSoManyOfEachClass() {
    ListedData data = new ListedData().add("a", 300).add("b", 85).add("c", 60);
    Split split =
        STANDARD.withLabels(Amount.perClass(45)).withTest(Amount.perClass(40)).split(data);
    assertThat(data.classes())
        .extracting(c -> count(data, split.test(), c))
        .containsExactly(40, 40, 30);
    assertThat(data.classes())
        .extracting(c -> count(data, split.train(), c))
        .containsExactly(45, 45, 30);
  }

  @Test
  void takesATotalInProportion() {
    ListedData data = new ListedData().add("a", 700).add("b", 200).add("c", 100).add("d", 4);
    Split split = STANDARD.withTest(Amount.none()).withLabels(Amount.total(100)).split(data);
    assertThat(split.test()).isEmpty();
    assertThat(data.classes())
        .extracting(c -> count(data, split.train(), c))
        .containsExactly(69, 20, 10, 1);
  }

  private static ListedData published() {
    ListedData data = new ListedData();
    for (int i = 0; i < 60; i++) {
      Part part = i < 30 ? Part.TRAIN : i < 40 ? Part.VALIDATION : Part.TEST;
      data.add("c" + i % 2, "g" + i, "x" + i, part);
    }
    return data;
  }

  @Test
  void publishedTestRowsStayTestRows() {
    Split split = STANDARD.split(published());
    assertThat(split.test()).isEqualTo(IntStream.range(40, 60).toArray());
    assertThat(split.train()).isEqualTo(IntStream.range(0, 40).toArray());
    assertThat(split.validation()).isEmpty();
  }

  @Test
  void aNumberLimitsThePublishedTest() {
    Split split = STANDARD.withTest(Amount.perClass(3)).split(published());
    assertThat(split.test()).hasSize(6);
    assertThat(Arrays.stream(split.test())).allMatch(row -> row >= 40);
  }

  @Test
  void whatWouldGiveAPublishedTestRowAwayIsLeftOut() {
    ListedData data = published();
    data.add("c0", "g50", "new", Part.TRAIN).add("c1", "new", "x51", Part.ANY);
    data.add("c1", "new", "other", Part.TRAIN);
    Split split = STANDARD.split(data);
    assertThat(split.train()).isEqualTo(IntStream.range(0, 40).toArray());
    assertThat(split.test()).isEqualTo(IntStream.range(40, 60).toArray());
  }

  @Test
  void refusesOneClass() {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> STANDARD.split(new ListedData().add("cat", 12)))
        .withMessage(
            "'listed' has one class, 'cat', and 12 examples; a classifier needs at least 2"
                + " classes; add examples of another class");
  }

  @Test
  void refusesThreeExamples() {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> STANDARD.split(new ListedData().add("cat", 2).add("dog", 1)))
        .withMessage(
            "'listed' has 3 examples of 2 classes; training and test need at least 2 of every"
                + " class, so 4; add examples");
  }

  @Test
  void refusesAClassOfOneGroup() {
    ListedData data = new ListedData().add("a", 20);
    IntStream.range(0, 5).forEach(i -> data.add("b", "one", "x" + i, Part.ANY));
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> STANDARD.split(data))
        .withMessage(
            "class 'b' of 'listed' has 5 examples in 1 groups that cannot be divided; training and"
                + " test need at least 2 of every class; add examples of other groups or leave the"
                + " class out");
  }

  @Test
  void refusesAClassThatOnlyTheTestHas() {
    ListedData data = published().add("only", "g", "x", Part.TEST);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> STANDARD.split(data))
        .withMessageStartingWith(
            "class 'only' of 'listed' has 0 examples in 0 groups that cannot be divided; beside");
  }

  @Test
  void refusesValidationOfASingleGroup() {
    ListedData data = new ListedData().add("a", 20).add("b", 2);
    assertThat(STANDARD.split(data).test()).isNotEmpty();
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> STANDARD.withValidationShare(0.5).split(data))
        .withMessageContaining("training and validation need, of the labelled rows, at least 2");
  }

  @Test
  void refusesSharesOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withValidationShare(1))
        .withMessage("validationShare is 1.0; it is from 0 up to, not including, 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Amount.share(1.5))
        .withMessage("a share is from 0 to 1, but this one is 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Amount.perClass(0))
        .withMessage("a number of rows is a whole number of at least 1, but this one is 0.0");
    assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withTest(Amount.all()));
  }

  @Test
  void equalAmountsAreThoseOfTheSmallestClass() {
    ListedData data = new ListedData();
    for (int i = 0; i < 60; i++) {
      data.add(i < 12 ? "few" : "many", "g" + i, "content" + i, Part.ANY);
    }
    Split split =
        STANDARD
            .withLabels(Amount.equal())
            .withTest(Amount.share(0.25))
            .withValidationShare(0.34)
            .split(data);
    for (String label : new String[] {"few", "many"}) {
      assertThat(count(data, split.train(), label)).as(label).isEqualTo(6);
      assertThat(count(data, split.validation(), label)).as(label).isEqualTo(3);
    }
    assertThat(count(data, split.test(), "few")).isEqualTo(3);
    assertThat(count(data, split.test(), "many")).as("in proportion").isEqualTo(12);
  }

  @Test
  void trainingOnOneGroupIsRefused() {
    ListedData data = new ListedData();
    for (int i = 0; i < 8; i++) {
      data.add(i % 2 == 0 ? "a" : "b", i < 4 ? "left" : "right", "content" + i, Part.ANY);
    }
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> STANDARD.withTest(Amount.share(0.5)).split(data))
        .withMessageStartingWith(
            "training on 'listed' would be left with 4 examples of one group that cannot be divided");
  }

  @Test
  void kinAreOfOneGroupOrOfEqualContentOrThroughOthers() {
    ListedData data = new ListedData();
    data.add("a", "g", "x", Part.ANY).add("a", "g", "y", Part.ANY).add("a", "h", "y", Part.ANY);
    data.add("a", "i", "z", Part.ANY);
    assertThat(data.kinOf(new int[] {2, 0, 3}).get(0)).isEqualTo(data.kinOf(new int[] {0}).get(0));
    assertThat(data.kinOf(new int[] {0, 3})).doesNotHaveDuplicates();
  }
}
