package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.program.Program;

/**
 * Writes and reads what is fixed about one kind of program; its parameters are tensors and not the
 * codec's concern.
 *
 * @param <P> the class of the programs
 */
public interface ProgramCodec<P extends Program> {
  /** The name of the kind in the manifest; it never changes. */
  String kind();

  /** The class of the programs. */
  Class<P> type();

  /** Puts the settings of a program into the node. */
  void write(P program, ObjectNode settings);

  /**
   * Makes the program again.
   *
   * @throws RuntimeException if the settings do not make sense; the caller names the file
   */
  P read(JsonNode settings);
}
