package io.retask.mapping;

/** Chooses the source labels of each class. Laws: deterministic; disjoint sets of m labels each. */
public interface MappingPlanner {
  /** Whether it needs unprogrammed answers, which are billed: one image for each of the n rows. */
  boolean readsAnswers();

  /**
   * Chooses the labels.
   *
   * @param evidence unprogrammed answers; {@link Evidence#none} will do where none are read
   * @throws IllegalArgumentException if the evidence does not suit the size
   */
  ManyToOneMapping plan(MappingSize size, Evidence evidence);
}
