package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.program.Program;
import io.retask.program.SequenceProgram;
import java.util.ArrayList;
import java.util.List;

/** The programs of a sequence, each of any kind. */
record SequenceCodec(Codecs all) implements ProgramCodec<SequenceProgram> {
  @Override
  public String kind() {
    return "sequence";
  }

  @Override
  public Class<SequenceProgram> type() {
    return SequenceProgram.class;
  }

  @Override
  public void write(SequenceProgram program, ObjectNode settings) {
    ArrayNode stages = settings.putArray("stages");
    for (Program stage : program.stages()) {
      all.writeProgram(stage, stages.addObject());
    }
  }

  @Override
  public SequenceProgram read(JsonNode settings) {
    List<Program> stages = new ArrayList<>();
    settings.path("stages").forEach(stage -> stages.add(all.readProgram(stage)));
    return new SequenceProgram(stages);
  }
}
