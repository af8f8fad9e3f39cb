package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.image.PictureDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttackTest {
  @TempDir private static Path world;
  private static Path box;
  private static Path pictures;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    box = TinyWorld.box(world.resolve("box"));
    pictures = TinyWorld.pictures(world.resolve("data"), 4, "ant", "bee").resolve("ant");
  }

  private static int lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static byte[] rgb(Path file) {
    return new PictureDecoder().read(file.toString(), file).rgb();
  }

  @Test
  void onePictureIsFooledAndEverythingIsKept() throws IOException {
    Path out = folder.resolve("out");
    Spoken spoken =
        Spoken.wellBy(
            "attack",
            "pgd",
            "--box",
            box,
            pictures.resolve("p00.png"),
            "--eps",
            "8/255",
            "--out",
            out,
            "--json");
    JsonNode one = spoken.json().get("pictures").get(0);
    assertThat(one.get("success").asBoolean()).isTrue();
    assertThat(one.get("before").get("label")).isNotEqualTo(one.get("after").get("label"));
    assertThat(one.get("linf").asDouble()).isPositive().isLessThanOrEqualTo(8 / 255.0 + 1e-6);
    assertThat(one.get("queries").get("gradients").asInt()).isPositive();
    assertThat(spoken.json().get("rate").asDouble()).isEqualTo(1);
    assertThat(Files.readString(out.resolve("attack.json")).strip())
        .isEqualTo(spoken.out().strip());
    assertThat(Files.readString(out.resolve("page.html")))
        .contains("data:image/png;base64,", "pgd on tiny", "✓ reached")
        .doesNotContain("http://", "https://", "<script");
    byte[] original = rgb(out.resolve("original.png"));
    byte[] adversarial = rgb(out.resolve("adversarial.png"));
    byte[] change = rgb(out.resolve("perturbation.png"));
    for (int i = 0; i < original.length; i++) {
      int moved = (adversarial[i] & 255) - (original[i] & 255);
      assertThat(moved).isBetween(-8, 8);
      assertThat((change[i] & 255) - 127.5 - 10 * moved).isBetween(-1.0, 1.0);
    }
  }

  /** The saved file, sent as any picture is, gets the answer that the attack claims. */
  @Test
  void theSavedPictureFoolsTheBoxByItself() {
    Path first = folder.resolve("first");
    JsonNode found =
        Spoken.wellBy(
                "attack",
                "pgd",
                "--box",
                box,
                pictures.resolve("p01.png"),
                "--target",
                "thing-5",
                "--eps",
                "0.1",
                "--steps",
                "40",
                "--out",
                first,
                "--json")
            .json();
    assertThat(found.get("pictures").get(0).get("after").get("label").asText())
        .isEqualTo("thing-5");
    JsonNode again =
        Spoken.wellBy(
                "attack",
                "fgsm",
                "--box",
                box,
                first.resolve("adversarial.png"),
                "--out",
                folder.resolve("second"),
                "--json")
            .json();
    assertThat(again.get("pictures").get(0).get("before"))
        .isEqualTo(found.get("pictures").get(0).get("after"));
  }

  @Test
  void whatTheBoxHasWrongIsLeftOut() throws IOException {
    JsonNode free =
        Spoken.wellBy("attack", "fgsm", "--box", box, pictures, "--out", folder, "--json").json();
    assertThat(free.get("labelled").asBoolean()).isFalse();
    assertThat(free.get("attacked").asInt()).isEqualTo(4);
    List<String> manifest = new ArrayList<>(List.of("path,label"));
    for (JsonNode one : free.get("pictures")) {
      String said = one.get("before").get("label").asText();
      boolean first = manifest.size() == 1;
      String wrong = said.equals("thing-7") ? "thing-6" : "thing-7";
      manifest.add(one.get("picture").asText() + "," + (first ? wrong : said));
    }
    Path labelled = Files.write(folder.resolve("labelled.csv"), manifest);
    JsonNode known =
        Spoken.wellBy(
                "attack",
                "fgsm",
                "--box",
                box,
                labelled,
                "--out",
                folder.resolve("known"),
                "--json")
            .json();
    assertThat(known.get("labelled").asBoolean()).isTrue();
    assertThat(known.get("wrongBefore").asInt()).isEqualTo(1);
    assertThat(known.get("attacked").asInt()).isEqualTo(3);
    assertThat(known.get("rateCi95")).hasSize(2);
    assertThat(Files.exists(folder.resolve("known/0001-p01/adversarial.png"))).isTrue();
  }

  private List<Object> zoo(Path seen, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "attack",
                "zoo",
                "--box",
                "fake:seen=" + seen,
                pictures.resolve("p02.png"),
                "--side",
                "4",
                "--coordinates",
                "16",
                "--radius",
                "0.001",
                "--out",
                folder.resolve("zoo"),
                "--json"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  @Test
  void theBillIsWhatTheBoxSawAndTheSameCommandPaysNothingTwice() throws IOException {
    Path seen = folder.resolve("seen.txt");
    Spoken cut = Spoken.by(zoo(seen, "--budget", "40").toArray());
    assertThat(cut.code()).isEqualTo(3);
    assertThat(cut.err())
        .contains("retask: the images ended before the goal was reached; raise --budget");
    int first = lines(seen);
    assertThat(first).isBetween(1, 40);
    assertThat(cut.json().get("bill").get("images").asInt()).isEqualTo(first);
    Spoken whole = Spoken.by(zoo(seen, "--budget", "20000").toArray());
    assertThat(whole.code()).isZero();
    JsonNode result = whole.json();
    assertThat(result.get("succeeded").asInt()).isEqualTo(1);
    assertThat(result.get("bill").get("images").asInt()).isEqualTo(lines(seen)).isGreaterThan(40);
    assertThat(result.get("pictures").get(0).get("queries").get("images").asInt())
        .isGreaterThanOrEqualTo(lines(seen));
    int paid = lines(seen);
    assertThat(Spoken.by(zoo(seen, "--budget", "20000").toArray()).out()).isEqualTo(whole.out());
    assertThat(lines(seen)).isEqualTo(paid);
  }

  @Test
  void whatWasFoundWithTheLastImageIsFoundAgainWithoutOne() throws IOException {
    Path seen = folder.resolve("seen.txt");
    int enough =
        Spoken.wellBy(zoo(seen, "--budget", "20000").toArray())
            .json()
            .get("bill")
            .get("images")
            .asInt();
    List<Object> exactly = zoo(seen, "--budget", enough);
    exactly.set(exactly.indexOf(folder.resolve("zoo")), folder.resolve("exactly"));
    Spoken whole = Spoken.wellBy(exactly.toArray());
    int paid = lines(seen);
    assertThat(paid).isEqualTo(2 * enough);
    assertThat(Spoken.wellBy(exactly.toArray()).out()).isEqualTo(whole.out());
    assertThat(lines(seen)).isEqualTo(paid);
  }

  private void refusedZoo(Path seen, String message, Object... more) {
    refused(2, message, zoo(seen, more).toArray());
  }

  @Test
  void theFolderOfOneAttackIsNotTakenForAnother() throws IOException {
    Path seen = folder.resolve("seen.txt");
    Path out = folder.resolve("zoo");
    Spoken.by(zoo(seen, "--budget", "40").toArray());
    byte[] result = Files.readAllBytes(out.resolve("attack.json"));
    int paid = lines(seen);
    String go = "; go on with that one, or name another folder with --out\n";
    refusedZoo(
        seen,
        "retask: '%s' holds another attack (not the same pictures)%s".formatted(out, go),
        pictures.resolve("p03.png"),
        "--budget",
        "900");
    refusedZoo(seen, "(not the same settings, seed)" + go, "--weight", "3", "--seed", "2");
    List<Object> elsewhere = zoo(seen, "--budget", "40");
    elsewhere.set(
        3, TinyWorld.box(folder.resolve("euro"), 1, "price: {per1000Images: 2, currency: EUR}"));
    refused(2, "(not the same box)" + go, elsewhere.toArray());
    refusedZoo(
        seen,
        "the attack in '%s' went on with a budget of 40 images, which can be raised, but not set to 39 images"
            .formatted(out),
        "--budget",
        "39");
    refused(
        2,
        "'%s' holds an attack that was paid for".formatted(out),
        "attack",
        "fgsm",
        "--box",
        box,
        pictures.resolve("p02.png"),
        "--out",
        out);
    assertThat(Files.readAllBytes(out.resolve("attack.json"))).isEqualTo(result);
    assertThat(lines(seen)).isEqualTo(paid);
    Spoken.wellBy(zoo(seen, "--budget", "20000", "--per-picture", "15000").toArray());
    Files.delete(out.resolve("plan.json"));
    refusedZoo(seen, "holds a ledger, but no plan.json", "--budget", "20000");
  }

  @Test
  void autozoomEndsAtItsLimitToo() throws IOException {
    Path seen = folder.resolve("seen.txt");
    Spoken spoken =
        Spoken.by(
            "attack",
            "autozoom",
            "--box",
            "fake:seen=" + seen,
            pictures.resolve("p03.png"),
            "--side",
            "4",
            "--directions",
            "4",
            "--step-size",
            "0.01",
            "--per-picture",
            "3000",
            "--fine-images",
            "200",
            "--out",
            folder.resolve("zoom"),
            "--json");
    assertThat(spoken.code()).isZero();
    assertThat(spoken.json().get("bill").get("images").asInt())
        .isEqualTo(lines(seen))
        .isLessThanOrEqualTo(3000);
  }

  private void refused(int code, String message, Object... arguments) {
    Spoken spoken = Spoken.by(arguments);
    assertThat(spoken.code()).isEqualTo(code);
    assertThat(spoken.err()).contains(message);
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    Path picture = pictures.resolve("p00.png");
    String priced = "fake:price=2,seen=" + folder.resolve("priced.txt");
    refused(
        2,
        "cannot be seen through",
        "attack",
        "pgd",
        "--box",
        "http+oip://host/model",
        picture,
        "--out",
        folder);
    refused(
        2,
        "retask: 1,000 images to 'fake' cost 2 USD; say with --budget how many may be sent",
        "attack",
        "zoo",
        "--box",
        priced,
        picture,
        "--out",
        folder);
    refused(
        2,
        "retask: 'tiny' has no label 'cat'; its labels are 'thing-0' to 'thing-7', 0 to 7",
        "attack",
        "pgd",
        "--box",
        box,
        picture,
        "--target",
        "cat",
        "--out",
        folder);
  }

  @Test
  void settingsOutOfRangeAreWrongUsage() {
    Path picture = pictures.resolve("p00.png");
    refused(
        2,
        "retask: eps is 0.001; it is at least 1/255",
        "attack",
        "pgd",
        "--box",
        box,
        picture,
        "--eps",
        "0.001",
        "--out",
        folder);
    refused(
        2,
        "'four' is no number; give one such as 0.0157 or 4/255",
        "attack",
        "fgsm",
        "--box",
        box,
        picture,
        "--eps",
        "four",
        "--out",
        folder);
    refused(
        5,
        "there is no '",
        "attack",
        "fgsm",
        "--box",
        box,
        folder.resolve("no.png"),
        "--out",
        folder);
  }

  /** MobileNetV1 0.25 with 4 grey levels: what is right becomes wrong. */
  @Tag("slow")
  @Test
  void aRealNetworkIsFooled() throws IOException {
    Path shared = Path.of(System.getProperty("retask.shared", "absent"));
    Path model = shared.resolve("models/mobilenet_v1_025_128.onnx");
    Path sample = shared.resolve("data/imagenet-sample-1000/images");
    assumeTrue(Files.exists(model) && Files.exists(sample), "the shared material is absent");
    List<Object> arguments =
        new ArrayList<>(List.of("attack", "pgd", "--box", model, "--out", folder, "--json"));
    try (Stream<Path> files = Files.list(sample)) {
      files.sorted().limit(6).forEach(arguments::add);
    }
    JsonNode result = Spoken.wellBy(arguments.toArray()).json();
    assertThat(result.get("attacked").asInt()).isEqualTo(6);
    assertThat(result.get("succeeded").asInt()).isEqualTo(6);
  }
}
