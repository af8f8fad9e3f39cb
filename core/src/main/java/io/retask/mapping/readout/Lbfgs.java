package io.retask.mapping.readout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS with a line search that ends at the strong Wolfe conditions (Nocedal and
 * Wright, Numerical Optimization, 2nd edition, algorithms 7.4, 7.5, 3.5 and 3.6).
 */
final class Lbfgs {
  private static final int MEMORY = 12;
  private static final double SUFFICIENT = 1e-4;
  private static final double CURVATURE = 0.9;

  /** A smooth function. */
  interface Function {
    /** The value at {@code x}; the gradient goes into {@code gradient}. */
    double at(double[] x, double[] gradient);
  }

  /** An approximate inverse of the second derivative. */
  interface Metric {
    /** Multiplies in place. */
    void apply(double[] gradient);
  }

  /** One pair of algorithm 7.5. */
  private static final class Pair {
    final double[] step;
    final double[] change;

    /** M times the change. */
    final double[] guess;

    final double inverse;
    final double scale;

    Pair(double[] step, double[] change, double[] guess, double product) {
      this.step = step;
      this.change = change;
      this.guess = guess;
      this.inverse = 1 / product;
      // equation 7.20 with the metric in the place of the identity
      this.scale = product / dot(change, guess);
    }
  }

  private final Function function;
  private final double tolerance;
  private final int iterations;
  private final Metric metric;
  private final Deque<Pair> pairs = new ArrayDeque<>();

  /**
   * A search with a first guess at the curvature, the better the fewer steps.
   *
   * @param tolerance ends when the gradient g is no longer than this, its length being {@code
   *     sqrt(g·M·g)}: half the square is about what the value can still fall
   * @param iterations ends after that many steps at the latest
   * @param metric M, symmetric and positive
   */
  Lbfgs(Function function, double tolerance, int iterations, Metric metric) {
    this.function = function;
    this.tolerance = tolerance;
    this.iterations = iterations;
    this.metric = metric;
  }

  /** A point on a line: where it is, and the slope along the line. */
  private static final class Point {
    final double[] x;
    final double[] gradient;
    final double value;
    final double along;
    final double slope;

    Point(double[] x, double[] gradient, double value, double along, double slope) {
      this.x = x;
      this.gradient = gradient;
      this.value = value;
      this.along = along;
      this.slope = slope;
    }

    static Point of(Function function, double[] x, double along, double[] direction) {
      double[] gradient = new double[x.length];
      double value = function.at(x, gradient);
      return new Point(x, gradient, value, along, dot(gradient, direction));
    }

    /** The same place as the origin of another line. */
    Point facing(double[] direction) {
      return new Point(x, gradient, value, 0, dot(gradient, direction));
    }
  }

  /** The minimiser found from {@code start}, in a new array. */
  double[] minimise(double[] start) {
    Point now = Point.of(function, start.clone(), 0, new double[start.length]);
    double[] steepest = steepest(now);
    for (int i = 0; i < iterations; i++) {
      double length = Math.sqrt(dot(now.gradient, steepest));
      if (!(length > tolerance)) {
        break;
      }
      double[] direction = direction(now.gradient, steepest);
      double first = pairs.isEmpty() ? Math.min(1, 1 / length) : 1;
      Point next = search(now.facing(direction), direction, first);
      if (!(next.value < now.value)) {
        break; // no lower value is left that doubles can tell apart
      }
      double[] followed = steepest(next);
      remember(now, next, difference(followed, steepest));
      now = next;
      steepest = followed;
    }
    return now.x;
  }

  /**
   * M times the gradient. The only product with M in a step: the others follow by its linearity.
   */
  private double[] steepest(Point point) {
    double[] step = point.gradient.clone();
    metric.apply(step);
    return step;
  }

  private void remember(Point before, Point after, double[] guess) {
    double[] step = difference(after.x, before.x);
    double[] change = difference(after.gradient, before.gradient);
    double product = dot(step, change);
    if (product > 1e-12 * dot(change, change)) {
      pairs.addLast(new Pair(step, change, guess, product));
    }
    if (pairs.size() > MEMORY) {
      pairs.removeFirst();
    }
  }

  /**
   * Algorithm 7.4: minus the approximate inverse Hessian times the gradient.
   *
   * @param steepest M times the gradient
   */
  private double[] direction(double[] gradient, double[] steepest) {
    double[] q = gradient.clone();
    double[] through = steepest.clone();
    double[] alphas = new double[pairs.size()];
    int at = pairs.size();
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      alphas[--at] = pair.inverse * dot(pair.step, q);
      add(q, -alphas[at], pair.change);
      add(through, -alphas[at], pair.guess);
    }
    Pair last = pairs.peekLast();
    double scale = last == null ? 1 : last.scale;
    for (int i = 0; i < through.length; i++) {
      through[i] *= -scale;
    }
    for (Pair pair : pairs) {
      double beta = pair.inverse * dot(pair.change, through);
      add(through, -alphas[at++] - beta, pair.step);
    }
    return through;
  }

  /** Algorithm 3.5: widens the step until an interval holds a good one. */
  private Point search(Point start, double[] direction, double first) {
    Point before = start;
    double along = first;
    for (int i = 0; i < 20; i++) {
      Point now = at(start, direction, along);
      if (now.value > start.value + SUFFICIENT * along * start.slope
          || (i > 0 && now.value >= before.value)) {
        return zoom(start, direction, before, now);
      }
      if (Math.abs(now.slope) <= -CURVATURE * start.slope) {
        return now;
      }
      if (now.slope >= 0) {
        return zoom(start, direction, now, before);
      }
      before = now;
      along *= 2;
    }
    return before;
  }

  /** Algorithm 3.6: narrows the interval; {@code low} is the best point so far. */
  private Point zoom(Point start, double[] direction, Point low, Point high) {
    for (int i = 0; i < 30; i++) {
      Point now = at(start, direction, between(low, high));
      if (now.value > start.value + SUFFICIENT * now.along * start.slope
          || now.value >= low.value) {
        high = now;
      } else {
        if (Math.abs(now.slope) <= -CURVATURE * start.slope) {
          return now;
        }
        high = now.slope * (high.along - low.along) >= 0 ? low : high;
        low = now;
      }
    }
    return low;
  }

  /** The minimiser of the cubic through both ends (equation 3.59), kept off the ends. */
  private static double between(Point one, Point two) {
    double width = two.along - one.along;
    double first = one.slope + two.slope - 3 * (one.value - two.value) / (one.along - two.along);
    double square = first * first - one.slope * two.slope;
    double middle = one.along + width / 2;
    if (!(square >= 0)) {
      return middle;
    }
    double second = Math.signum(width) * Math.sqrt(square);
    double cubic =
        two.along - width * (two.slope + second - first) / (two.slope - one.slope + 2 * second);
    double share = (cubic - one.along) / width;
    return share > 0.1 && share < 0.9 ? cubic : middle;
  }

  private Point at(Point start, double[] direction, double along) {
    double[] x = start.x.clone();
    add(x, along, direction);
    return Point.of(function, x, along, direction);
  }

  private static void add(double[] to, double factor, double[] values) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * values[i];
    }
  }

  private static double[] difference(double[] a, double[] b) {
    double[] out = a.clone();
    add(out, -1, b);
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
