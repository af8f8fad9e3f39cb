package io.retask.app.run;

import io.retask.data.InvalidData;
import io.retask.image.PictureDecoder;
import io.retask.image.PictureSize;
import io.retask.image.Resampler;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files as inputs of a box, decoded when they are asked for.
 *
 * @param files the pictures
 * @param shape {@code 3 x height x width}
 */
public record PictureFiles(List<Path> files, Shape shape) implements TensorSource {
  private static final int HEAD_BYTES = 32;
  private static final PictureDecoder DECODER = new PictureDecoder();

  @Override
  public int count() {
    return files.size();
  }

  @Override
  public TensorBatch rows(int from, int to) {
    TensorBatch batch = TensorBatch.allocate(shape, to - from);
    PictureSize size = new PictureSize(shape.axis(2), shape.axis(1));
    for (int row = from; row < to; row++) {
      Path file = files.get(row);
      Resampler.resize(DECODER.read(file.toString(), file), size)
          .writeTo(batch.values(), batch.offset(row - from));
    }
    return batch;
  }

  /**
   * The pictures of some paths, in order.
   *
   * @param paths pictures, or folders whose pictures are meant, those of their folders too
   * @throws InvalidData if one is missing, or there are no pictures at all
   */
  public static List<Path> find(List<Path> paths) {
    List<Path> pictures = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new InvalidData("there is no '%s'; name pictures or folders".formatted(path));
      }
      if (Files.isDirectory(path)) {
        pictures.addAll(inside(path));
      } else {
        pictures.add(path);
      }
    }
    if (pictures.isEmpty()) {
      throw new InvalidData("there are no pictures in %s; name other folders".formatted(paths));
    }
    return pictures;
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(PictureFiles::claims).sorted().toList();
    } catch (IOException failure) {
      throw new InvalidData(
          "the folder '%s' cannot be read: %s".formatted(folder, failure), failure);
    }
  }

  /** Whether the name or the first bytes of a file say that it is a picture. */
  public static boolean claims(Path file) {
    try (var in = Files.newInputStream(file)) {
      return PictureDecoder.claimsToBePicture(file.toString(), in.readNBytes(HEAD_BYTES));
    } catch (IOException failure) {
      throw new InvalidData("the file '%s' cannot be read: %s".formatted(file, failure), failure);
    }
  }
}
