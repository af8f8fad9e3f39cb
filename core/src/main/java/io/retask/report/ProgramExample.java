package io.retask.report;

import java.util.List;

/**
 * What the program makes of one example.
 *
 * @param original the example as it came
 * @param programmed what the box sees instead: one picture for each view
 * @param prediction the answer
 */
public record ProgramExample(Picture original, List<Picture> programmed, Prediction prediction) {

  /** Copies the pictures. */
  public ProgramExample {
    programmed = List.copyOf(programmed);
    Checks.count(programmed.size(), 1, "the number of programmed pictures");
  }
}
