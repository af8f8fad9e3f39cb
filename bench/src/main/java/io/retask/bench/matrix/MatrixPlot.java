package io.retask.bench.matrix;

import io.retask.report.MethodAtBudget;
import java.util.List;
import java.util.Locale;

/** Accuracy against billed images for one box: a small panel a task, in one SVG. */
final class MatrixPlot {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 230;
  private static final int LEFT = 40;
  private static final int TOP = 26;
  private static final int ACROSS = 3;
  private static final int LEGEND = 22;
  private static final String[] TONES = {
    "#4a63b8", "#b4531f", "#7a3e9d", "#8a6d00", "#b0306a", "#3c7d22", "#5b5f66", "#1f7fb5",
    "#9c4a4a", "#5fbfc4", "#2d969c", "#0a6c74"
  };
  private final List<Played> played;
  private final List<String> methods;
  private final StringBuilder svg = new StringBuilder();

  MatrixPlot(List<Played> played, List<String> methods) {
    this.played = played;
    this.methods = methods;
  }

  String svg() {
    int down = (played.size() + ACROSS - 1) / ACROSS;
    int rows = (methods.size() + 5) / 6;
    int width = ACROSS * WIDTH;
    int height = down * HEIGHT + rows * LEGEND + 14;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"11\">",
        width, height);
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
    for (int i = 0; i < played.size(); i++) {
      panel(played.get(i), i % ACROSS * WIDTH, i / ACROSS * HEIGHT);
    }
    for (int i = 0; i < methods.size(); i++) {
      int x = 12 + i % 6 * (width / 6);
      int y = down * HEIGHT + 16 + i / 6 * LEGEND;
      add(
          "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2.5\"/>",
          x, y - 4, x + 20, y - 4, tone(methods.get(i)));
      add("<text x=\"%d\" y=\"%d\">%s</text>", x + 26, y, methods.get(i));
    }
    return svg.append("</svg>\n").toString();
  }

  /** A method has the same colour beside whatever others it stands. */
  private static String tone(String method) {
    return TONES[Math.max(0, MatrixOptions.METHODS.indexOf(method)) % TONES.length];
  }

  private void panel(Played one, int x, int y) {
    Scale scale = Scale.of(one, x, y);
    add("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>", x + LEFT, y + 16, one.task());
    for (int line = 0; line <= 4; line++) {
      double accuracy = scale.low() + (scale.high() - scale.low()) * line / 4;
      double at = scale.y(accuracy);
      add(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dfe4e9\"/>",
          x + LEFT, at, x + WIDTH - 10, at);
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#566270\">%.0f</text>",
          x + LEFT - 5, at + 4, 100 * accuracy);
    }
    for (long budget : one.budgets()) {
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#566270\">%,d</text>",
          scale.x(budget), y + HEIGHT - 12, budget);
    }
    methods.forEach(method -> curve(one, method, tone(method), scale));
  }

  private void curve(Played one, String method, String tone, Scale scale) {
    StringBuilder points = new StringBuilder();
    for (MethodAtBudget row : one.compared().rows()) {
      if (row.method().equals(method) && row.accuracy().isPresent()) {
        double accuracy = row.accuracy().get().value();
        // against the budget, so that methods which bill nothing or little have a place too
        double at = scale.x(row.budget());
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", at, scale.y(accuracy)));
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\" fill=\"%s\"/>", at, scale.y(accuracy), tone);
      }
    }
    double width = method.startsWith("auto") ? 2.4 : 1.3;
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
        points.toString().strip(), tone, width);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Places of a panel: images on a log axis, accuracy on a linear one. */
  private record Scale(double first, double last, double low, double high, int left, int top) {
    static Scale of(Played one, int x, int y) {
      List<Double> all =
          one.compared().rows().stream()
              .flatMap(row -> row.accuracy().stream())
              .map(estimate -> estimate.value())
              .toList();
      double low = all.stream().mapToDouble(Double::doubleValue).min().orElse(0);
      double high = all.stream().mapToDouble(Double::doubleValue).max().orElse(1);
      List<Long> budgets = one.budgets();
      return new Scale(
          Math.log((double) budgets.get(0)),
          Math.log((double) budgets.get(budgets.size() - 1)),
          Math.floor(low * 20) / 20,
          Math.ceil(high * 20 + 1e-9) / 20,
          x + LEFT + 14,
          y + TOP);
    }

    double x(long images) {
      int room = WIDTH - LEFT - 48;
      return last > first
          ? left + room * (Math.log((double) images) - first) / (last - first)
          : left;
    }

    double y(double accuracy) {
      int room = HEIGHT - TOP - 32;
      return top + room * (1 - (accuracy - low) / Math.max(1e-9, high - low));
    }
  }
}
