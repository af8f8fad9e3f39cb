import io.retask.optim.Directions;
import io.retask.optim.StepKey;
import io.retask.program.Tanh;
import java.util.ArrayList;
import java.util.List;

/**
 * Black-box adversarial reprogramming (Tsai, Chen, Ho, ICML 2020) in one file. The library does the
 * same with budgets, checkpoints and reports; a test asserts that both give the same losses.
 *
 * <p>Run it with {@code java -cp retask-core.jar examples/TinyBar.java}.
 */
public class TinyBar {
  /** A classifier that can only be asked: K probabilities for one grey picture in [0,1]. */
  public interface Box {
    float[] probabilities(float[] picture);
  }

  static final int HOLE = 3; // the target pictures are 3 x 3
  static final int FRAME = 6; // the box takes 6 x 6
  static final int DIRECTIONS = 3; // q
  static final int BATCH = 6; // B
  static final float SMOOTHING = 0.5f; // beta
  static final long SEED = 8;

  /** Returns the loss of W on each mini-batch before its update. */
  public static List<Double> train(
      Box box, float[][] pictures, int[] classes, int[][] labels, int steps) {
    float[] w = new float[FRAME * FRAME - HOLE * HOLE];
    List<Double> trace = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      StepKey key = new StepKey(SEED, step);
      double base = loss(box, w, pictures, classes, labels, step);
      float[] gradient = new float[w.length];
      float[] u = new float[w.length];
      for (int j = 0; j < DIRECTIONS; j++) {
        Directions.unit(key, j, u); // uniform on the unit sphere
        float[] probe = new float[w.length];
        for (int i = 0; i < w.length; i++) {
          probe[i] = w[i] + SMOOTHING * u[i];
        }
        double slope = (loss(box, probe, pictures, classes, labels, step) - base) / SMOOTHING;
        float weight = (float) (slope * w.length / DIRECTIONS); // b = d
        for (int i = 0; i < w.length; i++) {
          gradient[i] += weight * u[i];
        }
      }
      float eta = (float) (0.2 * StrictMath.pow(0.5, step / 10.0)); // exponential decay
      for (int i = 0; i < w.length; i++) {
        w[i] -= eta * gradient[i];
      }
      trace.add(base);
    }
    return trace;
  }

  /** The focal loss of one mini-batch under the program W. */
  static double loss(
      Box box, float[] w, float[][] pictures, int[] classes, int[][] labels, int step) {
    double sum = 0;
    for (int i = 0; i < BATCH; i++) {
      int row = (step * BATCH + i) % pictures.length;
      float[] f = box.probabilities(program(pictures[row], w));
      double mean = 0;
      for (int source : labels[classes[row]]) {
        mean += f[source];
      }
      double h = (float) (mean / labels[classes[row]].length); // many labels to one class
      h = Math.min(1, Math.max(h, 1e-7));
      sum -= Math.pow(1 - h, 2) * Math.log(h);
    }
    return sum / BATCH;
  }

  /** The picture in the centre, 0.5 + 0.5 tanh(W) around it. */
  static float[] program(float[] picture, float[] w) {
    float[] out = new float[FRAME * FRAME];
    int margin = (FRAME - HOLE) / 2;
    int inside = 0;
    int outside = 0;
    for (int y = 0; y < FRAME; y++) {
      for (int x = 0; x < FRAME; x++) {
        boolean hole =
            y >= margin && y < margin + HOLE && x >= margin && x < margin + HOLE;
        out[y * FRAME + x] =
            hole ? picture[inside++] : 0.5f + 0.5f * Tanh.of(w[outside++]);
      }
    }
    return out;
  }

  /** A toy box with four labels, and two classes: bright above, bright below. */
  public static void main(String[] arguments) {
    Box box =
        picture -> {
          double[] score = new double[4];
          for (int i = 0; i < picture.length; i++) {
            score[i * 4 / picture.length] += picture[i];
          }
          double sum = 0;
          for (double s : score) {
            sum += Math.exp(s);
          }
          float[] f = new float[4];
          for (int k = 0; k < 4; k++) {
            f[k] = (float) (Math.exp(score[k]) / sum);
          }
          return f;
        };
    float[][] pictures = {{1, 1, 1, 0.5f, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0.5f, 1, 1, 1}};
    int[][] labels = {{3, 0}, {1, 2}};
    List<Double> trace = train(box, pictures, new int[] {0, 1}, labels, 40);
    System.out.printf("loss %.4f -> %.4f%n", trace.get(0), trace.get(trace.size() - 1));
  }
}
