package io.retask.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retask.data.Example.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestImportTest {
  @TempDir private Path folder;
  private ManifestImport plan = ManifestImport.of(Path.of("t"), Path.of("p"), "id", "dx");

  @BeforeEach
  void files() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (String name : new String[] {"i1.jpg", "i2.jpg", "i3.jpg"}) {
      Files.writeString(pictures.resolve(name), name);
    }
    Path table =
        Files.writeString(
            folder.resolve("meta.csv"),
            "lesion,id,dx,part\nL1,i1,nv,train\nL1,i2,nv,train\nL2,i3,mel,test\nL3,i4,mel,test\n,i1x,df,\n");
    plan = ManifestImport.of(table, pictures, "id", "dx").withFileName("{}.jpg");
  }

  @Test
  void writesWhatIsThereAndNamesWhatIsNot() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out")).resolve("manifest.csv");
    ManifestImport.Report report = plan.withGroup("lesion").withSplit("part").writeTo(out);
    assertThat(report.written()).isEqualTo(3);
    assertThat(report.missing()).containsExactly("i4.jpg", "i1x.jpg");
    assertThat(report.leftOut()).isZero();
    assertThat(report.repeated()).isZero();
    assertThat(Manifest.read(out))
        .containsExactly(
            new Manifest.Entry("../pictures/i1.jpg", "nv", "L1", Part.TRAIN),
            new Manifest.Entry("../pictures/i2.jpg", "nv", "L1", Part.TRAIN),
            new Manifest.Entry("../pictures/i3.jpg", "mel", "L2", Part.TEST));
  }

  private ManifestImport.Report imported(String rows) throws IOException {
    Files.writeString(folder.resolve("meta.csv"), "lesion,id,dx,part\n" + rows);
    return plan.withGroup("lesion").withSplit("part").writeTo(folder.resolve("m.csv"));
  }

  @Test
  void aRowThatIsRepeatedIsWrittenOnce() throws IOException {
    ManifestImport.Report report =
        imported("L1,i1,nv,train\nL2,i2,mel,test\nL1,i1,nv,train\nL1,i1,nv,train\n");
    assertThat(report.written()).isEqualTo(2);
    assertThat(report.repeated()).isEqualTo(2);
    assertThat(Manifest.read(folder.resolve("m.csv")))
        .extracting(Manifest.Entry::path)
        .containsExactly("pictures/i1.jpg", "pictures/i2.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"L1,i1,mel,train", "L2,i1,nv,train", "L1,i1,nv,test"})
  void rowsThatDisagreeAboutAFileAreRefused(String other) {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> imported("L1,i1,nv,train\nL2,i2,mel,test\n" + other + "\n"))
        .withMessageStartingWith("line 4 of 'meta.csv' names 'pictures/i1.jpg' again, but with ")
        .withMessageEndingWith(
            " instead of label 'nv', group 'L1', split 'train'; leave one line for every file");
    assertThat(folder.resolve("m.csv")).doesNotExist();
  }

  @Test
  void anEmptyLabelIsRefusedUnlessOtherLabelsAreAskedFor() throws IOException {
    String rows = "L1,i1,nv,train\nL2,i2,,test\n";
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> imported(rows))
        .withMessage(
            "line 3 of 'meta.csv' has an empty 'dx'; fill it in, remove the line, or name the labels to keep with --classes");
    plan = plan.withLabels(Set.of("nv"));
    assertThat(imported(rows).leftOut()).isEqualTo(1);
  }

  @Test
  void keepsTheLabelsAskedFor() {
    Path out = folder.resolve("manifest.csv");
    ManifestImport.Report report = plan.withLabels(Set.of("mel")).writeTo(out);
    assertThat(report.leftOut()).isEqualTo(3);
    assertThat(Manifest.read(out))
        .containsExactly(new Manifest.Entry("pictures/i3.jpg", "mel", "pictures/i3.jpg", Part.ANY));
  }

  @Test
  void refusesAnUnknownLabel() {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> plan.withLabels(Set.of("xy")).writeTo(folder.resolve("m.csv")))
        .withMessage(
            "no row of 'meta.csv' has the label 'xy' in column 'dx'; the labels are [df, mel, nv]");
  }

  @Test
  void refusesATableWithoutHeader() throws IOException {
    Path table = Files.writeString(folder.resolve("labels.csv"), "000c,2\n0016,4\n");
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(
            () -> ManifestImport.of(table, folder, "id", "grade").writeTo(folder.resolve("m.csv")))
        .withMessage(
            "'labels.csv' has no column 'id'; its first line has [000c, 2]; name one of these, or,"
                + " if that line is data, put a line with the names of the columns above it");
  }

  @Test
  void refusesAFolderWithoutTheFiles() {
    assertThatExceptionOfType(InvalidData.class)
        .isThrownBy(() -> plan.withFileName("{}.png").writeTo(folder.resolve("m.csv")))
        .withMessage(
            "none of the 5 files that 'meta.csv' names is in 'pictures', for example 'i1.png';"
                + " check the folder and the file name '{}.png'");
  }

  @Test
  void refusesOneNameForAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.withFileName("a.jpg"))
        .withMessage(
            "the file name 'a.jpg' is the same for every row; put {} where the cell goes, as in"
                + " {}.jpg");
  }
}
