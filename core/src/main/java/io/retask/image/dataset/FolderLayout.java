package io.retask.image.dataset;

import io.retask.data.Example.Part;
import io.retask.data.Manifest;
import io.retask.image.PictureDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder for each class; or train, val and test folders of those. */
final class FolderLayout {
  private static final int HEAD = 32;

  private final FolderWalk walk;
  private final PictureDecoder decoder;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();

  private FolderLayout(Path root, PictureDecoder decoder) throws IOException {
    this.walk = new FolderWalk(root);
    this.decoder = decoder;
  }

  static Gathered read(Path root, String name, PictureDecoder decoder) throws IOException {
    FolderLayout layout = new FolderLayout(root, decoder);
    layout.readRoot(root);
    return new Gathered(name, layout.entries, layout.foreign);
  }

  private void readRoot(Path root) throws IOException {
    List<Path> folders = walk.folders(root);
    strangers(walk.files(root));
    if (!parted(folders)) {
      readClasses(folders, Part.ANY);
      return;
    }
    for (Path folder : folders) {
      strangers(walk.files(folder));
      if (part(folder) == Part.ANY) {
        foreign.add("the folder '%s' is none of train, val and test".formatted(walk.id(folder)));
      } else {
        readClasses(walk.folders(folder), part(folder));
      }
    }
  }

  /** A "train" alone among other names may well be a class: of vehicles. */
  private static boolean parted(List<Path> folders) {
    long parts = folders.stream().filter(folder -> part(folder) != Part.ANY).count();
    boolean train = folders.stream().anyMatch(folder -> part(folder) == Part.TRAIN);
    return train && (parts > 1 || folders.size() == 1);
  }

  private static Part part(Path folder) {
    return Manifest.part(folder.getFileName().toString()).orElse(Part.ANY);
  }

  private void readClasses(List<Path> folders, Part part) throws IOException {
    for (Path folder : folders) {
      String label = folder.getFileName().toString();
      for (Path file : walk.allFiles(folder)) {
        String id = walk.id(file);
        if (PictureDecoder.claimsToBePicture(id, head(file))) {
          entries.add(new Entry(id, label, id, part, () -> decoder.read(id, file)));
        } else {
          foreign.add("'%s' is not a picture".formatted(id));
        }
      }
    }
  }

  private void strangers(List<Path> files) {
    files.forEach(file -> foreign.add("'%s' is in no folder of a class".formatted(walk.id(file))));
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    }
  }
}
