package io.retask.report;

import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.image.PngPicture;
import io.retask.metric.Interval;
import io.retask.metric.Reliability;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Reports as a real run would make them, from seeded numbers. */
final class SampleReports {
  static final List<String> CLASSES =
      List.of("melanoma", "melanocytic nevus", "basal cell carcinoma", "benign keratosis");
  private static final Instant FINISHED = Instant.parse("2026-03-14T09:26:53Z");
  private static final List<String> SOURCES =
      List.of(
          "ladybug",
          "nematode",
          "petri dish",
          "strawberry",
          "sea anemone",
          "jellyfish",
          "pomegranate",
          "coral fungus",
          "hair slide",
          "velvet",
          "Band Aid",
          "sunscreen");

  private SampleReports() {}

  static RunReport bare() {
    return RunReport.about(headline("bare", List.of())).build();
  }

  static RunReport full() {
    return full("skin lesions, 4 views", 7, results(), picture("a lesion", 3, 64));
  }

  static RunReport unhelpful() {
    List<MethodResult> rows =
        List.of(
            row("Raw pixels", Role.WITHOUT_BOX, 0.741, 0),
            row("Views with readout", Role.OURS, 0.733, 5_120),
            row("Largest class", Role.WITHOUT_BOX, 0.402, 0));
    return full("skin lesions, small box", 8, rows, picture("a lesion", 4, 64));
  }

  static RunReport full(String name, long seed, List<MethodResult> rows, Picture example) {
    return RunReport.about(headline(name, rows))
        .setup(setup("9f2c7ab1"))
        .results(rows)
        .evaluation(evaluation())
        .reliability(reliability())
        .judged(judged(seed))
        .program(gallery(example))
        .mapping(mapping())
        .curve(curve(seed))
        .spending(spending())
        .limits(
            List.of(
                "One split of the data was used: another split would give another figure.",
                "The test examples come from the same hospital as the training examples.",
                "The views were chosen on the validation examples, never on the test examples."))
        .attributions(List.of("Pictures made for this page from seeded numbers."))
        .build();
  }

  static Headline headline(String name, List<MethodResult> rows) {
    return new Headline(name, Conclusion.from(rows, Map.of()), FINISHED, 7, "0.1.0");
  }

  static Setup setup(String digest) {
    return new Setup(
        "views",
        new BoxFacts("mobilenet-v2", "sha256:5e0c41d7b2", 1_000, "3x224x224", "probabilities"),
        new DataFacts(
            "dermatoscopy",
            List.of(
                new ClassCount(CLASSES.get(0), 160, 40, 98),
                new ClassCount(CLASSES.get(1), 240, 60, 161),
                new ClassCount(CLASSES.get(2), 90, 22, 62),
                new ClassCount(CLASSES.get(3), 120, 30, 79)),
            512,
            3,
            1,
            Optional.empty(),
            digest),
        """
        method: views
        views: 4
        budget: 12000
        readout:
          ridge: [0.01, 0.1, 1, 10]
        seed: 7
        """);
  }

  static List<MethodResult> results() {
    return List.of(
        row("Views with readout", Role.OURS, 0.838, 9_840),
        row("Readout on the plain answers", Role.WITH_BOX, 0.762, 610),
        row("Nearest neighbours on the answers", Role.WITH_BOX, 0.709, 610),
        row("Frequency mapping", Role.WITH_BOX, 0.541, 610),
        row("Raw pixels", Role.WITHOUT_BOX, 0.587, 0),
        row("Largest class", Role.WITHOUT_BOX, 0.402, 0));
  }

  static MethodResult row(String name, Role role, double accuracy, long images) {
    int views = role == Role.OURS ? 4 : role == Role.WITH_BOX ? 1 : 0;
    return new MethodResult(
        name,
        "What “" + name + "” does, in one sentence that a physician can read.",
        role,
        new Estimate(accuracy, accuracy - 0.038, accuracy + 0.036),
        OptionalDouble.of(accuracy - 0.021),
        accuracy > 0.5 ? OptionalDouble.of(accuracy + 0.08) : OptionalDouble.empty(),
        400,
        images,
        views,
        Evidence.HELD_OUT_TEST);
  }

  static Evaluation evaluation() {
    return new Evaluation(
        CLASSES,
        List.of(
            List.of(78L, 12L, 3L, 5L),
            List.of(9L, 145L, 2L, 5L),
            List.of(4L, 3L, 51L, 4L),
            List.of(6L, 9L, 3L, 61L)),
        Evidence.HELD_OUT_TEST);
  }

  /** 400 rows, 335 of them right: those of the confusion matrix. */
  static Reliability reliability() {
    return new Reliability(
        List.of(
            bin(0.3, 0.4, 9, 0.362, 4),
            bin(0.4, 0.5, 21, 0.457, 11),
            bin(0.5, 0.6, 38, 0.553, 23),
            bin(0.6, 0.7, 52, 0.654, 38),
            bin(0.7, 0.8, 71, 0.757, 58),
            bin(0.8, 0.9, 96, 0.852, 90),
            bin(0.9, 1, 113, 0.948, 111)),
        0.063,
        new Interval(0.041, 0.103),
        Interval.wilson(335, 400));
  }

  private static Reliability.Bin bin(double low, double high, int count, double says, int right) {
    return new Reliability.Bin(
        low, high, count, says, right / (double) count, Interval.wilson(right, count));
  }

  static List<CurvePoint> curve(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<CurvePoint> points = new ArrayList<>();
    for (int step = 0; step <= 60; step++) {
      double accuracy = 0.42 + 0.41 * (1 - Math.exp(-step / 18.0));
      points.add(
          new CurvePoint(
              610 + 150L * step,
              0.35 + 1.02 * Math.exp(-step / 20.0) + 0.05 * random.nextDouble(),
              OptionalDouble.of(Math.min(1, accuracy - 0.08 + 0.16 * random.nextDouble())),
              OptionalDouble.empty(),
              step % 10 == 0
                  ? Optional.of(new Estimate(accuracy, accuracy - 0.06, accuracy + 0.055))
                  : Optional.empty()));
    }
    return points;
  }

  static Spending spending() {
    Map<Cause, Long> causes =
        Map.of(
            Cause.PROBE, 12L,
            Cause.TRAINING, 7_228L,
            Cause.VIEWS, 1_000L,
            Cause.VALIDATION, 608L,
            Cause.BASELINE, 1_010L,
            Cause.EVALUATION, 1_600L);
    Map<Cause, Long> settled = new EnumMap<>(causes);
    settled.merge(Cause.TRAINING, -6L, Long::sum);
    Bill bill =
        new Bill(11_458, 11_452, 6, 3_020, causes, settled, new BigDecimal("11.458000"), "USD");
    return new Spending(bill, Budget.ofImages(12_000), Duration.ofSeconds(163), 4);
  }

  static MappingTable mapping() {
    List<ClassMapping> classes = new ArrayList<>();
    for (int target = 0; target < CLASSES.size(); target++) {
      int first = target;
      classes.add(
          new ClassMapping(
              CLASSES.get(target),
              IntStream.range(0, 4)
                  .mapToObj(
                      i -> new SourceWeight(SOURCES.get((3 * first + i) % 12), 1.9 - 0.35 * i))
                  .toList()));
    }
    return new MappingTable(MappingTable.Kind.LEANINGS, classes);
  }

  static ProgramGallery gallery(Picture example) {
    List<Picture> programs =
        IntStream.rangeClosed(1, 4)
            .mapToObj(view -> picture("view " + view, 40 + view, 112))
            .toList();
    List<ProgramExample> examples =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new ProgramExample(
                        example,
                        programs,
                        new Prediction(
                            CLASSES.get(0), CLASSES.get(i == 2 ? 1 : 0), 0.91 - 0.2 * i)))
            .toList();
    return new ProgramGallery(programs, examples);
  }

  static List<JudgedExample> judged(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, 30)
        .mapToObj(
            i ->
                new JudgedExample(
                    picture("example " + i, 100 + i, 56),
                    new Prediction(
                        CLASSES.get(i % 4),
                        CLASSES.get(i % 3 == 0 ? (i + 1) % 4 : i % 4),
                        0.4 + 0.59 * random.nextDouble())))
        .toList();
  }

  /** A round spot with a soft rim on a lighter ground. */
  static Picture picture(String words, long seed, int side) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] tone = random.doubles(3, 0.1, 0.6).toArray();
    double radius = side * (0.2 + 0.2 * random.nextDouble());
    TensorBatch batch = TensorBatch.allocate(Shape.of(3, side, side), 1);
    for (int i = 0; i < batch.values().length; i++) {
      int pixel = i % (side * side);
      int channel = i / (side * side);
      int y = pixel / side;
      double away = Math.hypot(pixel % side - side / 2.0, y - side / 2.0) / radius;
      double spot = 1 / (1 + Math.exp(7 * (away - 1)));
      double ground = 0.86 - 0.09 * channel;
      batch.values()[i] =
          (float) (spot * tone[channel] + (1 - spot) * ground + 0.03 * random.nextDouble());
    }
    return Picture.png(PngPicture.of(batch, 0).bytes(), words);
  }
}
