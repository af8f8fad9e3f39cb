package io.retask.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Takes 8-bit RGB out of what ImageIO decoded.
 *
 * <p>Grey and RGB samples are taken as they are stored, as PIL does: a colour profile is not
 * applied ({@code BufferedImage.getRGB} would also brighten every grey picture). Palettes, CMYK and
 * other spaces go through their colour model. Transparent parts show white.
 */
final class RasterReading {
  private RasterReading() {}

  /**
   * The picture.
   *
   * @throws IllegalArgumentException if samples are wider than 16 bits, signed or floating point
   */
  static Picture of(BufferedImage image) {
    PictureSize size = new PictureSize(image.getWidth(), image.getHeight());
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel || !plain(model.getColorSpace().getType())) {
      return Picture.wrap(size, byColour(image));
    }
    if (model.getNumColorComponents() == 3 && !model.hasAlpha() && packed(image.getRaster())) {
      return Picture.wrap(size, byCopy(image.getRaster()));
    }
    return Picture.wrap(size, bySamples(image.getRaster(), model));
  }

  private static boolean plain(int space) {
    return space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY;
  }

  private static boolean packed(Raster raster) {
    return raster.getSampleModel() instanceof PixelInterleavedSampleModel
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getNumBanks() == 1
        && buffer.getOffset() == 0
        && raster.getSampleModelTranslateX() == 0
        && raster.getSampleModelTranslateY() == 0
        && raster.getNumBands() == 3;
  }

  /** The common case, 8-bit RGB or BGR, without a call a sample. */
  private static byte[] byCopy(Raster raster) {
    PixelInterleavedSampleModel layout = (PixelInterleavedSampleModel) raster.getSampleModel();
    byte[] stored = ((DataBufferByte) raster.getDataBuffer()).getData();
    int[] band = layout.getBandOffsets();
    int step = layout.getPixelStride();
    byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
    for (int y = 0, to = 0; y < raster.getHeight(); y++) {
      int from = y * layout.getScanlineStride();
      for (int x = 0; x < raster.getWidth(); x++, from += step) {
        rgb[to++] = stored[from + band[0]];
        rgb[to++] = stored[from + band[1]];
        rgb[to++] = stored[from + band[2]];
      }
    }
    return rgb;
  }

  private static byte[] bySamples(Raster raster, ColorModel model) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int green = model.getNumColorComponents() == 1 ? 0 : 1;
    int bits = depth(model, raster.getTransferType());
    byte[] rgb = new byte[3 * width * raster.getHeight()];
    int[] row = new int[width * bands];
    for (int y = 0, to = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int at = 0; at < row.length; at += bands) {
        int alpha = model.hasAlpha() ? level(row[at + bands - 1], bits) : 255;
        boolean multiplied = model.isAlphaPremultiplied();
        rgb[to++] = onWhite(level(row[at], bits), alpha, multiplied);
        rgb[to++] = onWhite(level(row[at + green], bits), alpha, multiplied);
        rgb[to++] = onWhite(level(row[at + 2 * green], bits), alpha, multiplied);
      }
    }
    return rgb;
  }

  private static int depth(ColorModel model, int type) {
    boolean whole =
        type == DataBuffer.TYPE_BYTE
            || type == DataBuffer.TYPE_USHORT
            || type == DataBuffer.TYPE_INT;
    int bits = model.getComponentSize(0);
    if (!whole || bits > 16) {
      throw new IllegalArgumentException(
          "its samples are signed, floating point or wider than 16 bits, so their range is unknown;"
              + " save it with 8 or 16 bits");
    }
    for (int size : model.getComponentSize()) {
      if (size != bits) {
        throw new IllegalArgumentException(
            "its channels differ in depth; save it with 8 or 16 bits in each");
      }
    }
    return bits;
  }

  /** A sample on the scale 0 to 255, rounded to nearest. */
  private static int level(int sample, int bits) {
    if (bits == 8) {
      return sample;
    }
    int most = (1 << bits) - 1;
    return (sample * 255 + most / 2) / most;
  }

  private static byte onWhite(int level, int alpha, boolean multiplied) {
    int own = multiplied ? 255 * level : alpha * level;
    return (byte) Math.min(255, (own + 255 * (255 - alpha) + 127) / 255);
  }

  private static byte[] byColour(BufferedImage image) {
    int width = image.getWidth();
    byte[] rgb = new byte[3 * width * image.getHeight()];
    int[] row = new int[width];
    for (int y = 0, to = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        rgb[to++] = onWhite((argb >> 16) & 255, argb >>> 24, false);
        rgb[to++] = onWhite((argb >> 8) & 255, argb >>> 24, false);
        rgb[to++] = onWhite(argb & 255, argb >>> 24, false);
      }
    }
    return rgb;
  }
}
