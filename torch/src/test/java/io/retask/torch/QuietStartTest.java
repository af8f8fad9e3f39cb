package io.retask.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DJL has telemetry, which begins when it starts; here it is off. */
@Tag("slow")
final class QuietStartTest {
  private static int connections(String whose) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                QuietStart.class.getName(),
                whose)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void nothingIsSent() throws Exception {
    Ground.needsLibtorch();
    assertThat(connections("ours")).isZero();
  }

  /** That the measurement would notice: DJL as it comes tries to call home. */
  @Test
  void djlAsItComesWouldSend() throws Exception {
    Ground.needsLibtorch();
    assertThat(connections("theirs")).isEqualTo(1);
  }
}
