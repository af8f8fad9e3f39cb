package io.retask.torch;

import io.retask.RetaskException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The parts of a TorchScript file, which is a zip: the code of its classes as text under {@code
 * code/}, the object as a pickle, the weights as raw numbers.
 */
final class TorchArchive {
  private static final String CODE = "/code/";
  private static final String SOURCE = ".py";
  private final Map<String, byte[]> entries;

  private TorchArchive(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  /**
   * Reads an archive.
   *
   * @throws RetaskException if it is no zip with code in it
   */
  static TorchArchive read(Path file) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    // not as a stream: libtorch stores sizes behind the bytes, which the JDK's stream refuses
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    } catch (IOException failure) {
      throw new RetaskException(
          "'%s' is no TorchScript file: %s; save it with torch.jit.save"
              .formatted(file, failure.getMessage()),
          failure);
    }
    TorchArchive archive = new TorchArchive(entries);
    if (archive.code().isEmpty()) {
      throw new RetaskException(
          "'%s' is no TorchScript file: it holds no code; save it with torch.jit.save"
              .formatted(file));
    }
    return archive;
  }

  /** The text of each file of code, by its module: {@code __torch__.torch.nn.modules.linear}. */
  Map<String, String> code() {
    Map<String, String> code = new LinkedHashMap<>();
    entries.forEach(
        (name, bytes) -> {
          int at = name.indexOf(CODE);
          if (at > 0 && name.endsWith(SOURCE)) {
            String module = name.substring(at + CODE.length(), name.length() - SOURCE.length());
            code.put(module.replace('/', '.'), new String(bytes, StandardCharsets.UTF_8));
          }
        });
    return code;
  }

  /** The class of the network itself, which the pickle names first. */
  String root() {
    String pickle =
        entries.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("/data.pkl"))
            .map(entry -> new String(entry.getValue(), StandardCharsets.ISO_8859_1))
            .findFirst()
            .orElse("");
    // protocol 2, then the operation GLOBAL: c module \n class \n
    String[] lines = pickle.split("\n", 3);
    return lines.length == 3 && lines[0].length() > 3 ? lines[0].substring(3) + "." + lines[1] : "";
  }

  /** The same archive with other code; what was only there to tell where code came from goes. */
  byte[] with(Map<String, String> code) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        if (!entry.getKey().endsWith(".debug_pkl")) {
          store(zip, entry.getKey(), replaced(entry.getKey(), entry.getValue(), code));
        }
      }
    } catch (IOException failure) {
      throw new IllegalStateException("memory can always be written", failure);
    }
    return out.toByteArray();
  }

  private static byte[] replaced(String name, byte[] bytes, Map<String, String> code) {
    int at = name.indexOf(CODE);
    if (at < 0 || !name.endsWith(SOURCE)) {
      return bytes;
    }
    String module = name.substring(at + CODE.length(), name.length() - SOURCE.length());
    String text = code.get(module.replace('/', '.'));
    return text == null ? bytes : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Uncompressed, as libtorch writes it. */
  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(sum.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
