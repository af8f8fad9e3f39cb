package io.retask.app.cli;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.data.InvalidData;
import io.retask.recipe.InvalidRecipe;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns every failure into one message and the exit code that product users rely on. */
final class Failures implements IExecutionExceptionHandler {
  private static final int INTERRUPTED = 130;

  private record Code(Class<? extends Exception> type, int exit) {}

  private static final List<Code> CODES =
      List.of(
          new Code(InvalidRecipe.class, 2),
          new Code(BudgetExhausted.class, 3),
          new Code(BlackBoxFailure.class, 4),
          new Code(InvalidData.class, 5),
          new Code(CorruptArtifact.class, 6),
          new Code(RetaskException.class, 2));

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof CancellationException) {
      // the hook that noticed Ctrl-C says how to go on, once everything is stored
      return INTERRUPTED;
    }
    for (Code code : CODES) {
      if (code.type.isInstance(failure)) {
        PrintWriter err = command.getErr();
        err.println("retask: " + failure.getMessage());
        err.flush();
        return code.exit;
      }
    }
    throw failure;
  }
}
