package io.retask.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.retask.artifact.FeatureMap;
import io.retask.artifact.LocalPart;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.data.BatchPlan;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.method.Lesson;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.NetworkTraining;
import io.retask.recipe.NetworkTraining.ClassWeights;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.train.Fit;
import io.retask.train.StepRecord;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learns the weights of a network and of its new last layer by mini-batches, until the validation
 * examples are answered worse for a while; keeps the weights of the best epoch. Epoch 0 is the
 * beginning, so that the result is never worse on these examples than that.
 */
final class NetworkTrainer {
  private final Lesson lesson;
  private final NetworkTraining settings;
  private final Body body;
  private final Shape input;
  private final int[] train;
  private final int[] validation;
  private final double[] classWeights;

  /**
   * A trainer.
   *
   * @param input the shape of the pictures
   * @throws InvalidRecipe if there are no validation examples
   */
  NetworkTrainer(Lesson lesson, NetworkTraining settings, Body body, Shape input) {
    this.lesson = lesson;
    this.settings = settings;
    this.body = body;
    this.input = input;
    train = lesson.split().train();
    validation = lesson.split().validation();
    if (validation.length == 0 || train.length == 0) {
      throw new InvalidRecipe(
          "method %s stops early on validation examples, but there are %d for training and %d for validation; raise data.validationShare above 0"
              .formatted(lesson.recipe().method(), train.length, validation.length));
    }
    classWeights = weights(lesson.classesOf(train));
  }

  /** n / (C n_c), or 1: what an example of each class counts. */
  private double[] weights(int[] classes) {
    double[] counts = new double[lesson.data().classes().size()];
    Arrays.stream(classes).forEach(target -> counts[target]++);
    boolean balanced = settings.classWeights() == ClassWeights.BALANCED;
    return Arrays.stream(counts)
        .map(count -> balanced ? classes.length / (counts.length * Math.max(1, count)) : 1)
        .toArray();
  }

  /**
   * What was learned.
   *
   * @param weights of the body, those that changed
   * @param head the last layer
   * @param epochs how many were run
   * @param best the epoch whose weights these are; 0 is the beginning
   * @param begin the validation examples at the beginning
   * @param fit the validation examples under these weights
   */
  record Outcome(
      SortedMap<String, TensorBatch> weights,
      LinearClassifier head,
      int epochs,
      int best,
      Fit begin,
      Fit fit) {
    private Outcome after(int last) {
      return new Outcome(weights, head, last, best, begin, fit);
    }
  }

  /**
   * Learns.
   *
   * @param begin the last layer at the beginning
   * @param whole whether the weights of the body learn too
   */
  Outcome train(LinearClassifier begin, boolean whole) {
    try (NDManager scope = body.scope().newSubManager()) {
      return new Course(scope, begin, whole).run();
    } finally {
      body.learned().values().forEach(weight -> weight.setRequiresGradient(false));
    }
  }

  /** One training under way. */
  private final class Course {
    private final Head head;
    private final AdamW optimiser;
    private final boolean whole;
    private final BatchPlan plan;
    private final int stepsAnEpoch;
    private final Augmentation augmentation;

    Course(NDManager scope, LinearClassifier begin, boolean whole) {
      this.whole = whole;
      head = new Head(scope, begin);
      SortedMap<String, NDArray> learned = new TreeMap<>(head.learned());
      if (whole) {
        learned.putAll(body.learned());
      }
      optimiser = new AdamW(scope, learned, settings.decay());
      long seed = lesson.recipe().seed();
      plan = new BatchPlan(train, Math.min(settings.batch(), train.length), seed);
      stepsAnEpoch = (train.length + plan.size() - 1) / plan.size();
      augmentation = new Augmentation(settings.flips(), settings.shift(), seed);
    }

    Outcome run() {
      Fit begin = validated();
      Outcome best = outcome(0, begin, begin);
      int epoch = 0;
      while (epoch < settings.epochs() && epoch - best.best() < settings.patience()) {
        epoch++;
        Fit learned = epoch(epoch);
        Fit held = validated();
        tell((long) epoch * stepsAnEpoch - 1, learned, held);
        if (held.loss() < best.fit().loss()) {
          best = outcome(epoch, begin, held);
        }
      }
      return best.after(epoch);
    }

    private Outcome outcome(int epoch, Fit begin, Fit held) {
      SortedMap<String, TensorBatch> weights = whole ? Weights.copy(body.state()) : new TreeMap<>();
      return new Outcome(weights, head.classifier(), epoch, epoch, begin, held);
    }

    private void tell(long step, Fit learned, @Nullable Fit held) {
      lesson.listener().stepped(new StepRecord(step, 0, learned, held), lesson.box().bill());
    }

    private Fit epoch(int epoch) {
      double loss = 0;
      double right = 0;
      int count = 0;
      for (int i = 0; i < stepsAnEpoch; i++) {
        long step = (long) (epoch - 1) * stepsAnEpoch + i;
        Fit fit = step(step);
        loss += fit.loss() * fit.count();
        right += fit.accuracy() * fit.count();
        count += fit.count();
        if (i < stepsAnEpoch - 1) {
          tell(step, fit, null);
        }
      }
      return new Fit(loss / count, right / count, count);
    }

    private Fit step(long step) {
      int[] rows = plan.at(step);
      int[] classes = lesson.classesOf(rows);
      TensorSource source = lesson.data().tensors(rows, input);
      TensorBatch pictures = augmentation.of(source.all(), step);
      double total = Arrays.stream(classes).mapToDouble(target -> classWeights[target]).sum();
      Sum sum = new Sum();
      optimiser.clear();
      for (int from = 0; from < rows.length; ) {
        int to = (int) Math.min(rows.length, (long) from + body.rowsAtOnce());
        learn(pictures.rows(from, to), Arrays.copyOfRange(classes, from, to), total, sum);
        from = to;
      }
      optimiser.step(rate(step));
      return new Fit(sum.loss, sum.right / rows.length, rows.length);
    }

    /** Half a cosine, from the rate down to 0. */
    private double rate(long step) {
      double part = (double) step / ((long) settings.epochs() * stepsAnEpoch);
      return settings.rate() * (1 + Math.cos(Math.PI * part)) / 2;
    }

    /** Adds the gradients of some rows of a mini-batch whose examples count so much in total. */
    private void learn(TensorBatch rows, int[] classes, double total, Sum sum) {
      try (NDManager own = body.scope().newSubManager()) {
        NDArray logits = Gradients.following(() -> head.logits(body.features(own, rows, whole)));
        NDArray wanted = own.create(shares(classes, total), logits.getShape());
        NDArray loss = Gradients.following(() -> logits.logSoftmax(1).mul(wanted).sum().neg());
        ScriptModule.backward(loss, loss.onesLike());
        sum.loss += loss.getFloat();
        sum.right += right(logits.toFloatArray(), classes);
      }
    }

    private float[] shares(int[] classes, double total) {
      float[] shares = new float[classes.length * classWeights.length];
      for (int row = 0; row < classes.length; row++) {
        shares[row * classWeights.length + classes[row]] =
            (float) (classWeights[classes[row]] / total);
      }
      return shares;
    }

    private Fit validated() {
      FeaturesOfBody features = new FeaturesOfBody(body, input);
      Scores scores =
          head.classifier()
              .classify(LocalPart.features(features, lesson.data().tensors(validation, input)));
      return fit(scores, lesson.classesOf(validation));
    }
  }

  private static final class Sum {
    private double loss;
    private double right;
  }

  private static int right(float[] logits, int[] classes) {
    int targets = logits.length / classes.length;
    Scores scores = Scores.wrap(classes.length, targets, ScoreKind.LOGITS, logits);
    int right = 0;
    for (int row = 0; row < classes.length; row++) {
      right += scores.best(row) == classes[row] ? 1 : 0;
    }
    return right;
  }

  /** The loss that is learned from, examples counting what their classes do. */
  private Fit fit(Scores scores, int[] classes) {
    double loss = 0;
    double total = 0;
    for (int row = 0; row < classes.length; row++) {
      double told = scores.values()[row * scores.classes() + classes[row]];
      loss -= classWeights[classes[row]] * Math.log(Math.max(told, Scores.FLOOR));
      total += classWeights[classes[row]];
    }
    double accuracy = (double) right(scores.values(), classes) / classes.length;
    return new Fit(loss / total, accuracy, classes.length);
  }

  /** The features of a network that somebody else loaded, and closes. */
  record FeaturesOfBody(Body body, Shape inputShape) implements FeatureMap {
    @Override
    public int count() {
      return body.count();
    }

    @Override
    public TensorBatch of(TensorBatch inputs) {
      return NetworkFeatures.of(body, inputs);
    }
  }
}
