package io.retask.app.run;

import io.retask.baseline.BaselineResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code evaluate} prints.
 *
 * @param run the run's folder
 * @param method how the model was learned
 * @param exam the figures
 * @param mapping the source labels of each class, the strongest first, as lines for people
 * @param bill what the run has cost in all
 * @param conclusion the result in one sentence
 * @param report where the report is
 */
public record Evaluated(
    String run,
    String method,
    Exam exam,
    List<String> mapping,
    Account bill,
    String conclusion,
    String report) {

  /** The JSON that product users rely on, with the baselines beside it. */
  public Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(exam.evaluation().asMap());
    json.put("calibration", exam.reliability().asMap());
    Map<String, Object> cost = new LinkedHashMap<>();
    cost.put("images", bill.reservedImages());
    cost.put("money", bill.money());
    cost.put("currency", bill.currency());
    json.put("bill", cost);
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<String, Double> pairedP = exam.pairedP();
    for (BaselineResult baseline : exam.baselines()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("method", baseline.name());
      row.put("accuracy", baseline.evaluation().accuracy());
      row.put("balancedAccuracy", baseline.evaluation().balancedAccuracy());
      row.put("p", pairedP.get(baseline.name()));
      rows.add(row);
    }
    json.put("baselines", rows);
    json.put("pairedTest", exam.pairedTest());
    json.put("intervals", exam.intervals());
    json.put("labelledExamples", exam.known().labelled());
    json.put("askedExamples", exam.known().part().count());
    json.put("conclusion", conclusion);
    json.put("report", report);
    return json;
  }
}
