package io.retask.train;

import io.retask.optim.Schedule;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * How many steps were planned, T, when each step was made. A higher budget plans more of them in
 * the middle of a run; the steps before keep theirs, so they can be made again bit for bit.
 *
 * @param planned T by the first step that it holds for
 */
public record Horizon(NavigableMap<Long, Long> planned) {
  /** Copies the map. */
  public Horizon {
    planned = Collections.unmodifiableNavigableMap(new TreeMap<>(planned));
  }

  /** One T for all steps. */
  public static Horizon of(long steps) {
    return none().from(0, steps);
  }

  static Horizon none() {
    return new Horizon(new TreeMap<>());
  }

  /** The same with that T from a step on; the first T holds from the beginning. */
  Horizon from(long step, long steps) {
    NavigableMap<Long, Long> changed = new TreeMap<>(planned.headMap(step, false));
    if (changed.isEmpty() || changed.lastEntry().getValue() != steps) {
      changed.put(changed.isEmpty() ? 0 : step, steps);
    }
    return new Horizon(changed);
  }

  /** The step sizes over the T of each step. */
  public Schedule schedule(LongFunction<Schedule> over) {
    NavigableMap<Long, Schedule> schedules = new TreeMap<>();
    planned.forEach((step, steps) -> schedules.put(step, over.apply(steps)));
    return step -> schedules.floorEntry(step).getValue().at(step);
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Horizon parse(String text) {
    NavigableMap<Long, Long> planned = new TreeMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length != 2) {
        throw new IllegalArgumentException("'%s' is no step and its T".formatted(line));
      }
      planned.put(Long.valueOf(words[0]), Long.valueOf(words[1]));
    }
    return new Horizon(planned);
  }

  /** A line for each T: the first step that it holds for, and T. */
  @Override
  public String toString() {
    return planned.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
