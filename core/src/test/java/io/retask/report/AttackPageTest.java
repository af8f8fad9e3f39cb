package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.image.PngPicture;
import io.retask.report.MethodComparison.Fact;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttackPageTest {
  private static final String HOSTILE = "<script>alert('x')</script>";

  private static Picture picture(String words) {
    return Picture.png(PngPicture.of(TensorBatch.allocate(Shape.of(3, 2, 2), 1), 0).bytes(), words);
  }

  @Test
  void aPageWithoutScriptsEscapesWhatLabelsSay() {
    AttackExample example =
        new AttackExample(
            HOSTILE, picture("before: " + HOSTILE), picture("change"), picture("after"), true, "4");
    String page =
        new ReportWriter()
            .page(
                new AttackReport(
                    HOSTILE,
                    List.of("It became " + HOSTILE),
                    List.of(new Fact("Box", HOSTILE)),
                    List.of(example),
                    3));
    assertThat(page)
        .doesNotContain("<script", "{{")
        .contains("&lt;script&gt;", "3 more pictures are in the folder.", "✓ reached");
    assertThat(page.length()).isLessThan(20_000);
  }
}
