package io.retask.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.retask.CorruptArtifact;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.LabelMapping;
import io.retask.program.AdditiveProgram;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.Program;
import io.retask.program.SequenceProgram;
import io.retask.program.Subspace;
import io.retask.program.SubspaceProgram;
import io.retask.program.View;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactFolderTest {
  private static final String[] PARTS = {
    "manifest.json", "program.safetensors", "mapping.safetensors", "MODEL_CARD.md"
  };
  @TempDir private Path temporary;

  private static ArtifactFolder at(Path folder) {
    return new ArtifactFolder(folder, Codecs.plain());
  }

  /** A folder that was committed when the format was new, and is never written again. */
  private static Path sample(int format, String name) {
    return Path.of("src/test/resources/io/retask/artifact/artifact-format-" + format, name);
  }

  /** A copy without digests, which would tell any damage before it is met. */
  private Path copied(int format, String name) throws IOException {
    Path copy = Files.createDirectories(temporary.resolve("copy"));
    for (String part : PARTS) {
      Files.copy(
          sample(format, name).resolve(part),
          copy.resolve(part),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private Path written(ReprogrammedModel model, Manifest manifest) {
    Path folder = temporary.resolve("model");
    at(folder).write(model, manifest);
    return folder;
  }

  private Path framed() throws IOException {
    return copied(1, "framed");
  }

  private static void same(ReprogrammedModel read, ReprogrammedModel wanted) {
    assertThat(read.classes()).isEqualTo(wanted.classes());
    assertThat(read.views()).hasSameSizeAs(wanted.views());
    for (int i = 0; i < read.views().size(); i++) {
      same(read.views().get(i), wanted.views().get(i));
    }
    if (!wanted.views().isEmpty()) {
      Scores answers = answers(wanted.mapping().sources());
      assertThat(read.mapping().apply(answers).values())
          .isEqualTo(wanted.mapping().apply(answers).values());
    }
    assertThat(read.local().isPresent()).isEqualTo(wanted.local().isPresent());
    wanted.local().ifPresent(part -> same(read.local().orElseThrow(), part));
  }

  private static void same(LocalPart read, LocalPart wanted) {
    TensorSource inputs =
        TensorSource.of(TensorBatch.wrap(wanted.inputShape(), 2, SampleModels.ramp(8)));
    assertThat(read.weight()).isEqualTo(wanted.weight());
    assertThat(read.predict(inputs).values()).isEqualTo(wanted.predict(inputs).values());
  }

  private static Scores answers(int sources) {
    float[] values = SampleModels.ramp(3 * sources);
    return Scores.wrap(3, sources, ScoreKind.LOGITS, values);
  }

  private static void same(View read, View wanted) {
    Program program = wanted.program();
    assertThat(read.program().getClass()).isEqualTo(program.getClass());
    assertThat(read.parameters()).isEqualTo(wanted.parameters());
    TensorBatch inputs =
        TensorBatch.wrap(program.inputShape(), 1, new float[program.inputShape().size()].clone());
    assertThat(read.program().apply(inputs, read.parameters()).values())
        .isEqualTo(program.apply(inputs, wanted.parameters()).values());
  }

  static Stream<Arguments> samples() {
    return Stream.of(
        arguments("framed", SampleModels.framed(), 1),
        arguments("views", SampleModels.views(), 1),
        arguments("pooled", SampleModels.pooled(), 2),
        arguments("alone", SampleModels.alone(), 2),
        arguments("shares", SampleModels.shares(), 2),
        arguments("bayesian", SampleModels.bayesian(), 2),
        arguments("neighbours", SampleModels.neighbours(), 2));
  }

  private static Manifest manifest(int format, String name) {
    return switch (name) {
      case "framed" -> SampleModels.framedManifest(format);
      case "views" -> SampleModels.viewsManifest(format);
      default -> SampleModels.newManifest(format, name);
    };
  }

  @ParameterizedTest
  @MethodSource("samples")
  void modelsOfEarlierFormatsAreRead(String name, ReprogrammedModel model, int first) {
    ArtifactFolder folder = at(sample(first, name));
    assertThat(folder.exists()).isTrue();
    assertThat(folder.manifest()).isEqualTo(manifest(first, name));
    same(folder.read(), model);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void modelsAreReadAndWrittenToTheByteInAnyLanguage(String name, ReprogrammedModel model)
      throws IOException {
    Path committed = sample(Manifest.FORMAT, name);
    Manifest manifest = manifest(Manifest.FORMAT, name);
    if (Boolean.getBoolean("retask.samples.write")) {
      at(committed).write(model, manifest);
    }
    ArtifactFolder folder = at(committed);
    assertThat(folder.manifest()).isEqualTo(manifest);
    same(folder.read(), model);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      // over another model, of which nothing may be left
      written(SampleModels.with(new AdditiveProgram(Shape.of(1, 3, 3))), manifest);
      Path written = written(model, manifest);
      for (String part : PARTS) {
        assertThat(written.resolve(part)).hasSameBinaryContentAs(committed.resolve(part));
      }
      assertThat(parts(written)).containsExactlyInAnyOrder(PARTS);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"weight\" : 0.25|\"weight\" : 1.5",
        "\"weight\" : 0.25|\"weight\" : 1",
        "\"weight\" :|\"width\" :",
        "\"local\" :|\"locals\" :",
      })
  void damagedLocalPartsAreRefused(String from, String to) throws IOException {
    Path folder = copied(2, "pooled");
    Path manifest = folder.resolve("manifest.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(from);
    Files.writeString(manifest, text.replace(from, to));
    assertThatThrownBy(() -> at(folder).read())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageStartingWith("'" + manifest + "' is damaged: ")
        .hasMessageEndingWith("; restore the artefact");
  }

  @ParameterizedTest
  @EnumSource(Subspace.Kind.class)
  void subspacesAndSequencesOfThemComeBack(Subspace.Kind kind) {
    FramedProgram framed =
        new FramedProgram(new FrameGeometry(Shape.of(2, 2, 2), Shape.of(2, 4, 4)));
    Subspace subspace = new Subspace(kind, 3, -7);
    SubspaceProgram border = SubspaceProgram.of(framed, subspace);
    SequenceProgram both =
        new SequenceProgram(
            List.of(SubspaceProgram.of(new AdditiveProgram(Shape.of(2, 2, 2)), subspace), border));
    for (Program program : List.of(border, both)) {
      ReprogrammedModel model = SampleModels.with(program);
      ReprogrammedModel read = at(written(model, SampleModels.framedManifest(3))).read();
      same(read, model);
      assertThat(read.views().get(0).program()).hasToString(program.toString());
    }
  }

  private static Stream<String> parts(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path edited(String from, String to) throws IOException {
    Path manifest = framed().resolve("manifest.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(from);
    return Files.writeString(manifest, text.replace(from, to));
  }

  private static void refused(Path manifest, String message) {
    assertThatThrownBy(() -> at(manifest.resolveSibling("")).read())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage(message.formatted(manifest));
  }

  @Test
  void aNewerFormatAsksForAnUpdate() throws IOException {
    refused(
        edited("\"format\" : 1", "\"format\" : 4"),
        "'%s' has format 4, but this software reads up to 3; update Retask");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-1,-1", "1.5,1.5", "\"one\",one", "null,null"})
  void aFormatThatIsNoneIsRefused(String format, String shown) throws IOException {
    refused(
        edited("\"format\" : 1", "\"format\" : " + format),
        "'%s' is damaged: its format is '" + shown + "', not a whole number; restore the artefact");
  }

  @Test
  void unknownKindsAreNamed() throws IOException {
    refused(
        edited("\"kind\" : \"framed\"", "\"kind\" : \"swirled\""),
        "'%s' is damaged: it holds a program of the unknown kind 'swirled'; restore the artefact");
    refused(
        edited("\"kind\" : \"many-to-one\"", "\"kind\" : \"oracle\""),
        "'%s' is damaged: it holds a mapping of the unknown kind 'oracle'; restore the artefact");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"method\" : \"bar\"|\"method\" : null",
        "\"seed\" : 42|\"seed\" : []",
        "\"views\" :|\"visions\" :",
        "\"mapping\" :|\"seed\" : 42, \"mapping\" :",
        "\"sources\" : 5|\"sources\" : 3",
        "\"sources\" : 5|\"sources\" : -5",
        "\"source\" : [ 1, 2, 2 ]|\"source\" : [ 2147483647, 2147483647, 2147483647 ]",
        "\"classes\" : [ \"cat\", \"dog\" ]|\"classes\" : [ \"cat\" ]",
        "\"format\" : 1|\"format\" : 1,,",
      })
  void damagedManifestsAreRefusedInWords(String from, String to) throws IOException {
    Path manifest = edited(from, to);
    assertThatThrownBy(() -> at(manifest.resolveSibling("")).read())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageStartingWith("'" + manifest + "' is damaged: ")
        .hasMessageEndingWith("; restore the artefact")
        .message()
        .doesNotContain("null;")
        .doesNotContain("Exception");
  }

  @Test
  void aManifestThatIsNoObjectIsRefused() throws IOException {
    Path manifest = Files.writeString(framed().resolve("manifest.json"), "[1]");
    refused(manifest, "'%s' is not a JSON object; restore it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"program.safetensors", "mapping.safetensors"})
  void missingTensorsAreNamed(String part) throws IOException {
    Path folder = framed();
    Files.delete(folder.resolve(part));
    assertThatThrownBy(() -> at(folder).read())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage("'%s' is missing; restore the artefact", folder.resolve(part));
  }

  @Test
  void anEmptyFolderHoldsNoModel() {
    assertThat(at(temporary).exists()).isFalse();
    assertThatThrownBy(() -> at(temporary).manifest())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage(
            "'%s' holds no model: there is no manifest.json; name the folder of a finished run",
            temporary);
  }

  @Test
  void tensorsOfAnotherModelAreRefused() throws IOException {
    Path folder = framed();
    Files.copy(
        sample(1, "views").resolve("program.safetensors"),
        folder.resolve("program.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> at(folder).read())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage(
            "'%s' is damaged: the program takes 12 parameters, but 0 were given;"
                + " restore the artefact",
            folder.resolve("manifest.json"));
  }

  @Test
  void aMissingTensorOfAReadoutIsNamed() throws IOException {
    Path folder = copied(1, "views");
    Files.write(
        folder.resolve("mapping.safetensors"), SafeTensors.encode(new java.util.TreeMap<>()));
    assertThatThrownBy(() -> at(folder).read())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageContaining("the tensor 'readout.means' is missing");
  }

  @Test
  void aMappingWithoutACodecIsRefused() {
    LabelMapping other =
        new LabelMapping() {
          @Override
          public int sources() {
            return 3;
          }

          @Override
          public int targets() {
            return 2;
          }

          @Override
          public Scores apply(Scores answers) {
            return answers;
          }
        };
    ReprogrammedModel model =
        new ReprogrammedModel(
            SampleModels.framed().classes(), SampleModels.framed().views(), other);
    assertThatThrownBy(() -> written(model, SampleModels.framedManifest(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no codec writes a mapping of class ");
  }
}
