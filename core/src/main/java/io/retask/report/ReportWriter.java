package io.retask.report;

import io.retask.RetaskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes one HTML file that needs nothing else: no network, no second file. Words and labels from
 * outside are escaped. The same reports make the same bytes.
 */
public final class ReportWriter {

  /**
   * Writes the page beside its place and moves it there, so that nobody ever reads half of it.
   *
   * @param runs one or more; several are compared first
   * @param file where the page goes; a file that stands there is replaced
   * @throws IllegalArgumentException if there is no run
   * @throws RetaskException if the file cannot be written
   */
  public void write(List<RunReport> runs, Path file) {
    write(page(runs), file);
  }

  /**
   * Writes the page of a comparison of methods, in the same way.
   *
   * @throws RetaskException if the file cannot be written
   */
  public void write(MethodComparison comparison, Path file) {
    write(page(comparison), file);
  }

  /**
   * Writes the page of an attack, in the same way.
   *
   * @throws RetaskException if the file cannot be written
   */
  public void write(AttackReport attack, Path file) {
    write(page(attack), file);
  }

  private static void write(String page, Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      replace(absolute, page);
    } catch (IOException e) {
      throw new RetaskException(
          "the report cannot be written to %s (%s); give a file in a folder that exists and may be"
                  .formatted(absolute, e)
              + " written to",
          e);
    }
  }

  /** The page as text. */
  String page(List<RunReport> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a report needs one run or more, but there is none");
    }
    Page page = new Page();
    if (runs.size() > 1) {
      new ComparisonPart(runs).write(page);
    }
    for (int i = 0; i < runs.size(); i++) {
      new RunPart(runs.get(i), ComparisonPart.anchor(i), runs.size() == 1 ? 1 : 2).write(page);
    }
    Set<String> sources = new LinkedHashSet<>();
    runs.forEach(run -> sources.addAll(run.attributions()));
    attributions(sources, page.html());
    return PageTemplate.fill(title(runs), page.html().done(), page.charts().toString());
  }

  /** The page of a comparison as text. */
  String page(MethodComparison comparison) {
    Page page = new Page();
    new MethodComparisonPart(comparison).write(page);
    attributions(Set.of(), page.html());
    return PageTemplate.fill(
        comparison.title() + " · Retask", page.html().done(), page.charts().toString());
  }

  /** The page of an attack as text. */
  String page(AttackReport attack) {
    Page page = new Page();
    new AttackPart(attack).write(page);
    return PageTemplate.still(attack.title() + " · Retask", page.html().done());
  }

  private static void replace(Path file, String page) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.writeString(partial, page);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static String title(List<RunReport> runs) {
    return runs.size() == 1
        ? runs.get(0).headline().run() + " · Retask"
        : "%d runs compared · Retask".formatted(runs.size());
  }

  private static void attributions(Set<String> sources, Html html) {
    Set<String> lines = new LinkedHashSet<>(sources);
    lines.add("Charts: Apache ECharts 5.3.1, Apache License 2.0.");
    html.open("footer").element("h2", "Sources");
    html.open("ul");
    lines.forEach(line -> html.element("li", line));
    html.close().close();
  }
}
