package io.retask.report;

/** One part of a run's report. */
interface Section {
  /** The last word of its anchor. */
  String key();

  /** Its heading. */
  String title();

  /** Whether the page has this section for that run. */
  boolean isPresent(RunReport run);

  /** Writes what stands below the heading. */
  void write(RunReport run, Page page);
}
