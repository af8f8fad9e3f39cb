package io.retask.app.compare;

import java.util.List;

/**
 * The most that a comparison may send, said before anything is sent.
 *
 * @param cells how many trainings are to be done
 * @param kept how many are done already
 * @param training images for training, at most
 * @param evaluation images for test rows, at most
 */
record Announcement(int cells, int kept, long training, long evaluation) {
  static Announcement of(Arena arena, List<Cell> open, int kept) {
    return new Announcement(
        open.size(),
        kept,
        open.stream().mapToLong(cell -> training(arena, cell, open)).sum(),
        open.stream().mapToLong(cell -> evaluation(arena, cell, open)).sum());
  }

  /** The most images that a cell adds to what the others ask. */
  static long share(Arena arena, Cell cell, List<Cell> open) {
    return training(arena, cell, open) + evaluation(arena, cell, open);
  }

  private static long training(Arena arena, Cell cell, List<Cell> open) {
    if (!cell.entrant().isFlat()) {
      return cell.budget();
    }
    long all = (long) arena.request().mostViews(cell) * arena.division(cell.seed()).train().length;
    return adds(cell, open) ? Math.min(cell.budget(), all) : 0;
  }

  private static long evaluation(Arena arena, Cell cell, List<Cell> open) {
    long all = (long) arena.request().mostViews(cell) * arena.division(cell.seed()).test().length;
    return adds(cell, open) ? all : 0;
  }

  /** Of the cells of one flat method, which ask for the same answers, the richest one counts. */
  private static boolean adds(Cell cell, List<Cell> open) {
    return !cell.entrant().isFlat()
        || open.stream()
            .filter(other -> other.entrant().equals(cell.entrant()) && other.seed() == cell.seed())
            .noneMatch(other -> other.budget() > cell.budget());
  }

  long images() {
    return training + evaluation;
  }

  String words(Arena arena) {
    return "%d methods, %d budgets, %d seeds: %,d trainings to do, %,d done before; box '%s', data '%s'; at most %,d images for training and %,d for test rows, %s %s; what is stored is not asked again, so it will be fewer"
        .formatted(
            arena.request().entrants().size(),
            arena.budgets().size(),
            arena.request().seeds(),
            cells,
            kept,
            arena.spec().name(),
            arena.data().name(),
            training,
            evaluation,
            arena.spec().price().of(images()).toPlainString(),
            arena.spec().price().currency());
  }
}
