package io.retask.metric;

import io.retask.blackbox.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a classifier after one reading of a labelled set.
 *
 * @param classes the names of the target classes, in the order of the confusion matrix
 * @param confusion the counts
 * @param accuracyCi95 the interval of the accuracy, see {@link Units#interval}
 * @param auc the macro one-against-rest area; undefined if a class has no row
 * @param negativeLogLikelihood in nats a row
 */
public record Evaluation(
    List<String> classes,
    ConfusionMatrix confusion,
    Interval accuracyCi95,
    OptionalDouble auc,
    double negativeLogLikelihood) {

  /** Copies the names. */
  public Evaluation {
    classes = List.copyOf(classes);
    if (classes.size() != confusion.classes() || confusion.total() == 0) {
      throw new IllegalArgumentException(
          "%d names stand beside a confusion matrix of %d classes and %d rows"
              .formatted(classes.size(), confusion.classes(), confusion.total()));
    }
  }

  /**
   * Compares predictions with the truth, every row for itself.
   *
   * @param classes the names of the target classes
   * @param probabilities n x C
   * @param truth the true class of each row
   * @throws IllegalArgumentException if the sizes differ or there are no rows
   */
  public static Evaluation of(List<String> classes, Scores probabilities, int[] truth) {
    List<String> own = IntStream.range(0, truth.length).mapToObj(String::valueOf).toList();
    return of(classes, probabilities, truth, Units.of(own));
  }

  /**
   * Compares predictions with the truth; the highest probability is the prediction, the lower index
   * at a tie.
   *
   * @param classes the names of the target classes
   * @param probabilities n x C
   * @param truth the true class of each row
   * @param units which rows are one witness
   * @throws IllegalArgumentException if the sizes differ or there are no rows
   */
  public static Evaluation of(
      List<String> classes, Scores probabilities, int[] truth, Units units) {
    if (probabilities.classes() != classes.size()) {
      throw new IllegalArgumentException(
          "rows of %d probabilities stand beside %d classes"
              .formatted(probabilities.classes(), classes.size()));
    }
    double loss = LogLikelihood.negative(probabilities, truth);
    int[] predicted = predictions(probabilities);
    ConfusionMatrix confusion = ConfusionMatrix.of(truth, predicted, classes.size());
    return new Evaluation(
        classes,
        confusion,
        units.interval(Units.right(truth, predicted)),
        Auc.macro(probabilities, truth),
        loss);
  }

  /** The class of each row that has the highest score. */
  public static int[] predictions(Scores probabilities) {
    return IntStream.range(0, probabilities.count()).map(probabilities::best).toArray();
  }

  /** The number of rows. */
  public int n() {
    return confusion.total();
  }

  /** The share of rows that were predicted right. */
  public double accuracy() {
    return (double) confusion.correct() / confusion.total();
  }

  /** The mean sensitivity of the classes that occur. */
  public double balancedAccuracy() {
    return confusion.balancedAccuracy().orElseThrow();
  }

  /** The figures of each class. */
  public List<ClassFigures> perClass() {
    return IntStream.range(0, classes.size())
        .mapToObj(index -> ClassFigures.of(confusion, index, classes.get(index)))
        .toList();
  }

  /**
   * The same as nested maps and lists for a JSON writer, without the bill. What is undefined is
   * null.
   */
  public Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("n", n());
    map.put("classes", classes);
    map.put("accuracy", accuracy());
    map.put("accuracyCi95", List.of(accuracyCi95.low(), accuracyCi95.high()));
    map.put("balancedAccuracy", balancedAccuracy());
    map.put("auc", ClassFigures.orNull(auc));
    map.put("negativeLogLikelihood", negativeLogLikelihood);
    map.put("perClass", perClass().stream().map(ClassFigures::asMap).toList());
    map.put("confusion", confusion.rows());
    return map;
  }
}
