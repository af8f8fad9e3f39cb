package io.retask.mapping;

/** The labels that somebody chose. */
public final class GivenPlanner implements MappingPlanner {
  private final int[][] sets;

  /** A plan with these source labels for each class; the arrays are copied. */
  public GivenPlanner(int[][] sets) {
    this.sets = sets.clone();
    for (int i = 0; i < sets.length; i++) {
      this.sets[i] = sets[i].clone();
    }
  }

  @Override
  public boolean readsAnswers() {
    return false;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the number of sets, or of labels in one, is not as asked
   */
  @Override
  public ManyToOneMapping plan(MappingSize size, Evidence evidence) {
    if (sets.length != size.targets()) {
      throw new IllegalArgumentException(
          "labels are given for %d classes, but the data have %d"
              .formatted(sets.length, size.targets()));
    }
    for (int target = 0; target < sets.length; target++) {
      if (sets[target].length != size.labelsPerClass()) {
        throw new IllegalArgumentException(
            "class %d is given %d labels, but %d a class were asked for"
                .formatted(target, sets[target].length, size.labelsPerClass()));
      }
    }
    return new ManyToOneMapping(size.sources(), sets);
  }
}
