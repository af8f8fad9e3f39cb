package io.retask.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in a line, and where its options are explained. */
final class Misuse implements IParameterExceptionHandler {
  private static final int USAGE = 2;

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    String verb = command.getCommandSpec().qualifiedName();
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      err.println("retask: %s; '%s --help' explains".formatted(failure.getMessage(), verb));
      UnmatchedArgumentException.printSuggestions(failure, err);
    }
    err.flush();
    return USAGE;
  }
}
