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
   * @param classes the classes to keep; all where empty
   */
  public record Options(Unreadable unreadable, Set<String> classes) {
    /** Copies the classes. */
    public Options {
      classes = Collections.unmodifiableSet(new TreeSet<>(classes));
    }

    /** Refuse the unreadable, all classes. */
    public static Options defaults() {
      return new Options(Unreadable.REFUSE, Set.of());
    }

    /** The same with another treatment of unreadable files. */
    public Options withUnreadable(Unreadable treatment) {
      return new Options(treatment, classes);
    }

    /** The same with only some classes. */
    public Options withClasses(Set<String> kept) {
      return new Options(unreadable, kept);
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
      return PictureDataset.of(gather(path), options);
    } catch (IOException e) {
      throw new InvalidData("cannot read '%s': %s".formatted(path, e), e);
    }
  }

  private static Gathered gather(Path path) throws IOException {
    PictureDecoder decoder = new PictureDecoder();
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
      return EmojiLayout.read(path, decoder);
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
