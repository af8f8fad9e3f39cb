package io.retask.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.artifact.Codecs;
import io.retask.artifact.ProgramCodec;
import io.retask.image.view.Rotation;

/** Turned pictures in artefacts; the angle is a parameter. */
final class RotationCodec implements ProgramCodec<Rotation> {
  @Override
  public String kind() {
    return "rotation";
  }

  @Override
  public Class<Rotation> type() {
    return Rotation.class;
  }

  @Override
  public void write(Rotation program, ObjectNode settings) {
    Codecs.writeShape(program.inputShape(), settings.putArray("shape"));
  }

  @Override
  public Rotation read(JsonNode settings) {
    return new Rotation(Codecs.readShape(settings.path("shape")));
  }
}
