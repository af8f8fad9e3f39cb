package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.program.AdditiveProgram;
import io.retask.program.FramedProgram;
import io.retask.program.Program;
import io.retask.program.Subspace;
import io.retask.program.SubspaceProgram;
import java.util.Locale;

/** The program whose subspace it is stands inside; the directions are drawn again. */
record SubspaceCodec(Codecs all) implements ProgramCodec<SubspaceProgram> {
  @Override
  public String kind() {
    return "subspace";
  }

  @Override
  public Class<SubspaceProgram> type() {
    return SubspaceProgram.class;
  }

  @Override
  public void write(SubspaceProgram program, ObjectNode settings) {
    Subspace subspace = program.subspace();
    settings.put("directions", subspace.kind().name().toLowerCase(Locale.ROOT));
    settings.put("size", subspace.size()).put("seed", subspace.seed());
    all.writeProgram(program.full(), settings.putObject("full"));
  }

  @Override
  public SubspaceProgram read(JsonNode settings) {
    Subspace subspace =
        new Subspace(
            Subspace.Kind.valueOf(settings.path("directions").asText().toUpperCase(Locale.ROOT)),
            settings.path("size").asInt(),
            settings.path("seed").asLong());
    Program full = all.readProgram(settings.path("full"));
    if (full instanceof FramedProgram framed) {
      return SubspaceProgram.of(framed, subspace);
    }
    if (full instanceof AdditiveProgram additive) {
      return SubspaceProgram.of(additive, subspace);
    }
    throw new IllegalArgumentException("it holds a subspace of '" + full + "'");
  }
}
