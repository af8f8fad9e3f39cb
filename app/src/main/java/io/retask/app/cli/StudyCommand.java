package io.retask.app.cli;

import io.retask.app.compare.Compared;
import io.retask.app.compare.ComparisonRequest;
import io.retask.app.run.Workbench;
import io.retask.app.study.Material;
import io.retask.app.study.Study;
import io.retask.app.study.Studying;
import io.retask.data.InvalidData;
import io.retask.method.ModuleMethods;
import io.retask.recipe.DataRecipe;
import io.retask.report.PublishedFigure;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description =
        "Repeats a published experiment with every method at stated bills, beside the published"
            + " figures. The same command goes on after any stop.",
    footer = {
      "",
      "Example: retask study squares --box mobilenet.onnx --out study-squares",
      "Method ar needs the gradients of the box: inception-v3-float, or an ONNX file of real",
      "numbers, such as 'retask boxes import FILE' makes. FOLDER then holds what 'compare' writes."
    })
final class StudyCommand implements Callable<Integer> {
  /** The names, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Study.all().stream().map(Study::name).iterator();
    }
  }

  @Spec CommandSpec spec;
  @Mixin DataOptions data = new DataOptions();
  @Mixin CacheOption cache = new CacheOption();
  @Mixin ContestOptions contest = new ContestOptions();

  @Parameters(
      paramLabel = "STUDY",
      completionCandidates = Names.class,
      description = "Which experiment: ${COMPLETION-CANDIDATES}.")
  String name;

  @Option(names = "--box", paramLabel = "BOX", description = "The network: " + RecipeOptions.BOXES)
  @Nullable String box;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      description = "Who takes part (the study's own list).")
  List<String> methods = List.of();

  @Option(
      names = {"--budgets", "--budget"},
      split = ",",
      paramLabel = "IMAGES",
      description =
          "What a training may bill: images, or 3n for three images a labelled example (the study's"
              + " own).")
  List<String> budgets = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where everything is kept (study-STUDY).")
  @Nullable Path out;

  @Override
  public Integer call() {
    Study study = Study.of(name);
    Terminal terminal = new Terminal(spec);
    ComparisonRequest request = request(study, terminal);
    Path folder = out == null ? Path.of("study-" + study.name()) : out;
    Compared compared =
        new Studying(new Workbench(cache.folder(), terminal)).repeat(study, request, folder);
    contest.print(terminal, compared, asMap(study, compared));
    return 0;
  }

  private ComparisonRequest request(Study study, Terminal terminal) {
    if (box == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing required option: '--box=BOX'; name a network: an ONNX file with its .box.yaml, or"
              + " one of 'retask boxes list'. Method ar needs its weights as real numbers");
    }
    return contest.request(
        box,
        material(study.material()),
        methods.isEmpty() ? present(study, terminal) : methods,
        budgets.isEmpty() ? study.budgets() : budgets,
        new ContestOptions.Usual(study.settings(), 1));
  }

  private static List<String> present(Study study, Terminal terminal) {
    if (!study.absent().isEmpty()) {
      terminal.say(
          "left out, since their module is not here: %s; build it once with: %s; then the same command adds them"
              .formatted(String.join(", ", study.absent()), ModuleMethods.BUILD));
    }
    return study.present();
  }

  private DataRecipe material(Material material) {
    if (data.data == null) {
      if (material.source() == null) {
        throw new InvalidData(
            "study '%s' needs %s; name it with --data DIR".formatted(name, material.wanted()));
      }
      data.data = material.source();
    }
    DivisionOptions division = data.division;
    division.labels = division.labels == null ? material.labels() : division.labels;
    division.holdout = division.holdout == null ? material.holdout() : division.holdout;
    return data.toRecipe();
  }

  private static Map<String, @Nullable Object> asMap(Study study, Compared compared) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("study", study.name());
    map.put("title", study.title());
    map.put("results", compared.asList());
    map.put("published", study.published().stream().map(StudyCommand::asMap).toList());
    return map;
  }

  private static Map<String, Object> asMap(PublishedFigure figure) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("method", figure.method());
    map.put("figure", figure.figure());
    map.put("setting", figure.setting());
    map.put("source", figure.source());
    map.put("status", figure.status().words());
    return map;
  }
}
