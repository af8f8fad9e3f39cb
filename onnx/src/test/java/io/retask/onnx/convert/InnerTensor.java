package io.retask.onnx.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;

/** A copy of a TFLite file that answers with a tensor from inside the network. */
final class InnerTensor {
  private InnerTensor() {}

  /** The copy whose answer is what goes into the softmax. */
  static Path beforeSoftmax(Path source, Path folder) throws IOException {
    TfliteFile file = new TfliteFile(source.toString(), Files.readAllBytes(source));
    for (int i = 0; i < file.operators(); i++) {
      if (file.code(i) == BuiltinOperator.SOFTMAX) {
        return answering(source, new TfliteOperator(file, i).input(0), folder);
      }
    }
    throw new IllegalArgumentException(source + " has no softmax");
  }

  /** The copy whose answer is the tensor with that index. */
  static Path answering(Path source, int tensor, Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(source);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int place = Model.getRootAsModel(buffer).subgraphs(0).outputsAsByteBuffer().position();
    buffer.putInt(place, tensor);
    return Files.write(folder.resolve("inner-" + tensor + "-" + source.getFileName()), bytes);
  }
}
