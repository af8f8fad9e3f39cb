package io.retask.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which labels of the box serve which class. */
final class MappingSection implements Section {
  private static final int MOST_LINKS = 36;
  private static final int MOST_OF_A_CLASS = 6;

  @Override
  public String key() {
    return "mapping";
  }

  @Override
  public String title() {
    return "From the box’s labels to yours";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return run.mapping().filter(mapping -> !mapping.classes().isEmpty()).isPresent();
  }

  @Override
  public void write(RunReport run, Page page) {
    MappingTable mapping = run.mapping().orElseThrow();
    int shown = Math.max(1, Math.min(MOST_OF_A_CLASS, MOST_LINKS / mapping.classes().size()));
    page.paragraph(mapping.kind().words());
    ArrayNode links =
        page.chart(
                "mapping",
                "The box’s labels at the left flow to %d classes at the right."
                    .formatted(mapping.classes().size()))
            .putArray("links");
    for (ClassMapping target : mapping.classes()) {
      for (SourceWeight source : target.sources().stream().limit(shown).toList()) {
        links
            .addObject()
            .put("source", source.label())
            .put("target", target.target())
            .put("weight", source.weight());
      }
    }
    if (mapping.classes().stream().anyMatch(target -> target.sources().size() > shown)) {
      page.note(
          "The chart shows up to %d of the strongest labels of each class; the table lists all given."
              .formatted(shown));
    }
    page.folded(table(mapping));
  }

  private static Table table(MappingTable mapping) {
    Table table =
        Table.of(
            "The labels of each class, the strongest first",
            Table.words("Class"),
            Table.words("Labels of the box, with weight"));
    for (ClassMapping target : mapping.classes()) {
      table.row(target.target(), named(target.sources()));
    }
    return table;
  }

  private static String named(List<SourceWeight> sources) {
    return sources.stream()
        .map(source -> String.format(Locale.ROOT, "%s (%.3g)", source.label(), source.weight()))
        .collect(Collectors.joining(", "));
  }
}
