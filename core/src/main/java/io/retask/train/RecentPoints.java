package io.retask.train;

import io.retask.optim.Proposal;
import io.retask.program.PreparedProgram;
import io.retask.program.Program;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The points of a step that are in use, as programs: each is drawn and prepared once although
 * several workers read its parts.
 */
final class RecentPoints {
  /** As many as the workers that read side by side at the most; each is an output in size. */
  private static final int KEPT = Runtime.getRuntime().availableProcessors() + 2;

  private final Program program;
  private final Proposal points;
  private final AtomicReferenceArray<@Nullable Drawn> recent = new AtomicReferenceArray<>(KEPT);

  RecentPoints(Program program, Proposal points) {
    this.program = program;
    this.points = points;
  }

  /** The program under point {@code index}, which others hold too. */
  PreparedProgram at(int index) {
    Drawn drawn =
        recent.updateAndGet(
            index % KEPT, now -> now != null && now.index == index ? now : new Drawn(index));
    if (drawn == null) {
      throw new IllegalStateException("point %d was not kept".formatted(index));
    }
    return drawn.prepared();
  }

  /** One point, drawn by the first who reads it while the others wait. */
  private final class Drawn {
    private final int index;
    private @Nullable PreparedProgram prepared;

    Drawn(int index) {
      this.index = index;
    }

    synchronized PreparedProgram prepared() {
      PreparedProgram made = prepared;
      if (made == null) {
        made = program.prepare(points.point(index));
        prepared = made;
      }
      return made;
    }
  }
}
