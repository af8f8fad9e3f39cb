package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.program.AdditiveProgram;

final class AdditiveCodec implements ProgramCodec<AdditiveProgram> {
  @Override
  public String kind() {
    return "additive";
  }

  @Override
  public Class<AdditiveProgram> type() {
    return AdditiveProgram.class;
  }

  @Override
  public void write(AdditiveProgram program, ObjectNode settings) {
    Codecs.writeShape(program.outputShape(), settings.putArray("shape"));
  }

  @Override
  public AdditiveProgram read(JsonNode settings) {
    return new AdditiveProgram(Codecs.readShape(settings.path("shape")));
  }
}
