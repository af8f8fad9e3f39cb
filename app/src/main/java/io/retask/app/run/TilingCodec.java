package io.retask.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.artifact.Codecs;
import io.retask.artifact.ProgramCodec;
import io.retask.image.view.Tiling;

/** Tiled pictures in artefacts. */
final class TilingCodec implements ProgramCodec<Tiling> {
  @Override
  public String kind() {
    return "tiling";
  }

  @Override
  public Class<Tiling> type() {
    return Tiling.class;
  }

  @Override
  public void write(Tiling program, ObjectNode settings) {
    Codecs.writeShape(program.inputShape(), settings.putArray("shape"));
    settings.put("copies", program.copies()).put("mirrored", program.isMirrored());
  }

  @Override
  public Tiling read(JsonNode settings) {
    return new Tiling(
        Codecs.readShape(settings.path("shape")),
        settings.path("copies").asInt(),
        settings.path("mirrored").asBoolean());
  }
}
