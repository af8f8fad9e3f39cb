package io.retask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retask.data.InvalidData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which damage of a JPEG leaves its picture whole. */
class DamagedJpegTest {
  private final PictureDecoder decoder = new PictureDecoder();

  @ParameterizedTest
  @CsvSource({
    "upright-1.jpg,217",
    "grey.jpg,217",
    "cmyk.jpg,217",
    "progressive.jpg,217",
    "upright-1.jpg,218",
    "upright-1.jpg,196",
    "upright-6.jpg,225"
  })
  void paddingBeforeAMarkerChangesNoPixel(String name, int marker) throws IOException {
    byte[] clean = Ramp.resource(name);
    byte[] padded = padded(clean, lastOf(clean, marker));
    assertThat(decoder.decode(name, padded).rgb()).isEqualTo(decoder.decode(name, clean).rgb());
  }

  /** Where such bytes are is told too late, so those at the end are refused as well. */
  @ParameterizedTest
  @ValueSource(ints = {0xd0, 0xd1, 0xd9})
  void bytesBetweenRestartsMayBeALostPiece(int marker) throws IOException {
    byte[] clean = withRestarts();
    assertThat(decoder.decode("a.jpg", clean).size()).hasToString("64x16");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> decoder.decode("a.jpg", padded(clean, lastOf(clean, marker))))
        .withMessageContaining(" extraneous bytes before marker ");
  }

  @ParameterizedTest
  @CsvSource({"upright-1.jpg,192", "progressive.jpg,218"})
  void aPaddedFileThatIsCutShortIsRefused(String name, int marker) throws IOException {
    byte[] padded = padded(Ramp.resource(name), lastOf(Ramp.resource(name), marker));
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> decoder.decode(name, Arrays.copyOf(padded, padded.length - 12)))
        .withMessageStartingWith("'" + name + "' is a damaged JPEG");
  }

  /** The same file with forty bytes, of which no two begin a marker, in front of a place. */
  private static byte[] padded(byte[] file, int place) {
    byte[] padded = new byte[file.length + 40];
    System.arraycopy(file, 0, padded, 0, place);
    Arrays.fill(padded, place, place + 40, (byte) 0x20);
    System.arraycopy(file, place, padded, place + 40, file.length - place);
    return padded;
  }

  private static int lastOf(byte[] file, int marker) {
    for (int at = file.length - 2; at >= 0; at--) {
      if ((file[at] & 255) == 0xff && (file[at + 1] & 255) == marker) {
        return at;
      }
    }
    throw new IllegalArgumentException("no marker %02x".formatted(marker));
  }

  /** A real file of 64 x 16 noise with a restart marker after every unit. */
  private static byte[] withRestarts() throws IOException {
    BufferedImage image = new BufferedImage(64, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 16; i++) {
      image.setRGB(i % 64, i / 64, Ramp.sample(i % 64, i / 64, 0) * 0x10101);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
    String format = "javax_imageio_jpeg_image_1.0";
    IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode interval = new IIOMetadataNode("dri");
    interval.setAttribute("interval", "1");
    tree.getElementsByTagName("markerSequence").item(0).appendChild(interval);
    metadata.setFromTree(format, tree);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
