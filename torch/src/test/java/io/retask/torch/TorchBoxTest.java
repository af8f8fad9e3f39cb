package io.retask.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.RetaskException;
import io.retask.artifact.Sha256;
import io.retask.blackbox.BlackBoxProvider;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.GlassBoxProvider;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchBoxTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long ALLOWED_KB = 40_000;
  @TempDir private Path folder;

  @BeforeEach
  void onlyHere() {
    Ground.needsLibtorch();
  }

  private Path linear() throws IOException {
    Ground.describe(folder.resolve("tiny.box.yaml"), Shape.of(4), Layout.PLAIN, 3);
    return TinyScript.declared()
        .weight("v", 3, 4)
        .weight("c", 3)
        .forward("return torch.linear(x, v, c)")
        .write(folder.resolve("tiny.pt"));
  }

  @Test
  void theScoresAreThoseOfTheFormula() throws IOException {
    linear();
    float[] v = TinyScript.drawn(0, new int[] {3, 4});
    float[] c = TinyScript.drawn(1, new int[] {3});
    TensorBatch row = SeededDraw.batch(Shape.of(4), 1, 3);
    try (GlassBox box = new TorchBoxProvider().open("tiny.pt", folder)) {
      float[] scores = box.query(row).values();
      for (int k = 0; k < 3; k++) {
        double sum = c[k];
        for (int i = 0; i < 4; i++) {
          // the description says (x - 0.5) / 0.5
          sum += v[4 * k + i] * (row.values()[i] - 0.5) / 0.5;
        }
        assertThat((double) scores[k]).isCloseTo(sum, within(1e-5));
      }
      float[] gradient = box.gradient(row, new float[] {0, 1, 0}).values();
      for (int i = 0; i < 4; i++) {
        assertThat((double) gradient[i]).isCloseTo(2 * v[4 + i], within(1e-5));
      }
    }
  }

  @Test
  void theServiceLoaderFindsTheProvider() {
    assertThat(ServiceLoader.load(BlackBoxProvider.class))
        .filteredOn(provider -> provider.opens("torch:model.pt"))
        .singleElement()
        .isInstanceOf(TorchBoxProvider.class);
    assertThat(new TorchBoxProvider().opens("model.onnx")).isFalse();
  }

  @Test
  void theServiceLoaderFindsTheProviderThatSeesThrough() throws IOException {
    linear();
    GlassBoxProvider found =
        ServiceLoader.load(GlassBoxProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.opens("torch:tiny.pt"))
            .findFirst()
            .orElseThrow();
    try (GlassBox box = found.open("torch:tiny.pt", folder)) {
      assertThat(box.gradient(TensorBatch.allocate(Shape.of(4), 1), new float[3]).count()).isOne();
    }
  }

  private void refused(String box, String message) {
    assertThatThrownBy(() -> new TorchBoxProvider().open(box, folder))
        .isInstanceOf(RetaskException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsMissingOrForeignIsNamed() throws IOException {
    Path network = linear();
    refused(
        "torch:none.pt",
        "there is no TorchScript file %s; name one that ends in .pt"
            .formatted(folder.resolve("none.pt")));
    Path bare = Files.copy(network, folder.resolve("bare.pt"));
    refused(
        "bare.pt",
        bare
            + " has no description; write bare.box.yaml beside it (docs/boxes.md shows the"
            + " format)");
    Files.copy(folder.resolve("tiny.box.yaml"), folder.resolve("bare.box.yaml"));
    refused(
        "bare.pt",
        "%s describes 'tiny.pt', not 'bare.pt'; correct 'file' in it"
            .formatted(folder.resolve("bare.box.yaml")));
    Files.writeString(network, "no zip");
    assertThatThrownBy(() -> new TorchBoxProvider().open("tiny.pt", folder))
        .isInstanceOf(RetaskException.class)
        .hasMessageStartingWith(
            "'%s' is no TorchScript network that libtorch loads: ".formatted(network))
        .hasMessageEndingWith("; save it with torch.jit.save");
  }

  @Test
  void anotherFileThanDescribedIsRefused() throws IOException {
    Path network = linear();
    Path described = folder.resolve("tiny.box.yaml");
    String digest = "0".repeat(64);
    Files.writeString(described, Files.readString(described) + "sha256: \"" + digest + "\"\n");
    refused(
        "tiny.pt",
        "%s has sha256 %s, but its description says %s; fetch the file again or correct sha256"
            .formatted(network, Sha256.of(Files.readAllBytes(network)), digest));
  }

  @Test
  void otherScoresThanDescribedAreRefused() throws IOException {
    linear();
    Ground.describe(folder.resolve("tiny.box.yaml"), Shape.of(4), Layout.PLAIN, 2);
    refused(
        "tiny.pt",
        "'tiny' answered 1 rows with (1, 3) numbers, but 2 labels are described; correct its"
            + " description");
  }

  private void answers(String type, String statement) throws IOException {
    Ground.describe(folder.resolve("tiny.box.yaml"), Shape.of(4), Layout.PLAIN, 3);
    TinyScript.declared()
        .weight("v", 3, 4)
        .weight("c", 3)
        .answering(type)
        .forward("y = torch.linear(x, v, c)\n" + statement)
        .write(folder.resolve("tiny.pt"));
  }

  private String answered(String what) {
    return "'%s' answers %s, but a box answers one tensor; export it without auxiliary outputs"
        .formatted(folder.resolve("tiny.pt"), what);
  }

  @Test
  void aNetworkThatAnswersAnythingButOneTensorIsRefused() throws IOException {
    answers("Tuple[Tensor, Tensor]", "return (y, y)");
    refused("tiny.pt", answered("2 tensors"));
    answers("int", "return torch.len(x)");
    refused("tiny.pt", answered("no tensor"));
  }

  /**
   * 25 networks of 10 MB each: 250 MB if they were kept. The heap's share of the memory is known to
   * some tens of MB only.
   */
  @Test
  void aNetworkThatIsRefusedIsGivenBack() throws IOException {
    Shape wide = Shape.of(800_000);
    Ground.describe(folder.resolve("tiny.box.yaml"), wide, Layout.PLAIN, 3);
    TinyScript.declared()
        .weight("v", 3, wide.size())
        .weight("c", 3)
        .answering("Tuple[Tensor, Tensor]")
        .forward("y = torch.linear(x, v, c)\nreturn (y, y)")
        .write(folder.resolve("tiny.pt"));
    openInVain(5);
    long before = nativeKb();
    openInVain(25);
    assertThat(nativeKb() - before).isLessThan(100_000);
  }

  private void openInVain(int times) {
    for (int i = 0; i < times; i++) {
      refused("tiny.pt", answered("2 tensors"));
    }
  }

  @Test
  void theFingerprintIsThatOfTheFileAndItsDescription() throws IOException {
    linear();
    String first;
    try (GlassBox box = new TorchBoxProvider().open("tiny.pt", folder)) {
      first = box.spec().fingerprint();
    }
    Path described = folder.resolve("tiny.box.yaml");
    Files.writeString(described, Files.readString(described).replace("- 0.5", "- 0.25"));
    try (GlassBox box = new TorchBoxProvider().open("tiny.pt", folder)) {
      assertThat(box.spec().fingerprint()).isNotEqualTo(first);
    }
  }

  @Test
  void whereCachesAreNotToldOnlyTheOldestInstructionsAreTrusted() {
    assertThat(TorchEngine.untold(true, null)).isEmpty();
    assertThat(TorchEngine.untold(false, "SSE41")).isEmpty();
    assertThat(TorchEngine.untold(false, "AVX2")).isPresent();
    assertThat(TorchEngine.untold(false, null))
        .hasValue(
            "this machine does not tell the sizes of its processor's caches, and there libtorch"
                + " computes wrong scores; set the environment variable ONEDNN_MAX_CPU_ISA=SSE41"
                + " before the program starts, as ./retask does");
  }

  @Test
  void otherMachinesAreRefusedInWords() {
    assertThat(TorchEngine.foreign("Linux", "amd64")).isEmpty();
    assertThat(TorchEngine.foreign("Mac OS X", "aarch64"))
        .hasValue(
            "the module torch runs on Linux with an x86-64 processor only, and this is Mac OS X on"
                + " aarch64; use an ONNX file, or a method that needs no weights");
  }

  /** What the process holds beside the heap of Java. */
  private static long nativeKb() throws IOException {
    System.gc();
    long resident =
        Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    return resident - Runtime.getRuntime().totalMemory() / 1024;
  }

  /** 200 queries of 0.6 MB each: 120 MB and more if one array of each were kept. */
  @Test
  void nativeMemoryIsGivenBack() throws IOException {
    Shape wide = Shape.of(4 * 3 * 64 * 64);
    Ground.describe(folder.resolve("tiny.box.yaml"), wide, Layout.PLAIN, 3);
    TinyScript.declared()
        .weight("v", 3, wide.size())
        .weight("c", 3)
        .forward("return torch.linear(torch.tanh(x), v, c)")
        .write(folder.resolve("tiny.pt"));
    TensorBatch rows = SeededDraw.batch(wide, 3, 1);
    try (GlassBox box = new TorchBoxProvider().open("tiny.pt", folder)) {
      ask(box, rows, 30);
      long before = nativeKb();
      ask(box, rows, 200);
      assertThat(nativeKb() - before).isLessThan(ALLOWED_KB);
    }
  }

  private static void ask(GlassBox box, TensorBatch rows, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(box.query(rows).count()).isEqualTo(3);
      assertThat(box.gradient(rows, new float[9]).count()).isEqualTo(3);
    }
  }
}
