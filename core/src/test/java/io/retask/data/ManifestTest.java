package io.retask.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retask.data.Example.Part;
import io.retask.data.Manifest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("m.csv"), text);
  }

  @Test
  void readsQuotesCommasAndLineBreaks() throws IOException {
    Path file =
        file(
            "label,path,split,group\r\n\"a, \"\"b\"\"\",\"x,1.png\",TRAIN,\r\n\n\"c\nd\",y.png,,g\r\n");
    assertThat(Manifest.read(file))
        .containsExactly(
            new Entry("x,1.png", "a, \"b\"", "x,1.png", Part.TRAIN),
            new Entry("y.png", "c\nd", "g", Part.ANY));
  }

  @Test
  void passesOverAByteOrderMark() throws IOException {
    assertThat(Manifest.read(file("\ufeffpath,label\na,b\n")))
        .containsExactly(new Entry("a", "b", "a", Part.ANY));
  }

  @ParameterizedTest
  @CsvSource({
    "train,TRAIN",
    "Val,VALIDATION",
    "valid,VALIDATION",
    "validation,VALIDATION",
    "test,TEST",
    "'',ANY"
  })
  void knowsTheParts(String word, Part part) throws IOException {
    assertThat(Manifest.read(file("path,label,split\na,b," + word + "\n")))
        .containsExactly(new Entry("a", "b", "a", part));
  }

  @Test
  void writesWhatItReads() {
    List<Entry> entries =
        List.of(
            new Entry("a/ü,1.png", "x \"y\"", "g\n2", Part.TEST),
            new Entry("b", "2", "b", Part.ANY),
            new Entry("c", "1", "c", Part.VALIDATION));
    Path file = folder.resolve("out.csv");
    Manifest.write(file, entries);
    assertThat(Manifest.read(file)).isEqualTo(entries);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "path,label~a,~|line 2 of 'm.csv' has an empty label; fill it in or remove the line",
        "path,label~a,b~a,c~|line 3 of 'm.csv' names 'a' again, first on line 2; name every file once",
        "path,label,split~a,b,dev~|line 2 of 'm.csv' has the split 'dev'; it is train, val, test or empty",
        "path,label~a,b,c~|'m.csv' has 3 cells near line 2, but its header has 2: [path, label]; quote cells that hold a comma",
        "a,b~c,d~|'m.csv' has no column 'path'; its first line has [a, b]; name one of these, or, if that line is data, put a line with the names of the columns above it",
        "''|'m.csv' is empty; its first line names the columns"
      })
  void refusesWithTheLine(String text, String message) throws IOException {
    Path file = file(text.replace('~', '\n'));
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> Manifest.read(file))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"path,label\n\"a,b", "path,label\n\"a\"x,b\n"})
  void refusesBrokenQuotes(String text) throws IOException {
    Path file = file(text);
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> Manifest.read(file))
        .withMessageStartingWith("'m.csv' is not CSV: ");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file = Files.write(folder.resolve("m.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> Manifest.read(file))
        .withMessageStartingWith("cannot read 'm.csv' as UTF-8 text: ");
  }
}
