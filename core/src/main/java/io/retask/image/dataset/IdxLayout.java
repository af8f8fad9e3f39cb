package io.retask.image.dataset;

import io.retask.data.Example.Part;
import io.retask.data.InvalidData;
import io.retask.image.PictureDecoder;
import io.retask.image.PictureSize;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** MNIST's files: IDX pairs of pictures and labels, raw or gzip. Labels are numbers. */
final class IdxLayout {
  private static final int PICTURES = 0x00000803;
  private static final int LABELS = 0x00000801;

  private final Path folder;
  private final PictureDecoder decoder;
  private final List<Entry> entries = new ArrayList<>();

  private IdxLayout(Path folder, PictureDecoder decoder) {
    this.folder = folder;
    this.decoder = decoder;
  }

  static boolean fits(Path folder) {
    return find(folder, "train-images", 3).isPresent()
        || find(folder, "t10k-images", 3).isPresent();
  }

  static Gathered read(Path folder, String name, PictureDecoder decoder) throws IOException {
    IdxLayout pairs = new IdxLayout(folder, decoder);
    boolean both =
        find(folder, "train-images", 3).isPresent() && find(folder, "t10k-images", 3).isPresent();
    pairs.addPair("train", both ? Part.TRAIN : Part.ANY);
    pairs.addPair("t10k", both ? Part.TEST : Part.ANY);
    return new Gathered(name, pairs.entries, List.of());
  }

  private static Optional<Path> find(Path folder, String start, int axes) {
    return Stream.of("-", ".")
        .flatMap(
            mark -> Stream.of("", ".gz").map(gz -> start + mark + "idx" + axes + "-ubyte" + gz))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private void addPair(String start, Part part) throws IOException {
    Optional<Path> pictures = find(folder, start + "-images", 3);
    if (pictures.isEmpty()) {
      return;
    }
    Path labelFile =
        find(folder, start + "-labels", 1)
            .orElseThrow(
                () ->
                    new InvalidData(
                        "'%s' has no %s-labels-idx1-ubyte[.gz] beside it; put it there"
                            .formatted(pictures.get().getFileName(), start)));
    Plane plane = pictures(pictures.get());
    byte[] labels = labels(labelFile);
    if (labels.length != plane.count()) {
      throw new InvalidData(
          "'%s' holds %d pictures but '%s' holds %d labels; take both from one release"
              .formatted(
                  pictures.get().getFileName(),
                  plane.count(),
                  labelFile.getFileName(),
                  labels.length));
    }
    String file = pictures.get().getFileName().toString();
    plane.addTo(entries, file, part, row -> String.valueOf(labels[row] & 255));
  }

  private Plane pictures(Path file) throws IOException {
    try (DataInputStream in = open(file, PICTURES)) {
      int count = in.readInt();
      int height = in.readInt();
      int width = in.readInt();
      int bytes = Plane.bytes(file.getFileName().toString(), 1, count, height, width);
      PictureSize size = new PictureSize(width, height);
      decoder.check(file.getFileName().toString(), size);
      return new Plane(exactly(in, bytes, file), count, size, 1);
    }
  }

  private static byte[] labels(Path file) throws IOException {
    try (DataInputStream in = open(file, LABELS)) {
      return exactly(in, Plane.bytes(file.getFileName().toString(), 1, in.readInt()), file);
    }
  }

  private static DataInputStream open(Path file, int kind) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      boolean zipped = file.toString().endsWith(".gz");
      DataInputStream in = new DataInputStream(zipped ? new GZIPInputStream(raw) : raw);
      int magic = in.readInt();
      if (magic != kind) {
        throw new InvalidData(
            "'%s' begins with %08x; an IDX file of this kind begins with %08x; download it again"
                .formatted(file.getFileName(), magic, kind));
      }
      return in;
    } catch (IOException | InvalidData e) {
      raw.close();
      throw e;
    }
  }

  private static byte[] exactly(InputStream in, int bytes, Path file) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length != bytes) {
      throw new InvalidData(
          "'%s' is cut short: %d of %d bytes are there; download it again"
              .formatted(file.getFileName(), read.length, bytes));
    }
    return read;
  }
}
