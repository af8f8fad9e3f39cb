package io.retask.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorTest {
  @TempDir Path folder;

  @Test
  void onlyVnniIsExactAndWhatIsUnknownIsNot() throws IOException {
    Path file = folder.resolve("cpuinfo");
    assertThat(Processor.addsBytesExactly(file)).isFalse();
    Files.writeString(file, "model name : x_vnni\nflags\t\t: fpu avx2 avx512bw\n");
    assertThat(Processor.addsBytesExactly(file)).isFalse();
    Files.writeString(file, "flags\t\t: fpu avx2 avx512_vnni\n");
    assertThat(Processor.addsBytesExactly(file)).isTrue();
  }
}
