package io.retask.image.dataset;

import io.retask.data.Example.Part;
import io.retask.data.InvalidData;
import io.retask.image.PictureDecoder;
import io.retask.image.PictureSize;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * MedMNIST's files: {@code train_images}, {@code train_labels} and the same for {@code val} and
 * {@code test}. Labels are numbers, one a picture.
 */
final class NpzLayout {
  private final ZipFile zip;
  private final String name;
  private final PictureDecoder decoder;

  private NpzLayout(ZipFile zip, String name, PictureDecoder decoder) {
    this.zip = zip;
    this.name = name;
    this.decoder = decoder;
  }

  static Gathered read(Path file, String name, PictureDecoder decoder) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<Entry> entries = new NpzLayout(zip, name, decoder).entries();
      return new Gathered(name, entries, List.of());
    } catch (ZipException e) {
      throw new InvalidData(
          "'%s' is not an .npz (zip) file: %s; download it again".formatted(name, e.getMessage()),
          e);
    }
  }

  private List<Entry> entries() throws IOException {
    if (zip.getEntry("train_images.npy") == null) {
      List<String> held = zip.stream().map(ZipEntry::getName).limit(10).toList();
      throw new InvalidData("'%s' has no array train_images; it holds %s".formatted(name, held));
    }
    boolean alone =
        zip.getEntry("val_images.npy") == null && zip.getEntry("test_images.npy") == null;
    List<Entry> entries = new ArrayList<>();
    add("train", alone ? Part.ANY : Part.TRAIN, entries);
    add("val", Part.VALIDATION, entries);
    add("test", Part.TEST, entries);
    return entries;
  }

  private void add(String start, Part part, List<Entry> entries) throws IOException {
    if (zip.getEntry(start + "_images.npy") == null) {
      return;
    }
    NpyArray pictures = array(start + "_images");
    NpyArray labels = array(start + "_labels");
    boolean colour = pictures.rank() == 4 && pictures.axis(3) == 3;
    if (!pictures.isBytes() || !(colour || pictures.rank() == 3)) {
      throw new InvalidData(
          "'%s' in '%s' is %s; pictures are uint8, n x height x width or n x height x width x 3"
              .formatted(start + "_images", name, pictures));
    }
    int count = pictures.axis(0);
    boolean one = labels.rank() == 1 || (labels.rank() == 2 && labels.axis(1) == 1);
    if (!one || labels.axis(0) != count) {
      throw new InvalidData(
          "'%s' in '%s' is %s for %d pictures; there has to be one label a picture"
              .formatted(start + "_labels", name, labels, count));
    }
    PictureSize size = new PictureSize(pictures.axis(2), pictures.axis(1));
    decoder.check(start + "_images", size);
    new Plane(pictures.bytes(), count, size, colour ? 3 : 1)
        .addTo(entries, start + "_images", part, row -> String.valueOf(labels.value(row)));
  }

  private NpyArray array(String array) throws IOException {
    ZipEntry entry = zip.getEntry(array + ".npy");
    if (entry == null) {
      throw new InvalidData("'%s' has no array %s; check the file".formatted(name, array));
    }
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
      return NpyArray.read(name + "/" + array, in);
    }
  }
}
