package io.retask.train;

import io.retask.optim.Proposal;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The points of a step that are in use: drawn once although several workers read the parts of one
 * point. Readers do not change what they get.
 */
final class RecentPoints {
  /** More than the workers that read side by side, at one float[d] each. */
  private static final int KEPT = 4;

  private final Proposal points;
  private final AtomicReferenceArray<@Nullable Drawn> recent = new AtomicReferenceArray<>(KEPT);

  RecentPoints(Proposal points) {
    this.points = points;
  }

  int size() {
    return points.size();
  }

  /** Point {@code index}, which others hold too. */
  float[] at(int index) {
    Drawn drawn =
        recent.updateAndGet(
            index % KEPT,
            now -> now != null && now.index == index ? now : new Drawn(points, index));
    if (drawn == null) {
      throw new IllegalStateException("point %d was not kept".formatted(index));
    }
    return drawn.values();
  }

  /** One point, drawn by the first who reads it while the others wait. */
  private static final class Drawn {
    private final Proposal points;
    private final int index;
    private float @Nullable [] values;

    Drawn(Proposal points, int index) {
      this.points = points;
      this.index = index;
    }

    synchronized float[] values() {
      float[] made = values;
      if (made == null) {
        made = points.point(index);
        values = made;
      }
      return made;
    }
  }
}
