package io.retask.report;

import java.util.List;

/**
 * The learned program, and what it does to examples.
 *
 * @param programs the program alone: one picture for each view; empty if it has no picture
 * @param examples examples before and after
 */
public record ProgramGallery(List<Picture> programs, List<ProgramExample> examples) {

  /** Copies the lists. */
  public ProgramGallery {
    programs = List.copyOf(programs);
    examples = List.copyOf(examples);
  }

  boolean isEmpty() {
    return programs.isEmpty() && examples.isEmpty();
  }
}
