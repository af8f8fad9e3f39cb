package io.retask.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.retask.data.InvalidData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes JPEG (CMYK too), PNG, WebP, TIFF, BMP and the first frame of GIF to 8-bit RGB.
 *
 * <p>The bytes decide the format, never the ending of the name. The size is read from the header
 * and checked before anything is decoded. EXIF orientation is applied; colour profiles of RGB and
 * grey pictures are not; 16-bit samples are rounded to 8; transparent parts show white. Nothing is
 * written to disk and no display is needed. Safe to use from several threads.
 */
public final class PictureDecoder {
  /** The default limit: 50 megapixels, about 150 MB decoded. */
  public static final long DEFAULT_MAX_PIXELS = 50_000_000L;

  private static final int MOST_BYTES_A_PIXEL = 8;
  private static final String KNOWN = "JPEG, PNG, WebP, TIFF, BMP and GIF can be read";

  private final long maxPixels;

  /** A decoder that refuses pictures of more pixels than this. */
  public PictureDecoder(long maxPixels) {
    if (maxPixels < 1) {
      throw new IllegalArgumentException(
          "maxPixels is " + maxPixels + "; allow at least 1, the default is " + DEFAULT_MAX_PIXELS);
    }
    this.maxPixels = maxPixels;
    // some readers wrap streams of their own; this keeps those in memory too
    ImageIO.setUseCache(false);
  }

  /** Whether bytes, of which the first 32 are enough, or a file name say that this is a picture. */
  public static boolean claimsToBePicture(String fileName, byte[] head) {
    return PictureFormat.claims(fileName) || PictureFormat.of(head).isPresent();
  }

  /**
   * Reads a file.
   *
   * @param name what to call it in an error
   * @throws InvalidData if it cannot be read, is no picture, is damaged or too large
   */
  public Picture read(String name, Path file) {
    try {
      long bytes = Files.size(file);
      if (bytes > MOST_BYTES_A_PIXEL * Math.max(maxPixels, 1_000_000)) {
        throw new InvalidData(
            "'%s' has %d bytes, more than any picture of %s megapixels; make it smaller or raise"
                    .formatted(name, bytes, mega(maxPixels))
                + " the limit of pixels");
      }
      return decode(name, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidData("cannot read '%s': %s".formatted(name, reason(e)), e);
    }
  }

  /**
   * Decodes the bytes of a file.
   *
   * @param name what to call it in an error
   * @throws InvalidData if it is no picture, is damaged or too large
   */
  public Picture decode(String name, byte[] file) {
    PictureFormat format =
        PictureFormat.of(file)
            .orElseThrow(
                () ->
                    new InvalidData(
                        "'%s' is not a picture: %s; %s; convert it or remove it"
                            .formatted(name, PictureFormat.guess(file), KNOWN)));
    ImageReader reader = ImageIO.getImageReadersByFormatName(format.readerName()).next();
    try (ImageInputStream in = new ByteArrayImageInputStream(file)) {
      reader.setInput(in, false, format != PictureFormat.PNG);
      check(name, new PictureSize(reader.getWidth(0), reader.getHeight(0)));
      Picture stored = RasterReading.of(pixels(reader));
      return ExifOrientation.upright(stored, ExifOrientation.of(format, file));
    } catch (InvalidData e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InvalidData(
          "'%s' is a damaged %s or one of a kind that is not read: %s; save it again or remove it"
              .formatted(name, format.readerName().toUpperCase(Locale.ROOT), reason(e)),
          e);
    } finally {
      reader.dispose();
    }
  }

  /**
   * Checks a size before anything of it is decoded.
   *
   * @param name what to call the picture in an error
   * @throws InvalidData if it has more pixels than this decoder allows
   */
  public void check(String name, PictureSize size) {
    if (size.pixels() > maxPixels) {
      throw new InvalidData(
          "'%s' is %s = %s megapixels; at most %s are decoded; make it smaller or raise the limit"
              .formatted(name, size, mega(size.pixels()), mega(maxPixels)));
    }
  }

  /** The first picture; one that ends too early is refused, although the reader only warns. */
  private static BufferedImage pixels(ImageReader reader) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    for (String warning : warnings) {
      String text = warning.toLowerCase(Locale.ROOT);
      if (text.contains("premature") || text.contains("truncated") || text.contains("corrupt")) {
        throw new IOException(warning);
      }
    }
    return image;
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String mega(long pixels) {
    return BigDecimal.valueOf(pixels, 6).stripTrailingZeros().toPlainString();
  }
}
