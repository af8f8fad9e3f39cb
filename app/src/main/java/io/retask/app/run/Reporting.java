package io.retask.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.data.Dataset;
import io.retask.data.Split;
import io.retask.recipe.Recipe;
import io.retask.report.ReportWriter;
import io.retask.report.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes reports. A finished run is told again from its ledger, without a query. */
public final class Reporting {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final Workbench bench;

  /** Reports that find boxes and data where the bench does. */
  public Reporting(Workbench bench) {
    this.bench = bench;
  }

  /** Writes the report of a run that was just judged, and the figures beside it. */
  Evaluated conclude(RunFolder run, Exam exam) {
    RunReport report = story(run, exam).tell();
    new ReportWriter().write(List.of(report), run.report());
    Evaluated evaluated =
        new Evaluated(
            run.path().toString(),
            run.recipe().method(),
            exam,
            Account.of(run.path()),
            report.headline().conclusion().sentence(),
            run.report().toString());
    try {
      run.write("evaluation.json", JSON.writeValueAsString(evaluated.asMap()));
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
      Dataset data = bench.openData(recipe.data());
      Split split = bench.split(data, recipe);
      if (!Files.exists(run.evaluation())) {
        return story(run, null).tell();
      }
      Part heldOut = new Part(data, split.test());
      Part labelled = new Part(data, HeldOut.labelled(split));
      Exam.Answers answers = Exam.Answers.of(model, metered, labelled, heldOut);
      return story(run, Exam.of(model, heldOut, answers, recipe.seed())).tell();
    }
  }

  private Story story(RunFolder run, @Nullable Exam exam) {
    Recipe recipe = run.recipe();
    Dataset data = bench.openData(recipe.data());
    Bill bill;
    try (Ledger ledger = Ledger.existing(run.ledger(), InstantSource.system())) {
      bill = ledger.bill();
    }
    try (BlackBox box = bench.openBox(recipe.box())) {
      return new Story(
          run,
          recipe,
          data,
          bench.split(data, recipe),
          box.spec(),
          bill,
          bench.artefact(run).read(),
          exam);
    }
  }
}
