package io.retask.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.retask.data.InvalidData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  /** 50 megapixels, about 150 MB decoded. */
  private static final long MOST_PIXELS = 50_000_000L;

  /**
   * As JPEG has it. A thin strip has few pixels, but becomes large when its sides are made even.
   */
  private static final int LONGEST_SIDE = 65_535;

  private static final int MOST_BYTES_A_PIXEL = 8;
  private static final String KNOWN = "JPEG, PNG, WebP, TIFF, BMP and GIF can be read";

  /** What is said of padding between two pieces of a JPEG; the picture goes on after it. */
  private static final Pattern PADDING =
      Pattern.compile("corrupt jpeg data: \\d+ extraneous bytes before marker 0x[0-9a-f]{2}");

  /** The head of the piece of a JPEG that says how often restart markers come. */
  private static final byte[] RESTARTS = {(byte) 0xff, (byte) 0xdd, 0, 4};

  private final long maxPixels;

  /** A decoder of pictures of up to 50 megapixels. */
  public PictureDecoder() {
    this(MOST_PIXELS);
  }

  PictureDecoder(long maxPixels) {
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
            "'%s' has %d bytes, more than any picture of %s megapixels; make it smaller or remove it"
                .formatted(name, bytes, mega(maxPixels)));
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
      Picture stored = RasterReading.of(pixels(reader, file));
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
   * @throws InvalidData if it has more pixels than this decoder allows, or a side is too long
   */
  public void check(String name, PictureSize size) {
    if (Math.max(size.width(), size.height()) > LONGEST_SIDE) {
      throw new InvalidData(
          "'%s' is %s; sides of at most %d pixels are decoded; make it smaller or remove it"
              .formatted(name, size, LONGEST_SIDE));
    }
    if (size.pixels() > maxPixels) {
      throw new InvalidData(
          "'%s' is %s = %s megapixels; at most %s are decoded; make it smaller or remove it"
              .formatted(name, size, mega(size.pixels()), mega(maxPixels)));
    }
  }

  /** The first picture; one that ends too early is refused, although the reader only warns. */
  private static BufferedImage pixels(ImageReader reader, byte[] file) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    for (String warning : warnings) {
      if (incomplete(warning.toLowerCase(Locale.ROOT), file)) {
        throw new IOException(warning);
      }
    }
    return image;
  }

  /**
   * Before a restart marker, bytes too many are what is left of a piece that was lost; libjpeg may
   * tell of them at a later marker only, so where there are restarts no such bytes are harmless.
   */
  private static boolean incomplete(String warning, byte[] file) {
    return Stream.of("premature", "truncated", "corrupt").anyMatch(warning::contains)
        && !(PADDING.matcher(warning).matches() && !restarts(file));
  }

  private static boolean restarts(byte[] file) {
    int length = RESTARTS.length;
    return IntStream.rangeClosed(0, file.length - length)
        .anyMatch(at -> Arrays.equals(file, at, at + length, RESTARTS, 0, length));
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String mega(long pixels) {
    return BigDecimal.valueOf(pixels, 6).stripTrailingZeros().toPlainString();
  }
}
