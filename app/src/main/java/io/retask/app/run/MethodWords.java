package io.retask.app.run;

import io.retask.artifact.LocalPart;
import io.retask.artifact.ReprogrammedModel;
import io.retask.baseline.AnswerRule;
import io.retask.baseline.LocalRule;
import io.retask.method.ModuleMethods;

/**
 * What a model is, in one sentence for people.
 *
 * @param method how it was learned
 * @param model the model
 * @param labels the number of source labels of the box, K
 */
record MethodWords(String method, ReprogrammedModel model, int labels) {
  String sentence() {
    return AnswerRule.of(method)
        .map(rule -> rule.sentence(labels, model.classes().size()))
        .or(() -> LocalRule.of(method).map(LocalRule::sentence))
        .or(() -> ModuleMethods.of(method).map(ModuleMethods::sentence))
        .orElseGet(this::learned);
  }

  private String learned() {
    return switch (method) {
      case "bar" -> "One learned program and a many-to-one mapping, trained by zeroth-order steps.";
      case "ar" ->
          "One learned program and a mapping, trained by gradients from inside the box, which no query tells.";
      case "ilm" -> "The same as bar, with a mapping that is planned again while it is trained.";
      case "spsa-gc" ->
          "One learned program and a many-to-one mapping, trained by simultaneous perturbation.";
      case "zoo" ->
          "One learned program and a many-to-one mapping, trained by slopes along coordinates.";
      case "cma-es" -> "One program and a many-to-one mapping, found by an evolution strategy.";
      case "random-search" -> "One program and a many-to-one mapping, the best of random ones.";
      case "auto" -> auto();
      default -> "%s of every picture and one joint readout.".formatted(views("fixed"));
    };
  }

  private String auto() {
    if (model.views().isEmpty()) {
      return "A classifier of the picture made small alone; a prediction never asks the box.";
    }
    return "%s of every picture and one joint readout; %s."
        .formatted(
            views("chosen"),
            model
                .local()
                .map(MethodWords::beside)
                .orElse("a classifier of the picture itself added nothing and is left out"));
  }

  private static String beside(LocalPart local) {
    return "a classifier of the picture made small, which asks no box, has %.0f %% of the say"
        .formatted(100 * local.weight());
  }

  private String views(String kind) {
    int count = model.views().size();
    return "%d %s view%s".formatted(count, kind, count == 1 ? "" : "s");
  }
}
