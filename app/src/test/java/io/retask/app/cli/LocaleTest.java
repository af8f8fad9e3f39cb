package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers look the same where the machine writes a comma in them. */
final class LocaleTest {
  private static final Pattern DECIMAL_COMMA = Pattern.compile("\\b\\d,\\d{1,2}\\b");
  private final Locale before = Locale.getDefault();
  private final Locale formatBefore = Locale.getDefault(Locale.Category.FORMAT);
  @TempDir private Path folder;

  @AfterEach
  void moveBack() {
    Locale.setDefault(before);
    Locale.setDefault(Locale.Category.FORMAT, formatBefore);
  }

  /** What a verb printed that was started in Germany. */
  private static String said(Object... words) {
    Locale.setDefault(Locale.GERMANY);
    return Spoken.wellBy(words).out();
  }

  @Test
  void aRunInGermany() throws IOException {
    Path box = TinyWorld.box(folder.resolve("box"), 1, "price: {per1000Images: 2, currency: EUR}");
    Path data = TinyWorld.pictures(folder.resolve("data"), 12, "ant", "bee", "cat");
    Path run = folder.resolve("run");
    assertThat(
            said(
                "train",
                "--method",
                "views",
                "--views",
                3,
                "--budget",
                500,
                "--box",
                box,
                "--data",
                data,
                "--out",
                run))
        .containsPattern("crossValidatedAccuracy +\\d\\.\\d{4}\n")
        .doesNotContainPattern(DECIMAL_COMMA);
    assertThat(said("evaluate", run))
        .containsPattern(" \\d+\\.\\d% to +\\d+\\.\\d%")
        .doesNotContainPattern(DECIMAL_COMMA);
    assertThat(said("probe", box, "--data", data)).containsPattern("\\d\\.\\d\\d nats");
    assertThat(said("ledger", "show", run)).contains("0.216000 EUR");
    List<String> csv = said("predict", run, data.resolve("ant")).lines().toList();
    assertThat(csv).hasSize(13).allMatch(line -> line.split(",").length == 6);
    assertThat(Files.readString(run.resolve("report.html")))
        .containsPattern("\\d\\.\\d\u00A0%")
        .doesNotContainPattern("\\d,\\d\u00A0?%");
  }
}
