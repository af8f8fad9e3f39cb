package io.retask.image.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.Example.Part;
import io.retask.data.Inspection;
import io.retask.data.InvalidData;
import io.retask.image.dataset.PictureData.Options;
import io.retask.image.dataset.PictureData.Unreadable;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderDataTest {
  private static final Options DEFAULTS = Options.defaults();

  @TempDir private Path folder;

  private Dataset cats() throws IOException {
    Painted.plain(folder.resolve("10/b.png"), 0x102030);
    Painted.plain(folder.resolve("2/a10.png"), 0x405060);
    Painted.plain(folder.resolve("2/a9.bmp"), 0x708090);
    Painted.plain(folder.resolve("2/deep/er/c.png"), 0x102030);
    return PictureData.open(folder, DEFAULTS);
  }

  @Test
  void aFolderForEachClass() throws IOException {
    Dataset data = cats();
    assertThat(data.classes()).containsExactly("2", "10");
    assertThat(data.examples())
        .extracting(Example::id)
        .containsExactly("2/a9.bmp", "2/a10.png", "2/deep/er/c.png", "10/b.png");
    assertThat(data.classesOf(new int[] {3, 0})).containsExactly(1, 0);
    assertThat(data.examples()).allMatch(e -> e.group().equals(e.id()) && e.assigned() == Part.ANY);
    assertThat(data.naturalSizes()).isEqualTo(Map.of("6x4", 4));
    assertThat(data.name()).isEqualTo(folder.getFileName().toString());
    assertThat(data.skipped()).isEmpty();
  }

  @Test
  void equalPixelsAreDuplicatesWhateverTheFile() throws IOException {
    Painted.plain(folder.resolve("a/1.png"), 0x112233);
    Painted.plain(folder.resolve("b/2.bmp"), 0x112233);
    Painted.plain(folder.resolve("b/3.png"), 0x112234);
    Inspection seen = Inspection.of(PictureData.open(folder, DEFAULTS));
    assertThat(seen.conflicts())
        .extracting(Inspection.Kin::ids)
        .containsExactly(List.of("a/1.png", "b/2.bmp"));
    assertThat(seen.sizes()).isEqualTo(Map.of("6x4", 3));
  }

  @ParameterizedTest
  @CsvSource({"val", "valid", "validation"})
  void publishedParts(String validation) throws IOException {
    Painted.plain(folder.resolve("train/a/1.png"), 1);
    Painted.plain(folder.resolve(validation + "/a/2.png"), 2);
    Painted.plain(folder.resolve("test/b/3.png"), 1);
    Files.createDirectories(folder.resolve("docs"));
    Dataset data = PictureData.open(folder, DEFAULTS);
    assertThat(data.classes()).containsExactly("a", "b");
    assertThat(data.examples())
        .extracting(Example::assigned)
        .containsExactlyInAnyOrder(Part.TRAIN, Part.VALIDATION, Part.TEST);
    assertThat(data.skipped()).containsExactly("the folder 'docs' is none of train, val and test");
    assertThat(Inspection.of(data).leaks()).hasSize(1);
  }

  @Test
  void aTrainMayBeAClass() throws IOException {
    Painted.plain(folder.resolve("train/1.png"), 1);
    Painted.plain(folder.resolve("car/2.png"), 2);
    assertThat(PictureData.open(folder, DEFAULTS).classes()).containsExactly("car", "train");
  }

  @Test
  void tensorsAreResizedRedGreenBluePlanes() throws IOException {
    Dataset data = cats();
    TensorBatch batch = data.tensors(new int[] {3, 0, 3}, Shape.of(3, 5, 7)).rows(1, 3);
    assertThat(batch).hasToString("2x3x5x7");
    assertThat(batch.values()[0]).isEqualTo(0x70 / 255f);
    assertThat(batch.values()[35]).isEqualTo(0x80 / 255f);
    assertThat(batch.values()[104]).isEqualTo(0x90 / 255f);
    assertThat(batch.values()[105]).isEqualTo(0x10 / 255f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.tensors(new int[] {0}, Shape.of(1, 5, 7)));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> data.tensors(new int[] {4}, Shape.of(3, 5, 7)));
  }

  @Test
  void tensorsAreSafeToReadFromSeveralThreads() throws IOException {
    Dataset data = cats();
    float[] once = data.tensors(new int[] {0, 1, 2, 3}, Shape.of(3, 9, 9)).all().values();
    boolean same =
        IntStream.range(0, 200)
            .parallel()
            .allMatch(
                i -> {
                  int side = i % 3 == 0 ? 9 : 4;
                  float[] values =
                      data.tensors(new int[] {0, 1, 2, 3}, Shape.of(3, side, side)).all().values();
                  return side == 4 || Arrays.equals(values, once);
                });
    assertThat(same).isTrue();
  }

  @Test
  void theBatchBelongsToTheCaller() throws IOException {
    Dataset data = cats();
    float[] first = data.tensors(new int[] {0}, Shape.of(3, 4, 6)).all().values();
    float[] copy = first.clone();
    Arrays.fill(first, -1);
    assertThat(data.tensors(new int[] {0}, Shape.of(3, 4, 6)).all().values()).isEqualTo(copy);
  }

  @Test
  void theDigestSeesEveryPixelAndLabel() throws IOException {
    String before = cats().digest();
    assertThat(PictureData.open(folder, DEFAULTS).digest()).isEqualTo(before);
    Painted.plain(folder.resolve("10/b.png"), 0x102031);
    assertThat(PictureData.open(folder, DEFAULTS).digest()).isNotEqualTo(before);
    Painted.plain(folder.resolve("10/b.png"), 0x102030);
    assertThat(PictureData.open(folder, DEFAULTS).digest()).isEqualTo(before);
    Files.move(folder.resolve("10"), folder.resolve("11"));
    assertThat(PictureData.open(folder, DEFAULTS).digest()).isNotEqualTo(before);
  }

  @Test
  void keepsTheClassesAskedFor() throws IOException {
    cats();
    assertThat(PictureData.open(folder, DEFAULTS.withClasses(Set.of("10"))).examples()).hasSize(1);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, DEFAULTS.withClasses(Set.of("3"))))
        .withMessage(
            "'%s' has no class '3'; its classes are [2, 10]".formatted(folder.getFileName()));
  }

  @Test
  void foreignFilesAreReportedNotRefused() throws IOException {
    cats();
    Files.writeString(folder.resolve("2/notes.txt"), "notes");
    Files.writeString(folder.resolve("README.md"), "read me");
    assertThat(PictureData.open(folder, DEFAULTS).skipped())
        .containsExactly(
            "'README.md' is in no folder of a class", "'2/notes.txt' is not a picture");
  }

  @Test
  void unreadablePicturesAreRefusedByName() throws IOException {
    cats();
    Files.writeString(folder.resolve("2/broken.jpg"), "no picture");
    String reason =
        "'2/broken.jpg' is not a picture: its first bytes are unknown; JPEG, PNG, WebP, TIFF, BMP"
            + " and GIF can be read; convert it or remove it";
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, DEFAULTS))
        .withMessage(
            "1 of 5 pictures of '%s' cannot be used:\n%s\nrepair or remove them, or leave them out (--unreadable skip, where the command has it)"
                .formatted(folder.getFileName(), reason));
    Dataset data = PictureData.open(folder, DEFAULTS.withUnreadable(Unreadable.SKIP));
    assertThat(data.examples()).hasSize(4);
    assertThat(data.skipped()).containsExactly(reason);
  }

  @Test
  void atMostTenAreNamed() throws IOException {
    cats();
    for (int i = 0; i < 13; i++) {
      Files.write(folder.resolve("2/broken" + i + ".png"), new byte[0]);
    }
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, DEFAULTS))
        .withMessageStartingWith("13 of 17 pictures of ")
        .withMessageContaining("'2/broken9.png'")
        .withMessageContaining("\nand 3 more\n");
  }

  @Test
  void nothingReadableIsRefusedEvenWhenSkipping() throws IOException {
    Files.write(Files.createDirectories(folder.resolve("a")).resolve("x.png"), new byte[3]);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, DEFAULTS.withUnreadable(Unreadable.SKIP)))
        .withMessageStartingWith("1 of 1 pictures of ")
        .withMessageEndingWith("\nrepair or remove them");
  }

  @Test
  void linksMayNotLeaveTheFolder() throws IOException {
    Path data = folder.resolve("data");
    Painted.plain(data.resolve("a/1.png"), 1);
    Path outside = Painted.plain(folder.resolve("outside/2.png"), 2);
    Path link = Files.createSymbolicLink(data.resolve("a/link.png"), outside);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(data, DEFAULTS))
        .withMessage(
            "the link 'a/link.png' leaves the folder of the data; copy the file there instead");
    Files.delete(link);
    Files.createSymbolicLink(data.resolve("b"), outside.getParent());
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(data, DEFAULTS))
        .withMessageStartingWith("the link 'b' leaves the folder");
    Files.delete(data.resolve("b"));
    Files.createSymbolicLink(data.resolve("a/loop"), data);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(data, DEFAULTS))
        .withMessageStartingWith("the link 'a/loop' leads to a folder of the same data");
    Files.delete(data.resolve("a/loop"));
    Files.createSymbolicLink(data.resolve("a/inside.png"), data.resolve("a/1.png"));
    assertThat(PictureData.open(data, DEFAULTS).examples()).hasSize(2);
  }

  @Test
  void unknownLayoutsAreToldWhatIsExpected() throws IOException {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder, DEFAULTS))
        .withMessageStartingWith("'" + folder + "' holds no data that are known; expected one of: ")
        .withMessageContaining("path,label[,group][,split]");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(folder.resolve("gone"), DEFAULTS))
        .withMessageStartingWith("there is no '" + folder.resolve("gone") + "'; expected one of: ");
    Path text = Files.writeString(folder.resolve("a.txt"), "x");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(text, DEFAULTS))
        .withMessageStartingWith("'" + text + "' is neither .csv nor .npz; expected one of: ");
  }

  @Test
  void aManifestNamesGroupsAndParts() throws IOException {
    cats();
    Files.writeString(
        folder.resolve("manifest.csv"),
        "path,label,group,split\n2/a9.bmp,b,g1,test\n10/b.png,a,g1,train\n2/a10.png,a,,\n");
    Dataset data = PictureData.open(folder, DEFAULTS);
    assertThat(data.examples()).extracting(Example::label).containsExactly("b", "a", "a");
    assertThat(data.examples()).extracting(Example::group).containsExactly("g1", "g1", "2/a10.png");
    assertThat(data.examples())
        .extracting(Example::assigned)
        .containsExactly(Part.TEST, Part.TRAIN, Part.ANY);
    assertThat(PictureData.open(folder.resolve("manifest.csv"), DEFAULTS).digest())
        .isEqualTo(data.digest());
  }

  @Test
  void aManifestWithoutRowsIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.csv"), "path,label\n");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> PictureData.open(file, DEFAULTS))
        .withMessage("'empty.csv' has a header but no rows; add a line for each picture");
  }
}
