package io.retask.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.program.View;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that decides an answer changes unnoticed, and no model is a mixture of two. */
class ArtifactDigestTest {
  private static final String PROGRAM = "program.safetensors";
  private static final String MANIFEST = "manifest.json";
  private static final Manifest FACTS = SampleModels.framedManifest(Manifest.FORMAT);
  private static final Path OLD =
      Path.of("src/test/resources/io/retask/artifact/artifact-format-1/framed");
  @TempDir private Path folder;
  private ArtifactFolder artefact;

  @BeforeEach
  void write() {
    artefact = new ArtifactFolder(folder, Codecs.plain());
    artefact.write(SampleModels.framed(), FACTS);
  }

  /** The same program with other parameters. */
  private static ReprogrammedModel twin(float value) {
    View view = SampleModels.framed().views().get(0);
    float[] parameters = view.parameters();
    parameters[0] = value;
    return new ReprogrammedModel(
        SampleModels.framed().classes(),
        List.of(new View(view.program(), parameters)),
        SampleModels.framed().mapping());
  }

  private void refused(String part, String begin, String end) {
    assertThatThrownBy(() -> artefact.read())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageStartingWith("'" + folder.resolve(part) + "' " + begin)
        .hasMessageEndingWith(end + "; restore the artefact");
  }

  @ParameterizedTest
  @ValueSource(strings = {PROGRAM, "mapping.safetensors", MANIFEST})
  void everyFlippedBitIsNoticed(String part) throws IOException {
    Path file = folder.resolve(part);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(file, damaged);
      assertThatThrownBy(() -> artefact.read())
          .as("byte %d", at)
          .isInstanceOf(CorruptArtifact.class);
    }
    Files.write(file, whole);
    assertThat(artefact.read().classes()).containsExactly("cat", "dog");
  }

  @Test
  void aPartOfAnotherRunIsNamed() throws IOException {
    Path other = folder.resolve("other");
    new ArtifactFolder(other, Codecs.plain()).write(twin(0.5f), FACTS);
    Files.move(
        other.resolve(PROGRAM), folder.resolve(PROGRAM), StandardCopyOption.REPLACE_EXISTING);
    refused(PROGRAM, "is damaged or of another model: its SHA-256 is ", "");
  }

  @Test
  void aManifestThatWasEditedIsNoticed() throws IOException {
    Path file = folder.resolve(MANIFEST);
    Files.writeString(file, Files.readString(file).replace("4, 0", "4, 3"));
    refused(MANIFEST, "is damaged or of another model: its SHA-256 is ", "");
  }

  @Test
  void aFormatWithDigestsNeedsThem() throws IOException {
    Path file = folder.resolve(MANIFEST);
    Files.writeString(file, Files.readString(file).replace("\"digests\"", "\"metrics2\""));
    refused(MANIFEST, "is damaged: it has no SHA-256 of 'manifest.json'", "");
  }

  /** What a kill between two parts leaves. */
  @Test
  void withoutAllPartsThereIsNoModel() throws IOException {
    Files.createDirectory(folder.resolve("mapping.safetensors.part"));
    assertThatThrownBy(() -> artefact.write(twin(0.5f), FACTS))
        .isInstanceOf(RetaskException.class)
        .hasMessageStartingWith("the artefact '" + folder + "' cannot be written: ");
    assertThat(artefact.exists()).isFalse();
  }

  @Test
  void aFolderKnowsWhichModelItHolds() throws IOException {
    assertThat(artefact.holds(SampleModels.framed())).isTrue();
    assertThat(artefact.holds(twin(0.5f))).isFalse();
    assertThat(artefact.holds(SampleModels.views())).isFalse();
    artefact.write(SampleModels.framed(), SampleModels.viewsManifest(Manifest.FORMAT));
    assertThat(artefact.holds(SampleModels.framed())).as("with other facts").isTrue();
    artefact.write(SampleModels.pooled(), FACTS);
    assertThat(artefact.holds(SampleModels.pooled())).isTrue();
    assertThat(artefact.holds(SampleModels.views())).isFalse();
    Files.writeString(folder.resolve(MANIFEST), "{");
    assertThat(artefact.holds(SampleModels.pooled())).as("damaged").isFalse();
    Files.delete(folder.resolve(MANIFEST));
    assertThat(artefact.holds(SampleModels.pooled())).as("a part is missing").isFalse();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void numbersThatNoAnswerFollowsFromAreNeitherWrittenNorRead(float value) throws IOException {
    assertThatThrownBy(() -> artefact.write(twin(value), FACTS))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the model is not kept: its tensor 'view000' holds a number that is not finite; lower"
                + " the step size and train again");
    assertThat(artefact.holds(SampleModels.framed())).as("what was there stays").isTrue();
    Files.copy(
        OLD.resolve(MANIFEST), folder.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
    SortedMap<String, TensorBatch> tensors =
        SafeTensors.decode(Files.readAllBytes(OLD.resolve(PROGRAM)), PROGRAM);
    tensors.get("view000").values()[3] = value;
    Files.write(folder.resolve(PROGRAM), SafeTensors.encode(tensors));
    refused(PROGRAM, "is damaged: its tensor 'view000' holds a number that is not finite", "");
  }
}
