package io.retask.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.artifact.Codecs;
import io.retask.artifact.ProgramCodec;
import io.retask.image.view.ViewProgram;

/** Picture views in artefacts; here because {@code artifact} knows no picture. */
final class ViewCodec implements ProgramCodec<ViewProgram> {
  @Override
  public String kind() {
    return "picture-view";
  }

  @Override
  public Class<ViewProgram> type() {
    return ViewProgram.class;
  }

  @Override
  public void write(ViewProgram program, ObjectNode settings) {
    Codecs.writeShape(program.outputShape(), settings.putArray("shape"));
    settings.put("patternSide", program.patternSide());
  }

  @Override
  public ViewProgram read(JsonNode settings) {
    return new ViewProgram(
        Codecs.readShape(settings.path("shape")), settings.path("patternSide").asInt());
  }
}
