package io.retask.app.attack;

import io.retask.attack.Goal;
import io.retask.blackbox.Scores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures are attacked.
 *
 * @param labelled whether only correctly classified ones are
 * @param wrong how many were left out because the box had them wrong
 * @param victims the others, up to the limit
 */
record Chosen(boolean labelled, int wrong, List<Victim> victims) {
  /**
   * A picture to attack.
   *
   * @param index its place among all
   * @param name what people call it
   * @param truth its label; null where it is not known
   * @param before the box's answer
   * @param goal what the box shall answer instead
   */
  record Victim(int index, String name, @Nullable String truth, Scores before, Goal goal) {}
}
