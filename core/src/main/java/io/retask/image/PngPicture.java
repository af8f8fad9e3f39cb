package io.retask.image;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** One row of a batch of pictures as a PNG file, for people to look at. */
public final class PngPicture {
  private static final int RGB = 3;

  private final byte[] file;

  private PngPicture(byte[] file) {
    this.file = file;
  }

  /**
   * Draws one picture.
   *
   * @param batch pictures 3 x height x width (RGB) or 1 x height x width (grey) in [0,1]; values
   *     outside are clipped, NaN is drawn as 0
   * @param row which one, from 0
   * @throws IllegalArgumentException if the rows are no pictures
   */
  public static PngPicture of(TensorBatch batch, int row) {
    return of(batch, row, Integer.MAX_VALUE);
  }

  /**
   * Draws one picture, shrunk by a whole factor until no side is longer than {@code longestSide}.
   * Each pixel of the result is the mean of the pixels that it stands for.
   *
   * @throws IllegalArgumentException if the rows are no pictures, or {@code longestSide < 1}
   */
  public static PngPicture of(TensorBatch batch, int row, int longestSide) {
    Shape shape = batch.shape();
    if (shape.rank() != 3 || (shape.axis(0) != 1 && shape.axis(0) != RGB)) {
      throw new IllegalArgumentException(
          "a picture is 3 x height x width or 1 x height x width, but these rows are " + shape);
    }
    if (longestSide < 1) {
      throw new IllegalArgumentException(
          "the longest side is " + longestSide + ", but it must be at least 1");
    }
    int longest = Math.max(shape.axis(1), shape.axis(2));
    int factor = (longest - 1) / longestSide + 1;
    return new PngPicture(encode(new Blocks(batch, batch.offset(row), factor).draw()));
  }

  /** A copy of the file. */
  public byte[] bytes() {
    return file.clone();
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java has no PNG writer; use one with java.desktop");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory could not be written as PNG", e);
    }
    return out.toByteArray();
  }

  /** A picture cut into blocks of {@code factor x factor} pixels; those at the edge are smaller. */
  private record Blocks(TensorBatch batch, int offset, int factor) {

    BufferedImage draw() {
      int height = (rows() - 1) / factor + 1;
      int width = (columns() - 1) / factor + 1;
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          image.setRGB(x, y, colour(y * factor, x * factor));
        }
      }
      return image;
    }

    private int colour(int top, int left) {
      int colour = 0;
      for (int channel = 0; channel < RGB; channel++) {
        int plane = Math.min(channel, batch.shape().axis(0) - 1);
        colour = colour << 8 | level(plane, top, left);
      }
      return colour;
    }

    private int level(int plane, int top, int left) {
      int bottom = Math.min(top + factor, rows());
      int right = Math.min(left + factor, columns());
      double sum = 0;
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          sum += clipped(batch.values()[offset + (plane * rows() + y) * columns() + x]);
        }
      }
      return (int) Math.round(255 * sum / ((bottom - top) * (right - left)));
    }

    private static double clipped(float value) {
      return value > 0 ? Math.min(value, 1) : 0;
    }

    private int rows() {
      return batch.shape().axis(1);
    }

    private int columns() {
      return batch.shape().axis(2);
    }
  }
}
