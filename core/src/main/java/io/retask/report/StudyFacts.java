package io.retask.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What makes a comparison the study of a published experiment.
 *
 * @param title which one
 * @param task what is to be learned and how that differs from the publication, as sentences
 * @param examples pictures of the task; may be empty
 * @param published the figures that could be checked; may be empty
 */
public record StudyFacts(
    String title, List<String> task, List<Picture> examples, List<PublishedFigure> published) {

  /** Copies the lists. */
  public StudyFacts {
    Checks.words(title, "the title of a study");
    task = List.copyOf(task);
    examples = List.copyOf(examples);
    published = List.copyOf(published);
  }

  /** What was published for a method, with its status; a dash where nothing could be checked. */
  public String publishedFor(String method) {
    String found =
        published.stream()
            .filter(figure -> figure.method().equals(method))
            .map(PublishedFigure::withStatus)
            .collect(Collectors.joining("; "));
    return found.isEmpty() ? Figures.NONE : found;
  }

  /** One sentence a published figure; one that says so where there is none. */
  public List<String> sentences() {
    if (published.isEmpty()) {
      return List.of(
          "No published figure of this task could be checked at its source, so none is shown.");
    }
    return published.stream().map(StudyFacts::sentence).toList();
  }

  private static String sentence(PublishedFigure figure) {
    return "Published beside “%s”: %s, with %s; %s (%s)."
        .formatted(
            figure.method(),
            figure.figure(),
            figure.setting(),
            figure.source(),
            figure.status().words());
  }
}
