package io.retask.app.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a box is, as its answers show it.
 *
 * @param name what people call it
 * @param fingerprint a digest that changes when its answers may change
 * @param input the shape of one input
 * @param labels the number of source labels, K
 * @param scores the kind of the scores
 * @param visibility which of them are told
 * @param deterministic whether the same pictures got the same scores twice
 * @param batchAgrees whether a batch was answered as its pictures were one by one
 * @param largestBatchDifference the largest difference of a score between the two
 * @param scoreStep the smallest difference between two told scores that is not 0
 * @param greyLevelSeen whether a change of a quarter of a grey level changed any answer
 * @param millisecondsPerImage the median of single queries
 * @param spread how much the log-scores of one label differ between pictures: a standard deviation,
 *     averaged over the labels
 * @param warnings what looks wrong, in words; empty where nothing does
 * @param queries images that this probe sent
 */
public record ProbeResult(
    String name,
    String fingerprint,
    String input,
    int labels,
    String scores,
    String visibility,
    boolean deterministic,
    boolean batchAgrees,
    double largestBatchDifference,
    @Nullable Double scoreStep,
    boolean greyLevelSeen,
    double millisecondsPerImage,
    double spread,
    List<String> warnings,
    long queries) {

  /** The same for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("box            %s (fingerprint %s)".formatted(name, fingerprint));
    lines.add("input          %s, values in [0,1]".formatted(input));
    lines.add("labels         %d, %s, %s".formatted(labels, scores, visibility));
    lines.add("deterministic  %s".formatted(deterministic ? "yes" : "no"));
    lines.add(
        "batch          %s (largest difference %.2g)"
            .formatted(
                batchAgrees ? "answers as singles do" : "answers differently from singles",
                largestBatchDifference));
    lines.add("score step     %s".formatted(scoreStep == null ? "-" : "%.3g".formatted(scoreStep)));
    lines.add(
        "sensitivity    a quarter of a grey level is %s"
            .formatted(greyLevelSeen ? "seen" : "not seen: steps below a grey level are lost"));
    lines.add("latency        %.2f ms an image".formatted(millisecondsPerImage));
    lines.add("spread         %.2f nats between pictures".formatted(spread));
    warnings.forEach(warning -> lines.add("WARNING        " + warning));
    lines.add("queries spent  %d".formatted(queries));
    return lines;
  }
}
