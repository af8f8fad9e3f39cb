package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.program.IdentityProgram;

final class IdentityCodec implements ProgramCodec<IdentityProgram> {
  @Override
  public String kind() {
    return "identity";
  }

  @Override
  public Class<IdentityProgram> type() {
    return IdentityProgram.class;
  }

  @Override
  public void write(IdentityProgram program, ObjectNode settings) {
    Codecs.writeShape(program.outputShape(), settings.putArray("shape"));
  }

  @Override
  public IdentityProgram read(JsonNode settings) {
    return new IdentityProgram(Codecs.readShape(settings.path("shape")));
  }
}
