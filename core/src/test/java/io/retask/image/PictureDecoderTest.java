package io.retask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retask.data.InvalidData;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
  private final PictureDecoder decoder = new PictureDecoder();

  private static BufferedImage ramp(int type) {
    BufferedImage image = new BufferedImage(24, 16, type);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        int[] rgb = Ramp.at(Ramp.picture(), x, y);
        image.setRGB(x, y, 0xff000000 | rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
      }
    }
    return image;
  }

  private static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "lzw.tif", "deflate.tif"})
  void losslessFilesAreExact(String name) throws IOException {
    Picture made = decoder.decode(name, Ramp.resource(name));
    assertThat(made.rgb()).isEqualTo(Ramp.picture().rgb());
  }

  @ParameterizedTest
  @CsvSource({"png,1", "png,5", "png,6", "bmp,5", "bmp,1", "tiff,5", "tiff,2"})
  void everyPackingOfRgbIsExact(String format, int type) throws IOException {
    Picture made = decoder.decode("a", file(ramp(type), format));
    assertThat(made.rgb()).isEqualTo(Ramp.picture().rgb());
  }

  @ParameterizedTest
  @CsvSource({"cmyk.jpg,cmyk.rgb,8", "lossy.webp,lossy.rgb,16", "grey.jpg,grey.rgb,1"})
  void lossyFilesAreCloseToPillow(String name, String golden, int levels) throws IOException {
    Picture made = decoder.decode(name, Ramp.resource(name));
    assertThat(Ramp.mostDifference(made.rgb(), Ramp.resource(golden))).isLessThanOrEqualTo(levels);
  }

  @ParameterizedTest
  @CsvSource({"progressive.jpg,12", "jpeg.tif,60", "palette.gif,80"})
  void otherKindsShowTheRamp(String name, int levels) throws IOException {
    Picture made = decoder.decode(name, Ramp.resource(name));
    assertThat(made.size()).isEqualTo(Ramp.SIZE);
    assertThat(Ramp.mostDifference(made.rgb(), Ramp.picture().rgb())).isLessThanOrEqualTo(levels);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "255,255", "257,1", "128,0", "129,1", "65535,255", "32896,128", "33000,128"})
  void sixteenBitsAreRoundedToEight(int stored, int level) throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    WritableRaster raster = image.getRaster();
    raster.setSample(0, 0, 0, stored == 255 && level == 255 ? 65535 : stored);
    Picture made = decoder.decode("a.png", file(image, "png"));
    assertThat(Ramp.at(made, 0, 0)).containsExactly(level, level, level);
  }

  @Test
  void greyIsTakenAsStored() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 100);
    assertThat(decoder.decode("a", file(image, "png")).rgb()).containsOnly(100);
  }

  @Test
  void oneBitIsBlackAndWhite() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(1, 0, 0xffffffff);
    assertThat(decoder.decode("a", file(image, "png")).rgb())
        .containsExactly(0, 0, 0, 255, 255, 255);
  }

  @Test
  void halfTransparentIsLaidOverWhite() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x80ff0000);
    Picture made = decoder.decode("a", file(image, "png"));
    assertThat(Ramp.at(made, 0, 0)).containsExactly(255, 127, 127);
    assertThat(Ramp.at(made, 1, 0)).containsExactly(255, 255, 255);
  }

  @Test
  void transparentWebpIsLaidOverWhite() throws IOException {
    Picture made = decoder.decode("a", Ramp.resource("alpha.webp"));
    assertThat(Ramp.at(made, 20, 8)).containsExactly(255, 255, 255);
    assertThat(Ramp.at(made, 3, 8)).isEqualTo(Ramp.at(Ramp.picture(), 3, 8));
  }

  @Test
  void aTransparentColourIsWhite() throws IOException {
    Picture made = decoder.decode("a", Ramp.resource("transparent-colour.png"));
    assertThat(Ramp.at(made, 0, 0)).containsExactly(255, 255, 255);
    assertThat(Ramp.at(made, 1, 0)).isEqualTo(Ramp.at(Ramp.picture(), 1, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "upright-1.jpg,2,2", "upright-2.jpg,21,2", "upright-3.jpg,21,13", "upright-4.jpg,2,13",
    "upright-5.jpg,2,2", "upright-6.jpg,13,2", "upright-7.jpg,13,21", "upright-8.jpg,2,21",
    "upright-6.png,13,2", "upright-6.webp,13,2", "upright-8.tif,2,21"
  })
  void picturesAreTurnedUpright(String name, int redX, int redY) throws IOException {
    Picture made = decoder.decode(name, Ramp.resource(name));
    boolean turned = name.charAt(8) >= '5';
    assertThat(made.size()).hasToString(turned ? "16x24" : "24x16");
    assertThat(Ramp.at(made, redX, redY)[0]).isBetween(190, 210);
    int acrossX = made.size().width() - 1 - redX;
    int acrossY = made.size().height() - 1 - redY;
    assertThat(Ramp.at(made, acrossX, acrossY)[2]).isBetween(210, 230);
    assertThat(Ramp.at(made, redX, acrossY)[2]).isBetween(210, 230);
  }

  @Test
  void theBytesDecideNotTheName(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("picture.jpg");
    Files.write(file, file(ramp(BufferedImage.TYPE_3BYTE_BGR), "png"));
    assertThat(decoder.read("picture.jpg", file).rgb()).isEqualTo(Ramp.picture().rgb());
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12);
    png.putLong(0x89504e470d0a1a0aL).putInt(13).putInt(0x49484452);
    png.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(png.array(), 12, 17);
    return png.putInt((int) crc.getValue()).putInt(0).putInt(0x49444154).putInt(0x35af061e).array();
  }

  @Test
  void aBombIsRefusedByItsHeader() {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> decoder.decode("bomb.png", pngHeader(50_000, 50_000)))
        .withMessage(
            "'bomb.png' is 50000x50000 = 2500 megapixels; at most 50 are decoded; make it smaller"
                + " or remove it");
  }

  @ParameterizedTest
  @CsvSource({"10000000,1", "1,10000000", "65536,1"})
  void aThinStripIsRefusedByItsHeader(int width, int height) {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> decoder.decode("strip.png", pngHeader(width, height)))
        .withMessage(
            "'strip.png' is %dx%d; sides of at most 65535 pixels are decoded; make it smaller or remove it",
            width, height);
  }

  @Test
  void theLongestSideIsDecodedAndResized() throws IOException {
    BufferedImage strip = new BufferedImage(65_535, 1, BufferedImage.TYPE_3BYTE_BGR);
    Picture made = decoder.decode("strip.png", file(strip, "png"));
    assertThat(Resampler.resize(made, new PictureSize(16, 16)).rgb()).containsOnly(0);
  }

  @Test
  void theLimitIsAParameter() throws IOException {
    byte[] file = file(ramp(BufferedImage.TYPE_3BYTE_BGR), "png");
    assertThat(new PictureDecoder(384).decode("a", file).size()).isEqualTo(Ramp.SIZE);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> new PictureDecoder(383).decode("a", file))
        .withMessageStartingWith(
            "'a' is 24x16 = 0.000384 megapixels; at most 0.000383 are decoded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"progressive.jpg", "grey.jpg", "upright-1.jpg", "lzw.tif", "lossy.webp"})
  void aFileCutShortIsRefused(String name) throws IOException {
    byte[] whole = Ramp.resource(name);
    byte[] cut = Arrays.copyOf(whole, whole.length * 7 / 10);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> decoder.decode(name, cut))
        .withMessageStartingWith("'" + name + "' is a damaged ")
        .withMessageEndingWith("; save it again or remove it");
  }

  @Test
  void aPngCutShortIsRefused() throws IOException {
    byte[] whole = file(ramp(BufferedImage.TYPE_3BYTE_BGR), "png");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> decoder.decode("a.png", Arrays.copyOf(whole, whole.length / 2)))
        .withMessageStartingWith("'a.png' is a damaged PNG or one of a kind that is not read: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|its first bytes are unknown",
        "%PDF-1.7|it looks like PDF",
        "0000ftypheic|it looks like HEIC, AVIF or a film",
        "BM is how this text begins, no bitmap at all|its first bytes are unknown",
        "''|the file is empty"
      })
  void aForeignFileIsNamed(String content, String guess) {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> decoder.decode("x", content.getBytes(StandardCharsets.US_ASCII)))
        .withMessage(
            "'x' is not a picture: %s; JPEG, PNG, WebP, TIFF, BMP and GIF can be read; convert it"
                    .formatted(guess)
                + " or remove it");
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> decoder.read("gone.png", folder.resolve("gone.png")))
        .withMessageStartingWith("cannot read 'gone.png': ");
  }
}
