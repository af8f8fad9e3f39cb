package io.retask.testkit.blackbox;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a box really sees, independently of any ledger. A row is counted when it arrives,
 * before it is answered, whether or not an answer comes of it.
 */
public final class CountingBox implements BlackBox {
  private final BlackBox inner;
  private final @Nullable SeenFile file;
  private final List<List<String>> seen = new CopyOnWriteArrayList<>();

  private CountingBox(BlackBox inner, @Nullable SeenFile file) {
    this.inner = inner;
    this.file = file;
  }

  /** Counts in memory. */
  public static CountingBox of(BlackBox inner) {
    return new CountingBox(inner, null);
  }

  /**
   * Counts in memory and in a file, a line a row, which several processes may share and which
   * survives the death of any of them; read it with {@link SeenFile#read}.
   */
  public static CountingBox durable(BlackBox inner, Path file) {
    return new CountingBox(inner, new SeenFile(file));
  }

  @Override
  public BlackBoxSpec spec() {
    return inner.spec();
  }

  @Override
  public Scores query(TensorBatch inputs) {
    List<String> rows = SeenFile.names(inputs);
    if (file != null) {
      file.append(rows);
    }
    seen.add(rows);
    return inner.query(inputs);
  }

  /** The queries that came, each as the names of its rows, in the order of their arrival. */
  public List<List<String>> seen() {
    return List.copyOf(seen);
  }

  /** The number of images that came. */
  public long images() {
    return seen.stream().mapToLong(List::size).sum();
  }

  @Override
  public void close() {
    inner.close();
    if (file != null) {
      file.close();
    }
  }
}
