package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;

final class FramedCodec implements ProgramCodec<FramedProgram> {
  @Override
  public String kind() {
    return "framed";
  }

  @Override
  public Class<FramedProgram> type() {
    return FramedProgram.class;
  }

  @Override
  public void write(FramedProgram program, ObjectNode settings) {
    Codecs.writeShape(program.inputShape(), settings.putArray("source"));
    Codecs.writeShape(program.outputShape(), settings.putArray("frame"));
  }

  @Override
  public FramedProgram read(JsonNode settings) {
    return new FramedProgram(
        new FrameGeometry(
            Codecs.readShape(settings.path("source")), Codecs.readShape(settings.path("frame"))));
  }
}
