package io.retask.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.retask.CorruptArtifact;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.blackbox.meter.Metering;
import io.retask.method.Learned;
import io.retask.recipe.Recipe;
import io.retask.report.ReportWriter;
import io.retask.report.RunReport;
import io.retask.train.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes reports. A finished run is told again from its ledger, without a query. */
public final class Reporting {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String SOURCE = "evaluatedOn";
  private final Workbench bench;

  /** Reports that find boxes and data where the bench does. */
  public Reporting(Workbench bench) {
    this.bench = bench;
  }

  /** Writes the report of a run that was just trained: figures from the labelled data only. */
  void afterTraining(RunFolder run, Subject subject, Learned learned, MeteredBox box) {
    Optional<Exam> exam = Exam.labelled(subject, box, learned);
    new ReportWriter().write(List.of(story(run, subject, exam).tell()), run.report());
  }

  /**
   * Writes the report of a run that was just judged, and the figures beside it.
   *
   * @param source the data that it was judged on; null for its own
   */
  Evaluated conclude(RunFolder run, Subject subject, Exam exam, @Nullable String source) {
    RunReport report = story(run, subject, Optional.of(exam)).tell();
    new ReportWriter().write(List.of(report), run.report());
    Evaluated evaluated =
        new Evaluated(
            run.path().toString(),
            subject.recipe().method(),
            exam,
            new Serving(exam.model(), subject.spec().labels(), Optional.of(exam.known())).lines(),
            Account.of(run.path()),
            report.headline().conclusion().sentence(),
            run.report().toString());
    Map<String, @Nullable Object> figures = evaluated.asMap();
    figures.put(SOURCE, source == null ? null : Workbench.settledData(source));
    try {
      run.write("evaluation.json", JSON.writeValueAsString(figures));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("figures can always be written", failure);
    }
    return evaluated;
  }

  /**
   * Writes one report about one run or several; sends nothing.
   *
   * @param out the file; null for the report of the first run
   * @return the file
   */
  public Path write(List<Path> folders, @Nullable Path out) {
    List<RunReport> reports = new ArrayList<>();
    for (Path folder : folders) {
      reports.add(replay(RunFolder.existing(folder)));
    }
    Path file = out == null ? RunFolder.existing(folders.get(0)).report() : out;
    new ReportWriter().write(reports, file);
    return file;
  }

  private RunReport replay(RunFolder run) {
    Recipe recipe = run.recipe();
    ReprogrammedModel model = bench.artefact(run).read();
    try (BlackBox box = bench.openBox(recipe.box());
        Ledger ledger = Ledger.existing(run.ledger(), InstantSource.system());
        LedgerBox metered = new LedgerBox(box, ledger, Metering.REPLAY)) {
      Subject subject = bench.subject(recipe, box.spec());
      RunFolder.refuseChangedData(bench.artefact(run).manifest(), subject.data());
      if (!Files.exists(run.evaluation())) {
        Learned learned =
            subject.learn(metered, Optional.of(run.checkpoints()), RunListener.none());
        return story(run, subject, Exam.labelled(subject, metered, learned)).tell();
      }
      Part judged = new HeldOut(bench).part(run, subject, evaluatedOn(run));
      Part labelled = new Part(subject.data(), HeldOut.labelled(subject.split()));
      boolean paid = bench.artefact(run).manifest().bill().images() > 0;
      List<Integer> asked = TrainingRecord.read(run).asked(labelled, paid);
      Exam.Answers answers = Exam.Answers.of(model, asked, metered, labelled, judged);
      Exam exam = Exam.heldOut(model, labelled, judged, answers, recipe);
      return story(run, subject, Optional.of(exam)).tell();
    }
  }

  private static @Nullable String evaluatedOn(RunFolder run) {
    try {
      JsonNode source = JSON.readTree(Files.readAllBytes(run.evaluation())).path(SOURCE);
      return source.isTextual() ? source.asText() : null;
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "'%s' cannot be read: %s; evaluate the run again"
              .formatted(run.evaluation(), failure.getMessage()),
          failure);
    }
  }

  private Story story(RunFolder run, Subject subject, Optional<Exam> exam) {
    try (Ledger ledger = Ledger.existing(run.ledger(), InstantSource.system())) {
      return new Story(run, subject, ledger.bill(), bench.artefact(run).read(), exam);
    }
  }
}
