package io.retask.app.cli;

import io.retask.attack.AutoZoom;
import io.retask.attack.GradientAttack;
import io.retask.attack.GridSettings;
import io.retask.attack.Norm;
import io.retask.attack.QueryAttack;
import io.retask.attack.Zoo;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "attack",
    mixinStandardHelpOptions = true,
    description =
        "Adversarial examples: pictures, changed a little, to which the box answers something else."
            + " fgsm and pgd follow gradients of a local file; zoo and autozoom see answers alone.",
    footer = {"", "Example: retask attack pgd --box model.onnx cat.jpg --eps 4/255"},
    subcommands = {
      AttackCommand.Fgsm.class,
      AttackCommand.Pgd.class,
      AttackCommand.ZooAttack.class,
      AttackCommand.AutoZoomAttack.class
    })
final class AttackCommand {
  private AttackCommand() {}

  /** Numbers such as 0.0157, and shares such as 4/255. */
  static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      String[] parts = text.split("/", -1);
      try {
        double value = Double.parseDouble(parts[0]);
        return parts.length == 1 ? value : value / Double.parseDouble(parts[1]);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new TypeConversionException(
            "'%s' is no number; give one such as 0.0157 or 4/255".formatted(text));
      }
    }
  }

  /** How far a gradient attack may go. */
  static final class Ball {
    @Option(
        names = "--eps",
        converter = Share.class,
        defaultValue = "4/255",
        paramLabel = "EPS",
        description = "The largest change, in the norm, of values in [0,1] (${DEFAULT-VALUE}).")
    double eps;

    @Option(
        names = "--norm",
        defaultValue = "linf",
        paramLabel = "NORM",
        description = "linf, the change of any value (default), or l2, the root of the squares.")
    Norm norm;

    int run(AttackOptions options, String steps, GradientAttack attack) {
      return options.run(
          "%s, eps %.5f in %s".formatted(steps, eps, norm),
          (attacking, request) -> attacking.byGradient(request, attack));
    }
  }

  @Command(
      name = "fgsm",
      mixinStandardHelpOptions = true,
      description = "One full step along the sign of the gradient.",
      footer = {"", "Example: retask attack fgsm --box model.onnx photos/ --eps 4/255"})
  static final class Fgsm implements Callable<Integer> {
    @Mixin AttackOptions options = new AttackOptions();
    @Mixin Ball ball = new Ball();

    @Override
    public Integer call() {
      GradientAttack attack = options.checked(() -> GradientAttack.fgsm(ball.norm, ball.eps));
      return ball.run(options, "one step", attack);
    }
  }

  @Command(
      name = "pgd",
      mixinStandardHelpOptions = true,
      description = "Several steps along the gradient from a random start within the ball.",
      footer = {
        "",
        "Example: retask attack pgd --box model.onnx cat.jpg --target 'goldfish' --steps 40",
        "Example: retask attack pgd --box model.onnx labelled.csv --limit 100 --json"
      })
  static final class Pgd implements Callable<Integer> {
    @Mixin AttackOptions options = new AttackOptions();
    @Mixin Ball ball = new Ball();

    @Option(
        names = "--steps",
        paramLabel = "N",
        description = "Steps of 2.5 eps / N each (${DEFAULT-VALUE}).")
    int steps = 10;

    @Option(
        names = "--restarts",
        paramLabel = "N",
        description = "Random starts until the goal is reached (${DEFAULT-VALUE}).")
    int restarts = 1;

    @Override
    public Integer call() {
      GradientAttack attack =
          options.checked(() -> GradientAttack.pgd(ball.norm, ball.eps, steps, restarts));
      return ball.run(options, "%d steps, %d starts".formatted(steps, restarts), attack);
    }
  }

  /** What a black-box attack is told. */
  static final class QueryOptions {
    private static final GridSettings USUAL = AutoZoom.USUAL.settings();

    @Option(
        names = "--budget",
        converter = Count.Positive.class,
        paramLabel = "IMAGES",
        description = "The most images that may be sent in all; needed where the box has a price.")
    @Nullable Long budget;

    @Option(
        names = "--per-picture",
        converter = Count.Positive.class,
        paramLabel = "IMAGES",
        description = "The most images for one picture (${DEFAULT-VALUE}).")
    long most = 20_000;

    @Option(
        names = "--radius",
        converter = Share.class,
        paramLabel = "H",
        description =
            "How far a probe lies away, in values of [0,1] (the attack's own); made wider where"
                + " the box does not notice.")
    @Nullable Double radius;

    @Option(
        names = "--step-size",
        converter = Share.class,
        paramLabel = "ETA",
        description = "How far a step goes (the attack's own).")
    @Nullable Double stepSize;

    @Option(
        names = "--side",
        paramLabel = "N",
        description = "Nodes a side of the grid on which the change lives (${DEFAULT-VALUE}).")
    int side = USUAL.side();

    @Option(
        names = "--weight",
        paramLabel = "C",
        description = "c: what the goal counts against the distance (${DEFAULT-VALUE}).")
    double weight = USUAL.weight();

    @Option(
        names = "--confidence",
        paramLabel = "KAPPA",
        description = "How far beyond the goal the loss still pulls (${DEFAULT-VALUE}).")
    double confidence = USUAL.confidence();

    /**
     * The settings of the grid.
     *
     * @param own the attack's
     */
    GridSettings settings(GridSettings own) {
      return new GridSettings(
          side,
          radius == null ? own.radius() : radius,
          stepSize == null ? own.stepSize() : stepSize,
          weight,
          confidence);
    }

    int run(AttackOptions options, Supplier<QueryAttack> made) {
      QueryAttack attack = options.checked(made);
      return options.run(
          "%s, at most %,d images a picture".formatted(attack, most),
          (attacking, request) -> attacking.byQueries(request, attack, most, budget));
    }
  }

  @Command(
      name = "zoo",
      mixinStandardHelpOptions = true,
      description = "Symmetric differences of single values of a grid, which is refined.",
      footer = {"", "Example: retask attack zoo --box model.onnx cat.jpg --budget 20000"})
  static final class ZooAttack implements Callable<Integer> {
    @Mixin AttackOptions options = new AttackOptions();
    @Mixin QueryOptions queries = new QueryOptions();

    @Option(
        names = "--solver",
        paramLabel = "HOW",
        description = "adam or newton (${DEFAULT-VALUE}).")
    Zoo.Solver solver = Zoo.Solver.ADAM;

    @Option(
        names = "--coordinates",
        paramLabel = "N",
        description = "Values a step, two images each (128).")
    @Nullable Integer coordinates;

    @Option(
        names = "--sweeps",
        paramLabel = "N",
        description = "How often every value is moved before the grid is refined (3).")
    @Nullable Integer sweeps;

    @Override
    public Integer call() {
      return queries.run(options, this::attack);
    }

    private Zoo attack() {
      Zoo usual = Zoo.usual(solver);
      return new Zoo(
          solver,
          queries.settings(usual.settings()),
          coordinates == null ? usual.coordinates() : coordinates,
          sweeps == null ? usual.sweeps() : sweeps);
    }
  }

  @Command(
      name = "autozoom",
      mixinStandardHelpOptions = true,
      description =
          "Averaged differences along random directions of a grid; then a smaller change.",
      footer = {"", "Example: retask attack autozoom --box model.onnx cat.jpg --budget 20000"})
  static final class AutoZoomAttack implements Callable<Integer> {
    @Mixin AttackOptions options = new AttackOptions();
    @Mixin QueryOptions queries = new QueryOptions();

    @Option(
        names = "--directions",
        paramLabel = "Q",
        description = "Directions a step until the goal is reached (${DEFAULT-VALUE}).")
    int directions = AutoZoom.USUAL.directions();

    @Option(
        names = "--fine-directions",
        paramLabel = "Q",
        description = "Directions a step afterwards (${DEFAULT-VALUE}).")
    int fineDirections = AutoZoom.USUAL.fineDirections();

    @Option(
        names = "--fine-images",
        paramLabel = "IMAGES",
        description = "The most images spent on a smaller change (${DEFAULT-VALUE}).")
    long fineImages = AutoZoom.USUAL.fineImages();

    @Override
    public Integer call() {
      return queries.run(options, this::attack);
    }

    private AutoZoom attack() {
      return new AutoZoom(
          queries.settings(AutoZoom.USUAL.settings()), directions, fineDirections, fineImages);
    }
  }
}
