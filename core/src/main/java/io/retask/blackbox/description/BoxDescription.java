package io.retask.blackbox.description;

import io.retask.blackbox.Price;
import java.util.Optional;

/**
 * All that a {@code .box.yaml} says. {@link BoxDescriptionFile} reads and writes it.
 *
 * @param file the model's file, relative to the description
 * @param sha256 the digest of that file in hexadecimal, where it is stated
 * @param input what the box takes
 * @param output what it answers
 * @param limits how much it takes at once
 * @param price what an image costs
 */
public record BoxDescription(
    String file,
    Optional<String> sha256,
    BoxInput input,
    BoxOutput output,
    BoxLimits limits,
    Price price) {

  /**
   * The part that decides what the box answers, in one fixed form: names, layout, type and scaling,
   * and the kind of scores; not the limits, the price or the words of the labels.
   */
  public String canonical() {
    return String.join(
        "|",
        input.name(),
        input.layout().name(),
        input.channels().name(),
        input.shape().toString(),
        input.type().name(),
        input.scaling().toString(),
        output.name(),
        output.scores().name(),
        output.visibility().name());
  }
}
