package io.retask.app.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.retask.CorruptArtifact;
import io.retask.method.Learned;
import io.retask.train.StepRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code training.json}: what a run remembers of its training that the artefact does not hold,
 * because a crash changes it.
 *
 * @param finished when the training ended, as an ISO 8601 instant
 * @param wallSeconds how long the last process of it took
 * @param metrics figures from the labelled data
 * @param history every step
 */
record TrainingRecord(
    String finished, double wallSeconds, SortedMap<String, Double> metrics, List<Step> history) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One step.
   *
   * @param billedImages the account after it
   * @param loss of the mini-batch before the update
   * @param batchAccuracy of the same
   * @param batch how many examples that is
   * @param validationAccuracy after the update, where it was asked for
   * @param validationExamples how many examples that is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      long billedImages,
      double loss,
      double batchAccuracy,
      int batch,
      @Nullable Double validationAccuracy,
      @Nullable Integer validationExamples) {
    static Step of(StepRecord record) {
      return new Step(
          record.billedImages(),
          record.batch().loss(),
          record.batch().accuracy(),
          record.batch().count(),
          record.held() == null ? null : record.held().accuracy(),
          record.held() == null ? null : record.held().count());
    }
  }

  static TrainingRecord of(Learned learned, String finished, double wallSeconds) {
    return new TrainingRecord(
        finished,
        wallSeconds,
        learned.metrics(),
        learned.history().stream().map(Step::of).toList());
  }

  void write(RunFolder run) {
    try {
      run.write("training.json", JSON.writeValueAsString(this));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a record can always be written", failure);
    }
  }

  static TrainingRecord read(RunFolder run) {
    try {
      return JSON.readValue(Files.readAllBytes(run.training()), TrainingRecord.class);
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "'%s' cannot be read: %s; finish the training with: retask resume %s"
              .formatted(run.training(), failure.getMessage(), run.path()),
          failure);
    }
  }
}
