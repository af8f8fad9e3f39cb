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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code training.json}: what a run remembers of its training that the artefact does not hold,
 * because a crash changes it.
 *
 * @param finished when the training ended, as an ISO 8601 instant
 * @param wallSeconds how long the last process of it took
 * @param metrics figures from the labelled data
 * @param history every step
 * @param asked the places of the labelled rows that the box was asked about as they are; null in
 *     records that do not say
 * @param notes what the method decided and why, in sentences for people
 */
record TrainingRecord(
    String finished,
    double wallSeconds,
    SortedMap<String, Double> metrics,
    List<Step> history,
    @Nullable List<Integer> asked,
    @Nullable List<String> notes) {
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
        learned.history().stream().map(Step::of).toList(),
        learned.asked(),
        learned.notes());
  }

  /**
   * The places of the labelled rows that the box was asked about as they are.
   *
   * @param paid whether the training billed an image; of a record that does not say: all or none
   */
  List<Integer> asked(Part labelled, boolean paid) {
    if (asked != null) {
      return asked;
    }
    return paid ? IntStream.range(0, labelled.count()).boxed().toList() : List.of();
  }

  /** What to tell people; nothing in records that do not say. */
  List<String> told() {
    return notes == null ? List.of() : notes;
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
