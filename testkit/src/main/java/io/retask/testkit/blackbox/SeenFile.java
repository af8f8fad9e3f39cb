package io.retask.testkit.blackbox;

import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** An append-only file with the name of every row that a box saw. */
public final class SeenFile implements AutoCloseable {
  private final FileChannel channel;

  /** Opens the file for appending; several processes may do so at once. */
  public SeenFile(Path file) {
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the rows in one write, so that processes do not mix their lines. */
  public synchronized void append(List<String> rows) {
    String lines = String.join("\n", rows) + "\n";
    try {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows in the file, in the order of arrival; none if there is no file. */
  public static List<String> read(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name for the content of each row; equal content has equal names. */
  public static List<String> names(TensorBatch batch) {
    List<String> names = new ArrayList<>();
    int size = batch.shape().size();
    for (int row = 0; row < batch.count(); row++) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * size);
      float[] values =
          Arrays.copyOfRange(batch.values(), batch.offset(row), batch.offset(row) + size);
      bytes.asFloatBuffer().put(values);
      names.add(UUID.nameUUIDFromBytes(bytes.array()).toString());
    }
    return names;
  }
}
