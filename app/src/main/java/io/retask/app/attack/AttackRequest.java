package io.retask.app.attack;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shall be attacked.
 *
 * @param attack the name of the attack, for people
 * @param settings its settings in words
 * @param box as the user named it
 * @param pictures files, folders, a manifest, or named data
 * @param target the label to reach; null for any other than now
 * @param limit the most pictures to attack; null for all
 * @param seed the source of every draw
 * @param out the folder for everything that is made
 */
public record AttackRequest(
    String attack,
    String settings,
    String box,
    List<String> pictures,
    @Nullable String target,
    @Nullable Long limit,
    long seed,
    Path out) {
  /** Copies the list. */
  public AttackRequest {
    pictures = List.copyOf(pictures);
  }
}
