package io.retask.app.run;

import io.retask.artifact.ReprogrammedModel;
import io.retask.mapping.BayesianMapping;
import io.retask.mapping.ManyToOneMapping;
import io.retask.report.ClassMapping;
import io.retask.report.MappingTable;
import io.retask.report.SourceWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which source labels serve which class.
 *
 * @param model the model
 * @param labels the names of the K source labels
 * @param known the labelled examples, which show what a readout really uses
 */
record Serving(ReprogrammedModel model, List<String> labels, Optional<Exam.Known> known) {
  private static final int SHOWN = 8;
  private static final int NAMED = 5;

  /**
   * Empty where there is no box, and for a readout without examples: coefficients alone say
   * nothing.
   */
  Optional<MappingTable> table() {
    if (model.views().isEmpty()) {
      return Optional.empty();
    }
    if (model.mapping() instanceof ManyToOneMapping mapping) {
      return Optional.of(new MappingTable(MappingTable.Kind.SHARES, shares(mapping)));
    }
    if (model.mapping() instanceof BayesianMapping mapping) {
      return Optional.of(new MappingTable(MappingTable.Kind.SHARES, shares(mapping)));
    }
    return known
        .filter(examples -> examples.answers().isPresent())
        .map(examples -> new MappingTable(MappingTable.Kind.LEANINGS, leanings(examples)));
  }

  /** One line a class, with its strongest labels. */
  List<String> lines() {
    return table().stream()
        .flatMap(table -> table.classes().stream())
        .map(
            served ->
                "%s <- %s"
                    .formatted(
                        served.target(),
                        served.sources().stream()
                            .limit(NAMED)
                            .map(SourceWeight::label)
                            .collect(Collectors.joining(", "))))
        .toList();
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

  private List<ClassMapping> shares(BayesianMapping mapping) {
    float[] omega = mapping.omega();
    List<ClassMapping> classes = new ArrayList<>();
    for (int target = 0; target < mapping.targets(); target++) {
      double[] column = new double[mapping.sources()];
      for (int label = 0; label < column.length; label++) {
        column[label] = omega[label * mapping.targets() + target];
      }
      classes.add(new ClassMapping(model.classes().get(target), strongest(column)));
    }
    return classes;
  }

  /** How much more of a label's probability the examples of a class get than the others do. */
  private List<ClassMapping> leanings(Exam.Known examples) {
    float[] probabilities = examples.answers().orElseThrow().censored().values();
    int[] truth = examples.part().truth();
    List<ClassMapping> classes = new ArrayList<>();
    for (int target = 0; target < model.classes().size(); target++) {
      double[] own = means(probabilities, truth, target, true);
      double[] others = means(probabilities, truth, target, false);
      Arrays.setAll(own, label -> own[label] - others[label]);
      classes.add(new ClassMapping(model.classes().get(target), strongest(own)));
    }
    return classes;
  }

  /** The mean probability of each label over the examples of a class, or over all others. */
  private double[] means(float[] probabilities, int[] truth, int target, boolean own) {
    double[] sums = new double[labels.size()];
    int count = 0;
    for (int row = 0; row < truth.length; row++) {
      if ((truth[row] == target) == own) {
        count++;
        for (int label = 0; label < sums.length; label++) {
          sums[label] += probabilities[row * sums.length + label];
        }
      }
    }
    int examples = Math.max(1, count);
    return Arrays.stream(sums).map(sum -> sum / examples).toArray();
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
