package io.retask.app.cli;

import io.retask.app.attack.AttackRequest;
import io.retask.app.attack.Attacked;
import io.retask.app.attack.AttackedPicture;
import io.retask.app.attack.Attacking;
import io.retask.app.run.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every attack is told. */
final class AttackOptions {
  private static final int DONE = 0;
  private static final int BUDGET_ENDED = 3;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Mixin CacheOption cache = new CacheOption();

  @Option(
      names = "--box",
      required = true,
      paramLabel = "BOX",
      description = "The box: " + RecipeOptions.BOXES)
  String box;

  @Parameters(
      arity = "1..*",
      paramLabel = "PICTURE",
      description =
          "Pictures or folders of them; or labelled data: a folder per class, a CSV manifest, a"
              + " name. Labels that the box knows leave out what it has wrong already.")
  List<String> pictures;

  @Option(
      names = "--target",
      paramLabel = "LABEL",
      description = "The label to reach, by name or number (any other than now).")
  @Nullable String target;

  @Option(
      names = "--limit",
      converter = Count.Positive.class,
      paramLabel = "N",
      description = "Attack at most N pictures, drawn.")
  @Nullable Long limit;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the pictures, page.html and attack.json are written (${DEFAULT-VALUE}).")
  Path out = Path.of("attack");

  @Option(names = "--seed", paramLabel = "SEED", description = "The source of every draw (1).")
  long seed = 1;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  /** Settings whose ranges they check themselves; what is out of range is a wrong usage. */
  <T> T checked(Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException outOfRange) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(outOfRange.getMessage()), outOfRange);
    }
  }

  /** Runs an attack and prints what it did; returns the exit code. */
  int run(String settings, BiFunction<Attacking, AttackRequest, Attacked> attack) {
    Terminal terminal = new Terminal(spec);
    Attacking attacking = new Attacking(new Workbench(cache.folder(), terminal));
    AttackRequest request =
        new AttackRequest(spec.name(), settings, box, pictures, target, limit, seed, out);
    Attacked attacked = attack.apply(attacking, request);
    if (json) {
      terminal.printJson(attacked);
    } else {
      attacked.pictures().stream().map(AttackedPicture::line).forEach(terminal::print);
      attacked.sentences().forEach(terminal::print);
      terminal.print("page: " + out.resolve("page.html").toAbsolutePath());
    }
    if (attacked.endedWithoutResult()) {
      terminal.say(
          "retask: the images ended before the goal was reached; raise --budget or --per-picture"
              + " and give the same command: what was answered is stored");
      return BUDGET_ENDED;
    }
    return DONE;
  }
}
