package io.retask.torch;

import io.retask.artifact.LocalPart;
import io.retask.artifact.ReprogrammedModel;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained network as what a method learned.
 *
 * @param lesson what it learned from
 * @param structure the network
 * @param features p
 * @param outcome of the training
 */
record Result(Lesson lesson, Structure structure, int features, NetworkTrainer.Outcome outcome) {
  /**
   * The model, its figures and a sentence about them.
   *
   * @param begin what the training began as, in words
   */
  Learned learned(String begin) {
    NetworkFeatures network = new NetworkFeatures(structure, features, outcome.weights());
    ReprogrammedModel model =
        ReprogrammedModel.withoutBox(
            lesson.data().classes(), new LocalPart(network, outcome.head(), 1));
    SortedMap<String, Double> metrics =
        new TreeMap<>(
            Map.of(
                "epochs", (double) outcome.epochs(),
                "bestEpoch", (double) outcome.best(),
                "beginningLoss", outcome.begin().loss(),
                "beginningAccuracy", outcome.begin().accuracy(),
                "validationLoss", outcome.fit().loss(),
                "validationAccuracy", outcome.fit().accuracy()));
    return new Learned(model, metrics, List.of(), Optional.empty(), List.of(words(begin)));
  }

  private String words(String begin) {
    return "It began as %s (validation loss %.3f, accuracy %.3f) and ended after %d epochs; the weights of epoch %d are kept (%.3f, %.3f). No image was billed: this method knows the weights of its network."
        .formatted(
            begin,
            outcome.begin().loss(),
            outcome.begin().accuracy(),
            outcome.epochs(),
            outcome.best(),
            outcome.fit().loss(),
            outcome.fit().accuracy());
  }
}
