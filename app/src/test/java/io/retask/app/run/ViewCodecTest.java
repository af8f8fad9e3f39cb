package io.retask.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.artifact.ArtifactFolder;
import io.retask.artifact.Codecs;
import io.retask.artifact.Manifest;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.image.view.ViewFamily;
import io.retask.image.view.ViewProgram;
import io.retask.image.view.ViewSampler;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.program.View;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Picture views with a readout, in a folder that was committed when the format was new. */
final class ViewCodecTest {
  private static final Shape SHAPE = Shape.of(3, 5, 4);
  private static final Path SAMPLE =
      Path.of("src/test/resources/io/retask/app/run/artifact-format-1/picture-views");
  private static final Codecs CODECS = Codecs.plain().with(new ViewCodec());
  @TempDir private Path folder;

  private static ReprogrammedModel model() {
    ViewSampler sampler = new ViewSampler(ViewFamily.MIXED, 2);
    List<View> views = IntStream.range(0, 3).mapToObj(i -> sampler.draw(SHAPE, 8, i)).toList();
    LinearClassifier classifier =
        LinearClassifier.restore(
            6, new int[] {1, 5}, ramp(2), new float[] {1, 2}, ramp(4), ramp(2));
    return new ReprogrammedModel(List.of("cat", "dog"), views, new LogisticReadout(classifier));
  }

  private static float[] ramp(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i / 64f;
    }
    return values;
  }

  private static Manifest manifest(int format) {
    return new Manifest(
        format,
        "0.1.0",
        "views",
        8,
        List.of("cat", "dog"),
        new Manifest.Box("fake", "fake:1", List.of(3, 5, 4), 2),
        new Manifest.Data("pets", "d1", "s1", 30),
        new Manifest.Cost(90, new BigDecimal("0"), "USD"),
        new TreeMap<>(Map.of("ridge", 0.1)),
        "retask: 1\nmethod: views\n");
  }

  @Test
  void viewsOfFormatOneAreRead() {
    ArtifactFolder sample = new ArtifactFolder(SAMPLE, CODECS);
    assertThat(sample.manifest()).isEqualTo(manifest(1));
    ReprogrammedModel read = sample.read();
    ReprogrammedModel wanted = model();
    TensorBatch picture = TensorBatch.wrap(SHAPE, 1, ramp(SHAPE.size()));
    assertThat(read.views()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      View view = read.views().get(i);
      assertThat(view.program()).isInstanceOf(ViewProgram.class);
      assertThat(((ViewProgram) view.program()).patternSide()).isEqualTo(2);
      assertThat(view.parameters()).isEqualTo(wanted.views().get(i).parameters());
      assertThat(view.program().apply(picture, view.parameters()).values())
          .isEqualTo(wanted.views().get(i).program().apply(picture, view.parameters()).values());
    }
    Scores answers = Scores.wrap(1, 6, ScoreKind.LOGITS, ramp(6));
    assertThat(read.mapping().apply(answers).values())
        .isEqualTo(wanted.mapping().apply(answers).values());
  }

  @Test
  void theSameModelMakesTheSameTensors() throws IOException {
    ArtifactFolder written = new ArtifactFolder(folder, CODECS);
    written.write(model(), manifest(Manifest.FORMAT));
    for (String part : List.of("program.safetensors", "mapping.safetensors", "MODEL_CARD.md")) {
      assertThat(folder.resolve(part)).hasSameBinaryContentAs(SAMPLE.resolve(part));
    }
    assertThat(written.read().views().get(1).parameters())
        .isEqualTo(model().views().get(1).parameters());
  }
}
