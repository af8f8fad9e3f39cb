package io.retask.image.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.Example.Part;
import io.retask.data.InvalidData;
import io.retask.image.dataset.PictureData.Options;
import io.retask.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayFilesTest {
  private static final byte[] THREE = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255};

  @TempDir private Path folder;

  private Dataset open(Path path) {
    return PictureData.open(path, Options.defaults());
  }

  @ParameterizedTest
  @CsvSource({"-,''", "-,.gz", ".,''"})
  void idxPairs(String mark, String gz) throws IOException {
    Painted.idx(folder.resolve("train-images" + mark + "idx3-ubyte" + gz), THREE, 3, 1, 2);
    Painted.idx(
        folder.resolve("train-labels" + mark + "idx1-ubyte" + gz), new byte[] {10, 2, 10}, 3);
    Painted.idx(folder.resolve("t10k-images" + mark + "idx3-ubyte" + gz), new byte[2], 1, 1, 2);
    Painted.idx(folder.resolve("t10k-labels" + mark + "idx1-ubyte" + gz), new byte[] {2}, 1);
    Dataset data = open(folder);
    assertThat(data.classes()).containsExactly("2", "10");
    assertThat(data.examples())
        .extracting(Example::assigned)
        .containsExactly(Part.TRAIN, Part.TRAIN, Part.TRAIN, Part.TEST);
    assertThat(data.examples().get(2).id())
        .isEqualTo("train-images" + mark + "idx3-ubyte" + gz + "#2");
    assertThat(data.tensors(new int[] {1}, Shape.of(3, 1, 2)).all().values())
        .containsExactly(0.4f, 0.6f, 0.4f, 0.6f, 0.4f, 0.6f);
  }

  @Test
  void oneIdxPairIsNotDivided() throws IOException {
    Painted.idx(folder.resolve("t10k-images-idx3-ubyte"), new byte[2], 2, 1, 1);
    Painted.idx(folder.resolve("t10k-labels-idx1-ubyte"), new byte[2], 2);
    assertThat(open(folder).examples()).allMatch(e -> e.assigned() == Part.ANY);
  }

  @Test
  void brokenIdxFilesAreRefused() throws IOException {
    Path pictures = Painted.idx(folder.resolve("train-images-idx3-ubyte"), THREE, 3, 1, 2);
    refuses(
        folder,
        "'train-images-idx3-ubyte' has no train-labels-idx1-ubyte[.gz] beside it; put it there");
    Painted.idx(folder.resolve("train-labels-idx1-ubyte"), new byte[2], 2);
    refuses(
        folder,
        "'train-images-idx3-ubyte' holds 3 pictures but 'train-labels-idx1-ubyte' holds 2 labels; take both from one release");
    Painted.idx(pictures, THREE, 4, 1, 2);
    refuses(
        folder,
        "'train-images-idx3-ubyte' is cut short: 6 of 8 bytes are there; download it again");
    Painted.idx(pictures, THREE, 2_000_000_000, 2_000_000_000, 3);
    refuses(
        folder,
        "'train-images-idx3-ubyte' says that it holds an array of [2000000000, 2000000000, 3]; every axis is at least 1, and at most 1024 MB are read; check the file");
    Painted.idx(pictures, THREE, 6);
    refuses(
        folder,
        "'train-images-idx3-ubyte' begins with 00000801; an IDX file of this kind begins with 00000803; download it again");
  }

  private void refuses(Path path, String message) {
    assertThatExceptionOfType(InvalidData.class).isThrownBy(() -> open(path)).withMessage(message);
  }

  private static byte[] longs(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      buffer.putLong(value);
    }
    return buffer.array();
  }

  @Test
  void greyNpzWithParts() throws IOException {
    Path file =
        Painted.zip(
            folder.resolve("a.npz"),
            "train_images.npy",
            Painted.npy("|u1", "(3, 1, 2)", THREE),
            "train_labels.npy",
            Painted.npy("<i8", "(3, 1)", longs(7, 0, 7)),
            "val_images.npy",
            Painted.npy("|u1", "(1, 1, 2)", new byte[2]),
            "val_labels.npy",
            Painted.npy("|u1", "(1,)", new byte[] {7}),
            "test_images.npy",
            Painted.npy("|u1", "(1, 1, 2)", new byte[2]),
            "test_labels.npy",
            Painted.npy("<i4", "(1, 1)", new byte[] {0, 1, 0, 0}));
    Dataset data = open(file);
    assertThat(data.classes()).containsExactly("0", "7", "256");
    assertThat(data.examples())
        .extracting(Example::assigned)
        .containsExactly(Part.TRAIN, Part.TRAIN, Part.TRAIN, Part.VALIDATION, Part.TEST);
    assertThat(data.examples().get(4).id()).isEqualTo("test_images#0");
    assertThat(data.tensors(new int[] {2}, Shape.of(3, 1, 2)).all().values())
        .containsExactly(0.8f, 1, 0.8f, 1, 0.8f, 1);
  }

  @Test
  void colourNpzWithoutParts() throws IOException {
    Path file =
        Painted.zip(
            folder.resolve("a.npz"),
            "train_images.npy",
            Painted.npy("|u1", "(2, 1, 1, 3)", THREE),
            "train_labels.npy",
            Painted.npy("|u1", "(2,)", new byte[] {0, 1}));
    Dataset data = open(file);
    assertThat(data.examples()).allMatch(e -> e.assigned() == Part.ANY);
    assertThat(data.tensors(new int[] {1}, Shape.of(3, 1, 1)).all().values())
        .containsExactly(0.6f, 0.8f, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<f4~(3, 1, 2)~'a.npz/train_images' has values of type '<f4'; pictures are uint8 and labels are whole numbers; convert it with astype",
        "<i2~(3, 1, 1)~'train_images' in 'a.npz' is <i2[3, 1, 1]; pictures are uint8, n x height x width or n x height x width x 3",
        "|u1~(3, 2)~'train_images' in 'a.npz' is |u1[3, 2]; pictures are uint8, n x height x width or n x height x width x 3",
        "|u1~(9, 1, 2)~'a.npz/train_images' is cut short: 6 of 18 bytes are there; download it again",
        "|u1~(99999, 99999, 99999)~'a.npz/train_images' says that it holds an array of [99999, 99999, 99999]; every axis is at least 1, and at most 1024 MB are read; check the file",
        "|u1~(99999999999, 1, 1)~'a.npz/train_images' has the shape (99999999999, 1, 1), which is too large; check the file",
        "|u1~(2, 1, 3)~'train_labels' in 'a.npz' is <i8[3, 1] for 2 pictures; there has to be one label a picture"
      })
  void unfitArraysAreRefused(String type, String shape, String message) throws IOException {
    Path file =
        Painted.zip(
            folder.resolve("a.npz"),
            "train_images.npy",
            Painted.npy(type, shape, THREE),
            "train_labels.npy",
            Painted.npy("<i8", "(3, 1)", longs(7, 0, 7)));
    refuses(file, message);
  }

  @Test
  void largeAndEmptyPicturesAreRefused() throws IOException {
    Painted.idx(folder.resolve("train-images-idx3-ubyte"), THREE, 1, 10_000, 10_000);
    Painted.idx(folder.resolve("train-labels-idx1-ubyte"), new byte[3], 3);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> open(folder))
        .withMessageStartingWith(
            "'train-images-idx3-ubyte' is 10000x10000 = 100 megapixels; at most 50 are decoded");
    Painted.idx(folder.resolve("train-images-idx3-ubyte"), THREE, 3, 0, 2);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> open(folder))
        .withMessageContaining("holds an array of [3, 0, 2]; every axis is at least 1");
  }

  @Test
  void otherZipsAreRefused() throws IOException {
    refuses(
        Painted.zip(folder.resolve("a.npz"), "x.npy", new byte[1]),
        "'a.npz' has no array train_images; it holds [x.npy]");
    refuses(
        Painted.zip(folder.resolve("a.npz"), "train_images.npy", new byte[20]),
        "'a.npz/train_images' is not a NumPy array; check the file");
    refuses(
        Painted.zip(
            folder.resolve("a.npz"), "train_images.npy", Painted.npy("|u1", "(3, 1, 2)", THREE)),
        "'a.npz' has no array train_labels; check the file");
    Path text = Files.write(folder.resolve("b.npz"), "text".getBytes(StandardCharsets.US_ASCII));
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> open(text))
        .withMessageStartingWith("'b.npz' is not an .npz (zip) file: ");
  }
}
