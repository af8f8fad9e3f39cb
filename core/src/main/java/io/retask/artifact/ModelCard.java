package io.retask.artifact;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A model in words, for whoever finds the folder. */
final class ModelCard {
  private ModelCard() {}

  static String of(ReprogrammedModel model, Manifest manifest) {
    return String.format(
        Locale.ROOT,
        """
        # %s

        %s

        | | |
        |---|---|
        | classes | %s |
        | method | %s, seed %d |
        | box | %s, fingerprint `%s`, %d labels, input %s |
        | learned from | %s: %d labelled examples, digest `%s`, split `%s` |
        | bill of the training | %,d images, %s %s |
        | images a prediction bills | %d |
        | written by | Retask %s |

        ## Figures from the training

        These come from the labelled data. Figures on held-out data stand in the report of the run.

        %s
        ## Limits

        The model answers for data like those it was learned from, and only while the box answers as it did: a
        changed fingerprint needs a new training.
        """,
        manifest.data().name(),
        words(model, manifest),
        String.join(", ", model.classes()).replace("|", "\\|"),
        manifest.method(),
        manifest.seed(),
        manifest.box().name(),
        manifest.box().fingerprint(),
        manifest.box().labels(),
        manifest.box().input(),
        manifest.data().name(),
        manifest.data().labelled(),
        manifest.data().digest(),
        manifest.data().splitDigest(),
        manifest.bill().images(),
        manifest.bill().money(),
        manifest.bill().currency(),
        model.views().size(),
        manifest.software(),
        manifest.metrics().entrySet().stream().map(ModelCard::line).collect(Collectors.joining()));
  }

  private static String words(ReprogrammedModel model, Manifest manifest) {
    if (model.views().isEmpty()) {
      return """
      A classifier of %d classes that looks at the data alone. It never asks the box `%s`, which a run always
      names; so a prediction costs nothing."""
          .formatted(model.classes().size(), manifest.box().name());
    }
    String asking =
        """
        A reprogrammed black box: `%s` stays as it is, and %d %s in front of it and a mapping behind it
        make it a classifier of %d classes."""
            .formatted(
                manifest.box().name(),
                model.views().size(),
                model.views().size() == 1 ? "program" : "programs (views)",
                model.classes().size());
    return asking + model.local().map(ModelCard::beside).orElse("");
  }

  private static String beside(LocalPart local) {
    return String.format(
        Locale.ROOT,
        """
         A classifier that looks at the data alone speaks
        with it: it has %.0f %% of the weight of the pooled answer, and costs nothing.""",
        100 * local.weight());
  }

  private static String line(Map.Entry<String, Double> metric) {
    return String.format(Locale.ROOT, "- %s: %.4f\n", metric.getKey(), metric.getValue());
  }
}
