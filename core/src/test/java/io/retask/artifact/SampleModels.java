package io.retask.artifact;

import io.retask.mapping.BayesianMapping;
import io.retask.mapping.LabelMapping;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.readout.KnnReadout;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.mapping.readout.NearestNeighbours;
import io.retask.program.AdditiveProgram;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.IdentityProgram;
import io.retask.program.Program;
import io.retask.program.View;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The models that the committed folders of all formats hold. */
final class SampleModels {
  private SampleModels() {}

  static float[] ramp(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (i - 3) / 7f;
    }
    return values;
  }

  static ReprogrammedModel framed() {
    FramedProgram program =
        new FramedProgram(new FrameGeometry(Shape.of(1, 2, 2), Shape.of(1, 4, 4)));
    return new ReprogrammedModel(
        List.of("cat", "dog"),
        List.of(new View(program, ramp(program.parameterCount()))),
        new ManyToOneMapping(5, new int[][] {{4, 0}, {2, 1}}));
  }

  /** One program of any kind before the mapping of the framed model. */
  static ReprogrammedModel with(Program program) {
    return new ReprogrammedModel(
        List.of("cat", "dog"),
        List.of(new View(program, ramp(program.parameterCount()))),
        framed().mapping());
  }

  static ReprogrammedModel views() {
    Shape shape = Shape.of(1, 2, 2);
    LinearClassifier classifier =
        LinearClassifier.restore(
            6, new int[] {0, 2, 5}, ramp(3), new float[] {1, 2, 0.5f}, ramp(6), ramp(2));
    return new ReprogrammedModel(
        List.of("cat", "dog"),
        List.of(
            new View(new IdentityProgram(shape), new float[0]),
            new View(new AdditiveProgram(shape), ramp(4))),
        new LogisticReadout(classifier));
  }

  private static LocalPart local(double weight) {
    LinearClassifier readout =
        LinearClassifier.restore(
            4, new int[] {1, 3}, ramp(2), new float[] {1, 0.25f}, ramp(4), ramp(2));
    return new LocalPart(new IdentityProgram(Shape.of(1, 2, 2)), readout, weight);
  }

  /** Two views beside a classifier of the data. */
  static ReprogrammedModel pooled() {
    return views().with(local(0.25));
  }

  /** No view at all. */
  static ReprogrammedModel alone() {
    return ReprogrammedModel.withoutBox(List.of("cat", "dog"), local(1));
  }

  /** The shares of the classes: a local part that reads nothing. */
  static ReprogrammedModel shares() {
    float[] none = {};
    LinearClassifier constant =
        LinearClassifier.restore(4, new int[0], none, none, none, new float[] {-1, -2});
    return ReprogrammedModel.withoutBox(
        List.of("cat", "dog"), new LocalPart(new IdentityProgram(Shape.of(1, 2, 2)), constant, 1));
  }

  private static ReprogrammedModel unprogrammed(LabelMapping mapping) {
    View view = new View(new IdentityProgram(Shape.of(1, 2, 2)), new float[0]);
    return new ReprogrammedModel(List.of("cat", "dog"), List.of(view), mapping);
  }

  static ReprogrammedModel bayesian() {
    return unprogrammed(
        new BayesianMapping(3, 2, new float[] {0.5f, 0, 0.25f, 0.25f, 0.25f, 0.75f}));
  }

  static ReprogrammedModel neighbours() {
    TensorBatch rows = TensorBatch.wrap(Shape.of(3), 4, ramp(12));
    return unprogrammed(new KnnReadout(NearestNeighbours.of(rows, new int[] {0, 1, 1, 0}, 2, 3)));
  }

  private static Manifest manifest(int format, String method, int labels, List<Integer> input) {
    return new Manifest(
        format,
        "0.1.0",
        method,
        42,
        List.of("cat", "dog"),
        new Manifest.Box("fake", "fake:1", input, labels),
        new Manifest.Data("pets", "d1", "s1", 30),
        new Manifest.Cost(12_345, new BigDecimal("1.2345"), "EUR"),
        new TreeMap<>(Map.of("steps", 7.0, "validationAccuracy", 0.71)),
        "retask: 1\nmethod: " + method + "\n");
  }

  static Manifest framedManifest(int format) {
    return manifest(format, "bar", 5, List.of(1, 4, 4));
  }

  static Manifest viewsManifest(int format) {
    return manifest(format, "views", 3, List.of(1, 2, 2));
  }

  static Manifest newManifest(int format, String method) {
    return manifest(format, method, 3, List.of(1, 2, 2));
  }
}
