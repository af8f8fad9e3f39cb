package io.retask.app.run;

import io.retask.image.PictureDecoder;
import io.retask.image.PictureSize;
import io.retask.image.Resampler;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.nio.file.Path;
import java.util.List;

/**
 * Files as inputs of a box, decoded when they are asked for.
 *
 * @param files the pictures
 * @param shape {@code 3 x height x width}
 */
record PictureFiles(List<Path> files, Shape shape) implements TensorSource {
  private static final PictureDecoder DECODER =
      new PictureDecoder(PictureDecoder.DEFAULT_MAX_PIXELS);

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
}
