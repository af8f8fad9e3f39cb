package io.retask.torch;

import io.retask.testkit.blackbox.SeededDraw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes small TorchScript files as torch.jit.save does: the code as text, the object as a pickle
 * of protocol 2, the weights as raw floats. So the tests need neither Python nor a trained network.
 */
final class TinyScript {
  private final Map<String, int[]> weights = new LinkedHashMap<>();
  private final boolean buffers;
  private String body = "";
  private String answer = "Tensor";

  private TinyScript(boolean buffers) {
    this.buffers = buffers;
  }

  /** A network that declares its weights. */
  static TinyScript declared() {
    return new TinyScript(false);
  }

  /** A network that keeps its weights in buffers. */
  static TinyScript buffered() {
    return new TinyScript(true);
  }

  TinyScript weight(String name, int... shape) {
    weights.put(name, shape);
    return this;
  }

  /** The statements of {@code forward(self, x)}, one a line. */
  TinyScript forward(String statements) {
    body = statements;
    return this;
  }

  /** What {@code forward} returns, a tensor where this is not called. */
  TinyScript answering(String type) {
    answer = type;
    return this;
  }

  /** Draws the weights of one tensor: uniform, of variance about 1 / fan-in. */
  static float[] drawn(int index, int[] shape) {
    int size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    double scale = Math.sqrt(3.0 * shape[0] / size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * (2 * SeededDraw.uniform(900 + index, i) - 1));
    }
    return values;
  }

  Path write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "tiny/data.pkl", pickle());
      store(zip, "tiny/code/__torch__.py", code().getBytes(StandardCharsets.UTF_8));
      store(zip, "tiny/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "tiny/version", "3\n".getBytes(StandardCharsets.UTF_8));
      int index = 0;
      for (int[] shape : weights.values()) {
        float[] values = drawn(index, shape);
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        store(zip, "tiny/data/" + index++, raw.array());
      }
    }
    return Files.write(file, bytes.toByteArray());
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private String code() {
    StringBuilder code = new StringBuilder("class Tiny(Module):\n");
    StringBuilder names = new StringBuilder("[");
    weights.keySet().forEach(name -> names.append('"').append(name).append("\", "));
    names.append(']');
    code.append("  __parameters__ = ").append(buffers ? "[]" : names).append('\n');
    code.append("  __buffers__ = ").append(buffers ? names : "[]").append('\n');
    weights.keySet().forEach(name -> code.append("  ").append(name).append(" : Tensor\n"));
    code.append(
        "  training : bool\n  def forward(self: __torch__.Tiny,\n    x: Tensor) -> %s:\n"
            .formatted(answer));
    weights.keySet().forEach(name -> code.append("    %s = self.%s\n".formatted(name, name)));
    body.lines().forEach(line -> code.append("    ").append(line).append('\n'));
    return code.toString();
  }

  private byte[] pickle() {
    Pickle pickle = new Pickle().global("__torch__", "Tiny").op(")\u0081}(");
    pickle.text("training").op("\u0089");
    int index = 0;
    for (Map.Entry<String, int[]> weight : weights.entrySet()) {
      pickle.text(weight.getKey());
      tensor(pickle, index++, weight.getValue());
    }
    return pickle.op("ub.").bytes();
  }

  private static void tensor(Pickle pickle, int index, int[] shape) {
    int size = drawn(index, shape).length;
    pickle.global("torch._utils", "_rebuild_tensor_v2").op("((").text("storage");
    pickle.global("torch", "FloatStorage").text(String.valueOf(index)).text("cpu");
    pickle.number(size).op("tQ").number(0).op("(");
    for (int axis : shape) {
      pickle.number(axis);
    }
    pickle.op("t(");
    int stride = size;
    for (int axis : shape) {
      stride /= axis;
      pickle.number(stride);
    }
    pickle.op("t\u0089").global("collections", "OrderedDict").op(")RtR");
  }

  /** The operations of a pickle that are needed here. */
  private static final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
      op("\u0080\u0002");
    }

    Pickle op(String operations) {
      out.writeBytes(operations.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    }

    Pickle global(String module, String name) {
      return op("c" + module + "\n" + name + "\n");
    }

    Pickle text(String text) {
      out.write('X');
      return raw(text.length()).op(text);
    }

    Pickle number(int value) {
      out.write('J');
      return raw(value);
    }

    private Pickle raw(int value) {
      out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
