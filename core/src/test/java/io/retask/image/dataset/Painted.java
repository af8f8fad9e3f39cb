package io.retask.image.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Writes small picture files for the tests. */
final class Painted {
  private Painted() {}

  /** A plain picture of 6 x 4 pixels; the ending decides the format. */
  static Path plain(Path file, int rgb) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 24; i++) {
      image.setRGB(i % 6, i / 6, rgb);
    }
    String name = file.getFileName().toString();
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  /** An IDX file of these bytes; the array has one axis for each length. */
  static Path idx(Path file, byte[] values, int... axes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out =
        new DataOutputStream(
            file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes)) {
      out.writeInt(0x800 + axes.length);
      for (int axis : axes) {
        out.writeInt(axis);
      }
      out.write(values);
    }
    return Files.write(file, bytes.toByteArray());
  }

  /** A NumPy array file. */
  static byte[] npy(String type, String shape, byte[] values) throws IOException {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x93);
    out.write("NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    out.write(header.length());
    out.write(0);
    out.write(header.getBytes(StandardCharsets.ISO_8859_1));
    out.write(values);
    return out.toByteArray();
  }

  /** A zip file of names and contents in turn. */
  static Path zip(Path file, Object... namesAndBytes) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        out.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
        out.write((byte[]) namesAndBytes[i + 1]);
      }
    }
    return file;
  }
}
