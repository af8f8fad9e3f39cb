package io.retask.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;

/**
 * What travels with a model: how it was made, from what, and for how much. It holds no time and no
 * count that a crash changes, so that a resumed run makes the same bytes.
 *
 * @param format the version of the format of the folder
 * @param software the version of Retask that wrote it
 * @param method how it was learned
 * @param seed the seed of the run
 * @param classes the target classes, in the order of the scores
 * @param box the black box
 * @param data what it was learned from
 * @param bill settled images and their price
 * @param metrics figures from the training; never from test data
 * @param recipe the whole recipe as YAML
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
    int format,
    String software,
    String method,
    long seed,
    List<String> classes,
    Box box,
    Data data,
    Cost bill,
    SortedMap<String, Double> metrics,
    String recipe) {
  /**
   * The version of the format that this software writes. Format 1 knew views and mappings only; 2
   * has a local part, and models that never ask the box; 3 has digests of the manifest and the
   * tensors.
   */
  public static final int FORMAT = 3;

  /**
   * The black box.
   *
   * @param name what people call it
   * @param fingerprint a digest that changes when its answers may change
   * @param input the shape of one input
   * @param labels the number of source labels, K
   */
  public record Box(String name, String fingerprint, List<Integer> input, int labels) {}

  /**
   * The labelled data.
   *
   * @param name what people call them
   * @param digest of all examples
   * @param splitDigest of the division
   * @param labelled how many examples the model was learned from
   */
  public record Data(String name, String digest, String splitDigest, int labelled) {}

  /**
   * The bill of the training.
   *
   * @param images settled images, each content counted once
   * @param money at the box's price
   * @param currency an ISO 4217 code
   */
  public record Cost(long images, BigDecimal money, String currency) {}
}
