package io.retask.app.compare;

import io.retask.app.run.Version;
import io.retask.report.MethodComparison;
import io.retask.report.MethodComparison.Fact;
import io.retask.report.StudyFacts;
import java.time.Instant;
import java.util.List;

/** A comparison as a page. */
record Telling(Arena arena, Compared compared) {
  private static final List<String> RULES =
      List.of(
          "Every training has an account of its own, begun empty, with the same budget: the images"
              + " billed are those that the method would have sent alone. The box itself was asked"
              + " once for equal content.",
          "Images for test rows are billed apart and do not count against the budget.",
          "All methods learn from the same rows and are judged on the same test rows of each seed;"
              + " no method reads a test row before it is judged.",
          "Accuracy is the share of right answers to the test rows of all seeds. Its 95 % interval"
              + " is Wilson's where every row is a witness of its own; else it comes from drawing the"
              + " groups of test rows, such as patients, 1,000 times with replacement, and is never"
              + " narrower than Wilson's. It does not hold what another training set would change,"
              + " which the worst and the best seed show.",
          "Differences are tested in pairs on the same test rows of all seeds by the exact"
              + " sign-flip test with groups of rows as units (McNemar's exact test where a group"
              + " is one row); a row that several seeds judge is one unit. All pairs of methods at"
              + " a budget are corrected together by Holm's rule, so the chance of any false"
              + " difference at that budget is at most 5 %.",
          "Training seconds are those of this comparison: answers that another method paid for"
              + " before take no time.");

  MethodComparison page(Instant finished) {
    return new MethodComparison(
        compared
            .study()
            .map(StudyFacts::title)
            .orElse("Methods compared on %s".formatted(arena.data().name())),
        compared.conclusions(),
        facts(),
        compared.rows(),
        compared.findings(),
        RULES,
        finished,
        Version.CURRENT,
        compared.study());
  }

  private List<Fact> facts() {
    return List.of(
        new Fact("Box", arena.spec().name()),
        new Fact("Labels of the box", "%,d".formatted(arena.spec().classes())),
        new Fact("Data", arena.data().name()),
        new Fact("Classes", "%,d".formatted(arena.data().classes().size())),
        new Fact("Labelled examples, n", "%,d".formatted(arena.labelled())),
        new Fact("Test rows a seed", "%,d".formatted(arena.division(1).test().length)),
        new Fact("Seeds", "%,d".formatted(arena.request().seeds())),
        new Fact(
            "Images the box was sent, by this ledger",
            "%,d".formatted(compared.sent().reservedImages())),
        new Fact(
            "Money",
            "%s %s"
                .formatted(compared.sent().money().toPlainString(), compared.sent().currency())));
  }
}
