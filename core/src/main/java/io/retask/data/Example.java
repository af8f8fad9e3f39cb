package io.retask.data;

/**
 * One labelled input.
 *
 * @param id what people call it: a path relative to the data set, or a row of a file
 * @param label the name of its class
 * @param group what may not be divided between training and test: a patient, a lesion; its own id
 *     where nothing is known
 * @param digest a digest of the decoded values: equal digests are exact duplicates
 * @param assigned the part that its publisher gave it
 */
public record Example(String id, String label, String group, String digest, Part assigned) {
  /** The parts of a published division. */
  public enum Part {
    /** To learn from. */
    TRAIN,
    /** To follow the learning. */
    VALIDATION,
    /** To be read once, for the report. */
    TEST,
    /** The publisher did not divide the data. */
    ANY
  }
}
