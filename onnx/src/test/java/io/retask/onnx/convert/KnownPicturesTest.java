package io.retask.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.Scores;
import io.retask.image.Picture;
import io.retask.image.PictureDecoder;
import io.retask.image.PictureSize;
import io.retask.image.Resampler;
import io.retask.onnx.OnnxBoxProvider;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole published samples from file to answer: our decoder, our resampler, our packing. The figures
 * are those of an independent pipeline, which averages areas where ours uses a triangle filter. At
 * 128 pixels the filter alone moves them by 1.5 points, so that size is held against the figures of
 * our own filter, and against the independent ones with areas averaged.
 */
@Tag("slow")
final class KnownPicturesTest {
  private static final double POINTS = 1.5;
  private static final List<Picture> SAMPLE = new ArrayList<>();
  @TempDir Path folder;
  private TestReporter reporter;

  @BeforeEach
  void reportTo(TestReporter given) {
    reporter = given;
  }

  private static Path shared(String name) {
    Path path = Pictures.shared().resolve(name);
    assumeTrue(Files.exists(path), () -> "absent: " + path);
    return path;
  }

  /** The ImageNet sample, decoded once. */
  private static List<Picture> sample() throws IOException {
    if (SAMPLE.isEmpty()) {
      shared("data/imagenet-sample-1000");
      SAMPLE.addAll(decoded(Pictures.sample()));
    }
    return SAMPLE;
  }

  private static List<Picture> decoded(List<Path> files) {
    PictureDecoder decoder = new PictureDecoder();
    return files.stream().map(file -> decoder.read(file.toString(), file)).toList();
  }

  /** Counts right answers, best and among the best five, in percent. */
  private static double[] accuracy(BlackBox box, List<Picture> pictures, IntUnaryOperator classOf) {
    int best = 0;
    int five = 0;
    int size = box.spec().maxBatch();
    for (int from = 0; from < pictures.size(); from += size) {
      List<Picture> some = pictures.subList(from, Math.min(pictures.size(), from + size));
      Scores scores = box.query(rows(box, some));
      for (int i = 0; i < some.size(); i++) {
        int wanted = classOf.applyAsInt(from + i);
        int above = above(scores, i, wanted);
        best += above == 0 ? 1 : 0;
        five += above < 5 ? 1 : 0;
      }
    }
    return new double[] {100.0 * best / pictures.size(), 100.0 * five / pictures.size()};
  }

  private static int above(Scores scores, int row, int wanted) {
    int begin = row * scores.classes();
    float[] values = scores.values();
    int above = 0;
    for (int k = 0; k < scores.classes(); k++) {
      above += values[begin + k] > values[begin + wanted] ? 1 : 0;
    }
    return above;
  }

  private static TensorBatch rows(BlackBox box, List<Picture> pictures) {
    TensorBatch rows = TensorBatch.allocate(box.spec().input(), pictures.size());
    PictureSize size = new PictureSize(box.spec().input().axis(2), box.spec().input().axis(1));
    for (int i = 0; i < pictures.size(); i++) {
      Resampler.resize(pictures.get(i), size).writeTo(rows.values(), i * rows.shape().size());
    }
    return rows;
  }

  private void within(double[] measured, String what, double best, double five) {
    String text = "%s: top-1 %.1f, top-5 %.1f".formatted(what, measured[0], measured[1]);
    reporter.publishEntry("measured", text);
    assertThat(Math.abs(measured[0] - best)).as(text).isLessThanOrEqualTo(POINTS);
    assertThat(Math.abs(measured[1] - five)).as(text).isLessThanOrEqualTo(POINTS);
  }

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v1_025_128,43.3,70.2",
    "mobilenet_v1_050_160,65.7,87.6",
    "mobilenet_v2_100_224,87.5,97.7"
  })
  void boxesThatAreFilesNameAThousandPictures(String name, double best, double five)
      throws IOException {
    Path described = shared("models/" + name + ".box.yaml");
    try (BlackBox box = new OnnxBoxProvider().open(described.toString(), folder)) {
      within(accuracy(box, sample(), i -> i + 1), name, best, five);
    }
  }

  @Test
  void withAreasAveragedTheSmallestBoxMeetsTheIndependentFigures() throws IOException {
    Path described = shared("models/mobilenet_v1_025_128.box.yaml");
    int[] right = new int[2];
    try (BlackBox box = new OnnxBoxProvider().open(described.toString(), folder)) {
      List<Path> files = Pictures.sample();
      for (int i = 0; i < files.size(); i++) {
        int above = above(box.query(Pictures.read(files.get(i), 128, 128)), 0, i + 1);
        right[0] += above == 0 ? 1 : 0;
        right[1] += above < 5 ? 1 : 0;
      }
    }
    within(new double[] {right[0] / 10.0, right[1] / 10.0}, "areas averaged", 44.8, 71.9);
  }

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v1_0.25_128_quant,FLOAT,43.4,70.2",
    "mobilenet_v1_0.25_128_quant,INT8,43.3,70.3",
    "mobilenet_v1_0.5_160_quant,FLOAT,65.7,87.6",
    "mobilenet_v1_0.5_160_quant,INT8,65.7,87.6",
    "mobilenet_v2_1.0_224_quant,FLOAT,87.5,97.7",
    "mobilenet_v2_1.0_224_quant,INT8,87.5,97.7"
  })
  void importedFilesNameAThousandPictures(
      String name, Precision precision, double best, double five) throws IOException {
    Path source = shared("models/" + name + ".tflite");
    Path described =
        ModelImport.importFile(source, folder, ImportOptions.of(precision)).description();
    try (BlackBox box = new OnnxBoxProvider().open(described.toString(), folder)) {
      within(accuracy(box, sample(), i -> i + 1), name + " " + precision, best, five);
    }
  }

  @Test
  void theSmallResNetNamesTwoThousandPictures() throws IOException {
    Path described = shared("models/cifar10_resnet20.box.yaml");
    List<Path> pictures = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    try (BlackBox box = new OnnxBoxProvider().open(described.toString(), folder);
        Stream<Path> files = Files.walk(shared("data/cifar10-test"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList()) {
        pictures.add(file);
        String label = String.valueOf(file.toAbsolutePath().getParent().getFileName());
        classes.add(box.spec().labels().indexOf(label));
      }
      assertThat(pictures).hasSize(2000);
      assertThat(classes).doesNotContain(-1);
      double best = accuracy(box, decoded(pictures), classes::get)[0];
      reporter.publishEntry("measured", "cifar10_resnet20: top-1 %.1f".formatted(best));
      assertThat(Math.abs(best - 81.4)).as("top-1 %.1f", best).isLessThanOrEqualTo(POINTS);
    }
  }

  @Test
  void theModerationBoxFindsNothingInEveryTenthPicture() throws IOException {
    Path described = shared("models/nsfw_mobilenet_v2.box.yaml");
    List<Picture> sample = sample();
    List<Picture> tenth = Stream.iterate(0, i -> i < 1000, i -> i + 10).map(sample::get).toList();
    try (BlackBox box = new OnnxBoxProvider().open(described.toString(), folder)) {
      int neutral = box.spec().labels().indexOf("Neutral");
      double share = accuracy(box, tenth, i -> neutral)[0];
      reporter.publishEntry("measured", "nsfw: %.0f of 100 Neutral".formatted(share));
      assertThat(Math.abs(share - 95)).as("%.0f of 100 Neutral", share).isLessThanOrEqualTo(POINTS);
    }
  }
}
