package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leaves whole pages in the build folder, to be looked at in a browser. */
class SampleReportsTest {
  private static final Path FOLDER = Path.of("target", "sample-reports");

  @Test
  void aFullPageStaysSmall() throws IOException {
    assertSmall("one-run.html", List.of(SampleReports.full()));
  }

  @Test
  void aComparisonStaysSmall() throws IOException {
    assertSmall(
        "three-runs.html",
        List.of(SampleReports.full(), SampleReports.unhelpful(), SampleReports.bare()));
  }

  @Test
  void aHostilePageStaysSmall() throws IOException {
    assertSmall(
        "hostile.html",
        List.of(HostileReports.of("</script><img src=x onerror=\"document.title='broken'\">")));
  }

  private static void assertSmall(String name, List<RunReport> runs) throws IOException {
    Files.createDirectories(FOLDER);
    new ReportWriter().write(runs, FOLDER.resolve(name));
    assertThat(Files.size(FOLDER.resolve(name))).isBetween(1_000_000L, 4_000_000L);
  }
}
