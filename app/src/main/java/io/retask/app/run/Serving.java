package io.retask.app.run;

import io.retask.artifact.ReprogrammedModel;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.report.ClassMapping;
import io.retask.report.MappingTable;
import io.retask.report.SourceWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which source labels serve which class.
 *
 * @param model the model
 * @param labels the names of the K source labels
 * @param known the labelled examples, which show what a readout really uses
 */
record Serving(ReprogrammedModel model, List<String> labels, Optional<Exam.Known> known) {
  private static final int SHOWN = 8;

  /** Empty for a readout without examples: coefficients alone say nothing to people. */
  Optional<MappingTable> table() {
    if (model.mapping() instanceof ManyToOneMapping mapping) {
      return Optional.of(new MappingTable(MappingTable.Kind.SHARES, shares(mapping)));
    }
    if (model.mapping() instanceof LogisticReadout readout) {
      return known.map(
          examples ->
              new MappingTable(
                  MappingTable.Kind.COEFFICIENTS, contributions(readout.classifier(), examples)));
    }
    throw new IllegalStateException("no words for a mapping of " + model.mapping().getClass());
  }

  private List<ClassMapping> shares(ManyToOneMapping mapping) {
    List<ClassMapping> classes = new ArrayList<>();
    int[][] sets = mapping.sets();
    for (int target = 0; target < sets.length; target++) {
      double share = 1.0 / sets[target].length;
      classes.add(
          new ClassMapping(
              model.classes().get(target),
              Arrays.stream(sets[target])
                  .mapToObj(label -> new SourceWeight(labels.get(label), share))
                  .toList()));
    }
    return classes;
  }

  private List<ClassMapping> contributions(LinearClassifier classifier, Exam.Known examples) {
    float[] z = examples.answers().logScores();
    int[] truth = examples.part().truth();
    List<ClassMapping> classes = new ArrayList<>();
    for (int target = 0; target < classifier.targets(); target++) {
      double[] means = means(z, truth, target);
      classes.add(
          new ClassMapping(
              model.classes().get(target), strongest(contribution(classifier, target, means))));
    }
    return classes;
  }

  /** The mean log-score of each label over the examples of a class. */
  private double[] means(float[] z, int[] truth, int target) {
    double[] sums = new double[labels.size()];
    int count = 0;
    for (int row = 0; row < truth.length; row++) {
      if (truth[row] == target) {
        count++;
        for (int label = 0; label < sums.length; label++) {
          sums[label] += z[row * sums.length + label];
        }
      }
    }
    int examples = Math.max(1, count);
    return Arrays.stream(sums).map(sum -> sum / examples).toArray();
  }

  /**
   * What each label adds, on average, to the score of a class for the examples of that class: its
   * weight in the unprogrammed view times its standardised log-score.
   */
  private double[] contribution(LinearClassifier classifier, int target, double[] means) {
    int[] kept = classifier.kept();
    float[] weights = classifier.weights();
    float[] centres = classifier.means();
    float[] scales = classifier.scales();
    double[] added = new double[labels.size()];
    for (int column = 0; column < kept.length && kept[column] < labels.size(); column++) {
      double standard = (means[kept[column]] - centres[column]) / scales[column];
      added[kept[column]] = weights[target * kept.length + column] * standard;
    }
    return added;
  }

  private List<SourceWeight> strongest(double[] added) {
    List<SourceWeight> speaking = new ArrayList<>();
    for (int label = 0; label < added.length; label++) {
      if (added[label] > 0) {
        speaking.add(new SourceWeight(labels.get(label), added[label]));
      }
    }
    return speaking.stream()
        .sorted(Comparator.comparingDouble(weight -> -weight.weight()))
        .limit(SHOWN)
        .toList();
  }
}
