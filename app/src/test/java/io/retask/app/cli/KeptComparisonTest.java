package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.app.catalog.CacheFolder;
import io.retask.app.compare.Compared;
import io.retask.app.compare.Comparing;
import io.retask.app.compare.ComparisonRequest;
import io.retask.app.compare.Entrant;
import io.retask.app.compare.TrainingBudget;
import io.retask.app.run.Console;
import io.retask.app.run.Workbench;
import io.retask.recipe.DataRecipe;
import io.retask.report.MethodAtBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the folder of a comparison keeps can be read again, and what is lost is said. */
final class KeptComparisonTest {
  @TempDir private Path folder;
  private Path data = Path.of("");
  private Path seen = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void makeWorld() throws IOException {
    data = TinyWorld.pictures(folder.resolve("data"), 12, "ant", "bee", "cat");
    seen = folder.resolve("seen.txt");
    out = folder.resolve("comparison");
  }

  private Spoken compare() {
    return Spoken.by(
        "compare",
        "--box",
        "fake:price=2,seen=" + seen,
        "--data",
        data,
        "--out",
        out,
        "--methods",
        "views:1,views:2",
        "--budgets",
        "2n,200",
        "--seeds",
        "2");
  }

  @Test
  void whatIsFinishedIsReadWithNothingMadeOrSent() throws IOException {
    assertThat(compare().code()).isZero();
    long sent = Files.size(seen);
    ComparisonRequest more =
        new ComparisonRequest(
            "fake:price=2,seen=" + seen,
            new DataRecipe(data.toString(), List.of(), null, null, null, null, null, null),
            Entrant.list(List.of("views:1", "views:2", "raw"), List.of()),
            List.of(TrainingBudget.parse("2n"), TrainingBudget.parse("200")),
            2,
            List.of(),
            null,
            null,
            Set.of());
    Compared found =
        new Comparing(
                new Workbench(CacheFolder.locate(Optional.of(folder), Map.of()), Console.SILENT))
            .finished(more, out);
    assertThat(found.outcomes()).hasSize(8);
    assertThat(found.rows()).filteredOn(row -> row.method().equals("raw")).hasSize(2);
    assertThat(found.rows())
        .filteredOn(row -> row.method().equals("raw"))
        .extracting(MethodAtBudget::refusal)
        .containsOnly(Optional.of("0 of 2 trainings are made"));
    assertThat(found.rows())
        .allSatisfy(
            row -> assertThat(row.accuracy().isPresent()).isEqualTo(!row.method().equals("raw")));
    assertThat(Files.size(seen)).isEqualTo(sent);
  }

  @Test
  void predictionsThatAreLostAreSaidWithTheWayBack() throws IOException {
    assertThat(compare().code()).isZero();
    Path lost = out.resolve("predictions/seed-1.csv");
    Files.writeString(lost, "bar@48\n1\n");
    Spoken spoken = compare();
    assertThat(spoken.code()).isEqualTo(6);
    assertThat(spoken.err())
        .contains("'%s' has no column ".formatted(lost))
        .contains("; make it again with --redo ");
    Files.writeString(lost, "bar@48\nx\n");
    assertThat(compare().err()).contains("'%s' cannot be read: ".formatted(lost));
  }
}
