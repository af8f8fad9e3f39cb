package io.retask.image.dataset;

import io.retask.data.ContentDigest;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.InvalidData;
import io.retask.data.NaturalOrder;
import io.retask.image.Picture;
import io.retask.image.PictureSize;
import io.retask.image.Resampler;
import io.retask.image.dataset.PictureData.Options;
import io.retask.image.dataset.PictureData.Unreadable;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Pictures that were checked, and are decoded again when they are asked for. */
final class PictureDataset implements Dataset {
  private static final int NAMED = 10;
  private static final long CACHE_BYTES = 256L << 20;

  private final String name;
  private final List<Entry.Pixels> pixels = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private final Map<String, Integer> sizes = new LinkedHashMap<>();
  private final List<String> skipped;
  private final PictureCache cache;
  private final List<String> classes;
  private final String digest;

  private PictureDataset(Gathered gathered, List<Checked> checked) {
    this.name = gathered.name();
    this.cache = new PictureCache(CACHE_BYTES);
    this.skipped = new ArrayList<>(gathered.foreign());
    checked.forEach(this::take);
    TreeSet<String> names = new TreeSet<>(NaturalOrder.INSTANCE);
    examples.forEach(example -> names.add(example.label()));
    this.classes = List.copyOf(names);
    this.digest = digestOf(examples);
  }

  /** The outcome for one entry: its example and size, or why it cannot be used. */
  private record Checked(Entry entry, Example example, String size, String reason) {
    static Checked of(Entry entry) {
      try {
        Picture picture = entry.pixels().read();
        return new Checked(entry, example(entry, picture.digest()), picture.size().toString(), "");
      } catch (InvalidData e) {
        return new Checked(entry, example(entry, ""), "", e.getMessage());
      }
    }

    private static Example example(Entry entry, String digest) {
      return new Example(entry.id(), entry.label(), entry.group(), digest, entry.part());
    }
  }

  static PictureDataset of(Gathered gathered, Options options) {
    List<Entry> wanted = wanted(gathered, options);
    List<Checked> checked = wanted.parallelStream().map(Checked::of).toList();
    List<String> reasons =
        checked.stream().map(Checked::reason).filter(reason -> !reason.isEmpty()).toList();
    boolean all = reasons.size() == checked.size();
    if (!reasons.isEmpty() && (options.unreadable() == Unreadable.REFUSE || all)) {
      throw new InvalidData(
          "%d of %d pictures of '%s' cannot be used:\n%s\nrepair or remove them%s"
              .formatted(
                  reasons.size(),
                  checked.size(),
                  gathered.name(),
                  firstOf(reasons),
                  all ? "" : ", or leave them out (--unreadable skip, where the command has it)"));
    }
    return new PictureDataset(gathered, checked);
  }

  private static String firstOf(List<String> reasons) {
    String first = reasons.stream().limit(NAMED).collect(Collectors.joining("\n"));
    int more = reasons.size() - NAMED;
    return more > 0 ? first + "\nand " + more + " more" : first;
  }

  private static List<Entry> wanted(Gathered gathered, Options options) {
    TreeSet<String> found = new TreeSet<>(NaturalOrder.INSTANCE);
    gathered.entries().forEach(entry -> found.add(entry.label()));
    for (String kept : options.classes()) {
      if (!found.contains(kept)) {
        throw new InvalidData(
            "'%s' has no class '%s'; its classes are %s".formatted(gathered.name(), kept, found));
      }
    }
    return gathered.entries().stream()
        .filter(entry -> options.classes().isEmpty() || options.classes().contains(entry.label()))
        .toList();
  }

  private void take(Checked one) {
    if (!one.reason().isEmpty()) {
      skipped.add(one.reason());
      return;
    }
    pixels.add(one.entry().pixels());
    examples.add(one.example());
    sizes.merge(one.size(), 1, Integer::sum);
  }

  private static String digestOf(List<Example> examples) {
    ContentDigest digest = new ContentDigest();
    for (Example example : examples) {
      digest.add(example.id()).add(example.label()).add(example.group());
      digest.add(example.assigned().name()).add(example.digest());
    }
    return digest.hex();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Example> examples() {
    return Collections.unmodifiableList(examples);
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public List<String> skipped() {
    return Collections.unmodifiableList(skipped);
  }

  @Override
  public Map<String, Integer> naturalSizes() {
    Map<String, Integer> ordered = new LinkedHashMap<>();
    sizes.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(size -> ordered.put(size.getKey(), size.getValue()));
    return ordered;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public TensorSource tensors(int[] rows, Shape shape) {
    PictureSize size = PictureSize.of(shape);
    for (int row : rows) {
      Objects.checkIndex(row, examples.size());
    }
    return new Tensors(rows.clone(), size);
  }

  private Picture resized(int row, PictureSize size) {
    return cache.get(row, size, () -> Resampler.resize(pixels.get(row).read(), size));
  }

  /** Some rows, resized. */
  private final class Tensors implements TensorSource {
    private final int[] rows;
    private final PictureSize size;

    Tensors(int[] rows, PictureSize size) {
      this.rows = rows;
      this.size = size;
    }

    @Override
    public Shape shape() {
      return size.shape();
    }

    @Override
    public int count() {
      return rows.length;
    }

    @Override
    public TensorBatch rows(int from, int to) {
      Objects.checkFromToIndex(from, to, rows.length);
      TensorBatch batch = TensorBatch.allocate(shape(), to - from);
      for (int i = from; i < to; i++) {
        resized(rows[i], size).writeTo(batch.values(), batch.offset(i - from));
      }
      return batch;
    }
  }
}
