package io.retask.report;

/**
 * A figure that others published about the same task.
 *
 * @param method the method of the comparison that it stands beside
 * @param figure in words, such as {@code about 97 %}
 * @param setting what it was found with: network, data, mapping
 * @param source where it stands
 * @param status how far it was checked
 */
public record PublishedFigure(
    String method, String figure, String setting, String source, Status status) {

  /** How far a published figure was checked. What was not checked at all is no figure. */
  public enum Status {
    /** Read where it was published first. */
    VERIFIED("verified"),
    /** Read in a text about the publication. */
    SECOND_HAND("second hand, not verified");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** Checks that nothing is blank. */
  public PublishedFigure {
    Checks.words(method, "the method of a published figure");
    Checks.words(figure, "a published figure");
    Checks.words(setting, "the setting of a published figure");
    Checks.words(source, "the source of a published figure");
  }

  /** The figure and its status. */
  String withStatus() {
    return "%s (%s)".formatted(figure, status.words());
  }
}
