package io.retask.app.compare;

import io.retask.data.Dataset;
import io.retask.report.StudyFacts;
import java.util.Optional;

/** What a comparison is made for. */
@FunctionalInterface
public interface Background {
  /** A comparison for its own sake. */
  Background NONE = data -> Optional.empty();

  /** The published experiment that is repeated, told with the data that were opened for it. */
  Optional<StudyFacts> about(Dataset data);
}
