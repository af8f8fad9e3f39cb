package io.retask.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A report in which every word from outside tries to break out of its place. */
final class HostileReports {
  private HostileReports() {}

  static RunReport of(String word) {
    MethodResult ours =
        new MethodResult(
            word,
            word,
            Role.OURS,
            new Estimate(0.5, 0.4, 0.6),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            10,
            10,
            1,
            Evidence.HELD_OUT_TEST);
    Picture picture = new Picture(SampleReports.picture("x", 1, 8).base64(), 8, 8, word);
    Prediction answer = new Prediction(word, word + " too", 0.9);
    return RunReport.about(
            new Headline(
                word,
                Conclusion.from(List.of(ours), Map.of()),
                SampleReports.full().headline().finished(),
                1,
                word))
        .setup(
            new Setup(
                word,
                new BoxFacts(word, word, 2, word, word),
                new DataFacts(
                    word, List.of(new ClassCount(word, 1, 1, 1)), 0, 0, 0, Optional.of(word), word),
                word))
        .results(List.of(ours))
        .evaluation(
            new Evaluation(
                List.of(word, word + " too"),
                List.of(List.of(1L, 2L), List.of(3L, 4L)),
                Evidence.HELD_OUT_TEST))
        .reliability(SampleReports.reliability())
        .judged(List.of(new JudgedExample(picture, answer)))
        .program(
            new ProgramGallery(
                List.of(picture), List.of(new ProgramExample(picture, List.of(picture), answer))))
        .mapping(
            new MappingTable(
                MappingTable.Kind.SHARES,
                List.of(new ClassMapping(word, List.of(new SourceWeight(word, 1))))))
        .curve(
            List.of(
                new CurvePoint(
                    1, 1, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty())))
        .limits(List.of(word))
        .attributions(List.of(word))
        .build();
  }
}
