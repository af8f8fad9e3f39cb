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

/**
 * Which source labels serve which class.
 *
 * @param model the model
 * @param labels the names of the K source labels
 */
record Serving(ReprogrammedModel model, List<String> labels) {
  private static final int SHOWN = 8;

  MappingTable table() {
    if (model.mapping() instanceof ManyToOneMapping mapping) {
      return new MappingTable(MappingTable.Kind.SHARES, shares(mapping));
    }
    if (model.mapping() instanceof LogisticReadout readout) {
      return new MappingTable(MappingTable.Kind.COEFFICIENTS, coefficients(readout.classifier()));
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

  private List<ClassMapping> coefficients(LinearClassifier classifier) {
    List<ClassMapping> classes = new ArrayList<>();
    for (int target = 0; target < classifier.targets(); target++) {
      classes.add(new ClassMapping(model.classes().get(target), strongest(classifier, target)));
    }
    return classes;
  }

  /** Weights of standardised log-scores, summed over the views. */
  private List<SourceWeight> strongest(LinearClassifier classifier, int target) {
    int[] kept = classifier.kept();
    float[] weights = classifier.weights();
    double[] sums = new double[labels.size()];
    for (int column = 0; column < kept.length; column++) {
      sums[kept[column] % labels.size()] += weights[target * kept.length + column];
    }
    List<SourceWeight> speaking = new ArrayList<>();
    for (int label = 0; label < sums.length; label++) {
      if (sums[label] > 0) {
        speaking.add(new SourceWeight(labels.get(label), sums[label]));
      }
    }
    return speaking.stream()
        .sorted(Comparator.comparingDouble(weight -> -weight.weight()))
        .limit(SHOWN)
        .toList();
  }
}
