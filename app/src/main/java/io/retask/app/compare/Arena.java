package io.retask.app.compare;

import io.retask.app.run.Subject;
import io.retask.app.run.Workbench;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.data.Dataset;
import io.retask.data.InvalidData;
import io.retask.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Where all methods meet: one box, one data set, one division a seed.
 *
 * @param request what is asked for
 * @param bench where boxes and data are found
 * @param spec the box
 * @param data the examples
 * @param divisions the division of each seed, labelled rows and test rows
 * @param labelled what n stands for
 */
record Arena(
    ComparisonRequest request,
    Workbench bench,
    BlackBoxSpec spec,
    Dataset data,
    Map<Long, Split> divisions,
    int labelled) {

  /**
   * Opens the data and divides them once a seed; n is the labelled rows of the largest.
   *
   * @throws InvalidData if a division leaves nothing to judge on
   */
  static Arena of(ComparisonRequest request, Workbench bench, BlackBoxSpec spec) {
    Dataset data = bench.openData(request.data());
    Map<Long, Split> divisions = new LinkedHashMap<>();
    for (long seed : LongStream.rangeClosed(1, request.seeds()).toArray()) {
      Split split = bench.split(data, request.data(), 0, seed);
      if (split.test().length == 0) {
        throw new InvalidData(
            "'%s' keeps no example for the comparison; raise --holdout or --test-share"
                .formatted(data.name()));
      }
      divisions.put(seed, split);
    }
    return new Arena(request, bench, spec, data, divisions, most(divisions.values()));
  }

  /** The labelled rows of the seed that has the most. */
  private static int most(Collection<Split> divisions) {
    return divisions.stream().mapToInt(split -> split.train().length).max().orElseThrow();
  }

  /** The same with another n, so that a budget does not move with the seeds that are asked for. */
  Arena counting(int other) {
    return new Arena(request, bench, spec, data, divisions, other);
  }

  List<Long> budgets() {
    return request.budgets().stream()
        .map(budget -> budget.images(labelled))
        .distinct()
        .sorted()
        .toList();
  }

  /** Everything to do, so that each seed is complete before the next. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (long seed : divisions.keySet()) {
      for (long budget : budgets()) {
        request.entrants().forEach(entrant -> cells.add(new Cell(entrant, budget, seed)));
      }
    }
    return cells;
  }

  /** What a cell is about; its test rows and its labelled rows are those of all others. */
  Subject subject(Cell cell) {
    Subject subject = bench.subject(request.recipe(cell), data, spec);
    Split own = subject.split();
    Split common = division(cell.seed());
    int[] labelled =
        IntStream.concat(IntStream.of(own.train()), IntStream.of(own.validation()))
            .sorted()
            .toArray();
    if (!Arrays.equals(own.test(), common.test()) || !Arrays.equals(labelled, common.train())) {
      throw new IllegalStateException("%s has rows of its own".formatted(cell.words()));
    }
    return subject;
  }

  Split division(long seed) {
    Split split = divisions.get(seed);
    if (split == null) {
      throw new IllegalArgumentException("seed %d is not compared".formatted(seed));
    }
    return split;
  }

  int[] truth(long seed) {
    return data.classesOf(division(seed).test());
  }

  /** The kin of each test row: what is judged under several seeds, or together, is one. */
  List<String> clusters(long seed) {
    return data.kinOf(division(seed).test());
  }
}
