package io.retask.image.dataset;

import io.retask.data.Dataset;
import io.retask.data.InvalidData;
import io.retask.image.PictureDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Opens picture data of any known layout. */
public final class PictureData {
  private static final String EXPECTED =
      "expected one of: a folder of folders, one for each class, with the pictures in them;"
          + " train/ and test/ (and val/) folders of such folders;"
          + " a CSV file with the columns path,label[,group][,split], or a folder with it as"
          + " manifest.csv;"
          + " a folder with train-images-idx3-ubyte[.gz] and train-labels-idx1-ubyte[.gz]"
          + " (and t10k-...);"
          + " an .npz file with train_images and train_labels;"
          + " the folder of the emoji-datasource-twitter package";

  private PictureData() {}

  /** What to do about a file that should be a picture and cannot be decoded. */
  public enum Unreadable {
    /** Refuse the data and name up to ten such files. */
    REFUSE,
    /** Leave it out and list it, with the reason, in {@link Dataset#skipped}. */
    SKIP
  }

  /**
   * How to read.
   *
   * @param unreadable what to do about a file that cannot be decoded
   * @param maxPixels the largest picture that is decoded, in pixels
   * @param classes the classes to keep; all where empty
   * @param variations whether an emoji's skin tones are read too, in the group of their base
   * @param cacheBytes how much memory resized pictures may take, at most
   */
  public record Options(
      Unreadable unreadable,
      long maxPixels,
      Set<String> classes,
      boolean variations,
      long cacheBytes) {
    /** Copies the classes. */
    public Options {
      classes = Collections.unmodifiableSet(new TreeSet<>(classes));
    }

    /** Refuse the unreadable, 50 megapixels, all classes, base emoji only, 256 MB. */
    public static Options defaults() {
      return new Options(
          Unreadable.REFUSE, PictureDecoder.DEFAULT_MAX_PIXELS, Set.of(), false, 256L << 20);
    }

    /** The same with another treatment of unreadable files. */
    public Options withUnreadable(Unreadable treatment) {
      return new Options(treatment, maxPixels, classes, variations, cacheBytes);
    }

    /** The same with another limit of pixels. */
    public Options withMaxPixels(long pixels) {
      return new Options(unreadable, pixels, classes, variations, cacheBytes);
    }

    /** The same with only some classes. */
    public Options withClasses(Set<String> kept) {
      return new Options(unreadable, maxPixels, kept, variations, cacheBytes);
    }

    /** The same with or without the skin tones of emoji. */
    public Options withVariations(boolean read) {
      return new Options(unreadable, maxPixels, classes, read, cacheBytes);
    }

    /** The same with another limit of memory. */
    public Options withCacheBytes(long bytes) {
      return new Options(unreadable, maxPixels, classes, variations, bytes);
    }
  }

  /**
   * Reads data; every picture is decoded once, to check it and to find duplicates.
   *
   * @throws InvalidData if the layout is not known, a file cannot be used, or nothing is there
   */
  public static Dataset open(Path path, Options options) {
    if (!Files.exists(path)) {
      throw new InvalidData("there is no '%s'; %s".formatted(path, EXPECTED));
    }
    try {
      return PictureDataset.of(gather(path, options), options);
    } catch (IOException e) {
      throw new InvalidData("cannot read '%s': %s".formatted(path, e), e);
    }
  }

  private static Gathered gather(Path path, Options options) throws IOException {
    PictureDecoder decoder = new PictureDecoder(options.maxPixels());
    String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
    if (Files.isRegularFile(path)) {
      String ending = name.toLowerCase(Locale.ROOT);
      if (ending.endsWith(".npz")) {
        return NpzLayout.read(path, name, decoder);
      }
      if (ending.endsWith(".csv")) {
        return ManifestLayout.read(path, name, decoder);
      }
      throw new InvalidData("'%s' is neither .csv nor .npz; %s".formatted(path, EXPECTED));
    }
    if (Files.isRegularFile(path.resolve("emoji.json"))) {
      return EmojiLayout.read(path, options.variations(), decoder);
    }
    if (Files.isRegularFile(path.resolve("manifest.csv"))) {
      return ManifestLayout.read(path.resolve("manifest.csv"), name, decoder);
    }
    if (IdxLayout.fits(path)) {
      return IdxLayout.read(path, name, decoder);
    }
    Gathered folders = FolderLayout.read(path, name, decoder);
    if (folders.entries().isEmpty()) {
      throw new InvalidData("'%s' holds no data that are known; %s".formatted(path, EXPECTED));
    }
    return folders;
  }
}
