package io.retask.image.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retask.data.Amount;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.Inspection;
import io.retask.data.Manifest;
import io.retask.data.ManifestImport;
import io.retask.data.Split;
import io.retask.data.SplitPlan;
import io.retask.image.dataset.PictureData.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published data; skipped where they are not on this machine. */
@Tag("slow")
class SharedDataTest {
  @TempDir private Path folder;

  private static Path shared(String name) {
    Path path = Path.of(System.getProperty("retask.shared", "none"), "data", name);
    assumeTrue(Files.isDirectory(path), () -> "absent: " + path);
    return path;
  }

  @Test
  void hamIsDividedByLesion() {
    Path ham = shared("ham10000");
    Path manifest = folder.resolve("ham.csv");
    ManifestImport.Report report =
        ManifestImport.of(
                ham.resolve("HAM10000_metadata.csv"), ham.resolve("images"), "image_id", "dx")
            .withGroup("lesion_id")
            .withFileName("{}.jpg")
            .writeTo(manifest);
    assertThat(report).isEqualTo(new ManifestImport.Report(10_015, List.of(), 0, 0));
    Dataset data = PictureData.open(manifest, Options.defaults());
    Inspection seen = Inspection.of(data);
    assertThat(seen.groups()).isEqualTo(7470);
    assertThat(seen.sizes()).isEqualTo(Map.of("200x150", 10_015));
    assertThat(seen.classes()).containsEntry("nv", 6705).containsEntry("df", 115);
    Split split =
        SplitPlan.standard(1).withValidationShare(0.1).withTest(Amount.share(0.2)).split(data);
    assertThat(lesions(data, split.train()))
        .doesNotContainAnyElementsOf(lesions(data, split.test()));
    assertThat(lesions(data, split.train()))
        .doesNotContainAnyElementsOf(lesions(data, split.validation()));
    assertThat(split.test().length).isBetween(1990, 2004);
  }

  private static Set<String> lesions(Dataset data, int[] rows) {
    return IntStream.of(rows)
        .mapToObj(row -> data.examples().get(row).group())
        .collect(Collectors.toSet());
  }

  private static List<String[]> pairs(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(line -> line.split(",")).toList();
  }

  @Test
  void aptosHasPublishedDuplicates() throws IOException {
    Path aptos = shared("aptos2019-gaussian");
    List<Manifest.Entry> entries = new ArrayList<>();
    for (String part : new String[] {"train", "val"}) {
      for (String[] row : pairs(aptos.resolve("labels_" + part + ".csv"))) {
        String path = aptos.resolve("images/" + row[0] + ".jpg").toString();
        entries.add(
            new Manifest.Entry(
                path,
                row[1],
                row[0],
                part.equals("train") ? Example.Part.TRAIN : Example.Part.VALIDATION));
      }
    }
    Path manifest = folder.resolve("aptos.csv");
    Manifest.write(manifest, entries);
    Dataset data = PictureData.open(manifest, Options.defaults());
    Inspection seen = Inspection.of(data);
    Set<Set<String>> found = new HashSet<>();
    for (Inspection.Kin kin : seen.duplicates()) {
      List<String> ids = kin.ids().stream().map(SharedDataTest::stem).toList();
      for (int i = 0; i < ids.size(); i++) {
        for (int j = i + 1; j < ids.size(); j++) {
          found.add(Set.of(ids.get(i), ids.get(j)));
        }
      }
    }
    Set<Set<String>> published = new HashSet<>();
    pairs(aptos.resolve("duplicate_pairs.csv")).forEach(pair -> published.add(Set.of(pair)));
    assertThat(found).containsAll(published);
    assertThat(seen.conflicts()).isNotEmpty();
    assertThat(seen.leaks()).isNotEmpty();
    assertThat(seen.classes()).isEqualTo(Map.of("0", 1805, "1", 370, "2", 999, "3", 193, "4", 295));
    Split split = SplitPlan.standard(3).split(data);
    Set<String> test = contents(data, split.test());
    assertThat(contents(data, split.train())).doesNotContainAnyElementsOf(test);
  }

  private static Set<String> contents(Dataset data, int[] rows) {
    return IntStream.of(rows)
        .mapToObj(row -> data.examples().get(row).digest())
        .collect(Collectors.toSet());
  }

  private static String stem(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replace(".jpg", "");
  }

  @Test
  void cifarIsAFolderForEachClass() {
    Dataset data = PictureData.open(shared("cifar10-test"), Options.defaults());
    assertThat(data.classes()).hasSize(10).startsWith("airplane");
    assertThat(Inspection.of(data).classes().values()).containsOnly(200);
  }
}
