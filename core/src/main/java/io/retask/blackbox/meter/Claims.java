package io.retask.blackbox.meter;

import io.retask.blackbox.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which row of one query gets its answer from where. Rows are claimed in their order, a chunk at a
 * time, so that what is sent depends on the query and on the stored answers alone, never on the
 * speed of threads. Claims are made by one thread at a time; answers are delivered by many, each to
 * rows of its own.
 */
final class Claims {
  private final Ledger ledger;
  private final int box;
  private final int classes;
  private final float[] values;
  private final int[] owner;
  private final Map<ContentKey, Integer> first = new HashMap<>();
  private long free;

  Claims(Ledger ledger, int box, int rows, int classes) {
    this.ledger = ledger;
    this.box = box;
    this.classes = classes;
    this.values = new float[Math.multiplyExact(rows, classes)];
    this.owner = new int[rows];
  }

  /**
   * Claims the rows from {@code from} on.
   *
   * @return the places within the chunk that must be sent, ascending
   */
  int[] claim(int from, List<ContentKey> keys) {
    List<Integer> places = new ArrayList<>();
    List<ContentKey> asked = new ArrayList<>();
    for (int place = 0; place < keys.size(); place++) {
      Integer before = first.putIfAbsent(keys.get(place), from + place);
      owner[from + place] = before == null ? from + place : before;
      if (before == null) {
        places.add(place);
        asked.add(keys.get(place));
      }
    }
    List<float[]> stored = ledger.stored(box, asked);
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      if (stored.get(i).length == 0) {
        missing.add(places.get(i));
      } else {
        System.arraycopy(stored.get(i), 0, values, (from + places.get(i)) * classes, classes);
      }
    }
    free += keys.size() - missing.size();
    return missing.stream().mapToInt(Integer::intValue).toArray();
  }

  void deliver(int from, int[] places, Scores answers) {
    for (int i = 0; i < places.length; i++) {
      int target = (from + places[i]) * classes;
      System.arraycopy(answers.values(), i * classes, values, target, classes);
    }
  }

  /** Rows that cost nothing: stored before, or the same as an earlier row. */
  long free() {
    return free;
  }

  /** All answers, once every row was claimed and delivered. */
  float[] complete() {
    for (int row = 0; row < owner.length; row++) {
      if (owner[row] != row) {
        float[] answer =
            Arrays.copyOfRange(values, owner[row] * classes, (owner[row] + 1) * classes);
        System.arraycopy(answer, 0, values, row * classes, classes);
      }
    }
    return values;
  }
}
