package io.retask.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir Path folder;

  @Test
  void replacesWhatStoodThereAndLeavesNothingBesideIt() throws IOException {
    Path file = folder.resolve("plan.json");
    WholeFile.write(file, "before");
    WholeFile.write(file, "é");
    assertThat(file).hasBinaryContent("é".getBytes(StandardCharsets.UTF_8));
    WholeFile.write(file, new byte[] {1, 2});
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    try (var inside = Files.list(folder)) {
      assertThat(inside).containsExactly(file);
    }
  }

  @Test
  void saysWhereItCannotWrite() {
    Path file = folder.resolve("missing").resolve("plan.json");
    assertThatThrownBy(() -> WholeFile.write(file, "text"))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "'%s' cannot be written: java.nio.file.NoSuchFileException: %s.part;"
                + " free space or allow writing, then try again",
            file, file);
  }
}
