package io.retask.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.artifact.Codecs;
import io.retask.artifact.ProgramCodec;
import io.retask.image.view.AreaMean;

/** Small pictures in artefacts; here because {@code artifact} knows no picture. */
final class AreaMeanCodec implements ProgramCodec<AreaMean> {
  @Override
  public String kind() {
    return "area-mean";
  }

  @Override
  public Class<AreaMean> type() {
    return AreaMean.class;
  }

  @Override
  public void write(AreaMean program, ObjectNode settings) {
    Codecs.writeShape(program.inputShape(), settings.putArray("shape"));
    settings.put("side", program.side());
  }

  @Override
  public AreaMean read(JsonNode settings) {
    return new AreaMean(Codecs.readShape(settings.path("shape")), settings.path("side").asInt());
  }
}
