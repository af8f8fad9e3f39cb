package io.retask.app.run;

import io.retask.CorruptArtifact;
import io.retask.data.ContentDigest;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a training has seen, so that an evaluation on other data can leave it out. A file of lines:
 * digests of content, and after {@value #GROUP} digests of the names of groups, which runs of older
 * versions lack.
 *
 * @param digests of the labelled examples
 * @param groups digests of the groups that the data state for them, such as patients
 */
record Familiar(Set<String> digests, Set<String> groups) {
  private static final String NAME = "labelled.txt";
  private static final String GROUP = "group ";

  static Familiar of(Dataset data, Split split) {
    List<Example> labelled =
        IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
            .mapToObj(row -> data.examples().get(row))
            .toList();
    return new Familiar(
        labelled.stream().map(Example::digest).collect(Collectors.toCollection(TreeSet::new)),
        groupsOf(labelled));
  }

  void write(RunFolder run) {
    run.write(
        NAME,
        Stream.concat(digests.stream(), groups.stream().map(GROUP::concat))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  static Familiar read(RunFolder run) {
    try {
      Set<String> digests = new TreeSet<>();
      Set<String> groups = new TreeSet<>();
      for (String line : Files.readAllLines(run.path().resolve(NAME))) {
        if (line.startsWith(GROUP)) {
          groups.add(line.substring(GROUP.length()));
        } else {
          digests.add(line);
        }
      }
      return new Familiar(digests, groups);
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "'%s' lacks %s, so seen and unseen data cannot be told apart; finish the training with:"
                  .formatted(run.path(), NAME)
              + " retask resume "
              + run.path(),
          failure);
    }
  }

  /**
   * The rows of other data that the training knew nothing of: neither their content nor anything of
   * their group.
   *
   * @param say told how many are left out, and why
   */
  int[] unseenIn(Dataset other, Consumer<String> say) {
    List<Example> examples = other.examples();
    Predicate<Example> seen = example -> digests.contains(example.digest());
    Set<String> known = new TreeSet<>(groups);
    known.addAll(groupsOf(examples.stream().filter(seen).toList()));
    List<Integer> unseen = new ArrayList<>();
    int learned = 0;
    for (int row = 0; row < examples.size(); row++) {
      Example example = examples.get(row);
      if (seen.test(example)) {
        learned++;
      } else if (!states(example) || !known.contains(group(example))) {
        unseen.add(row);
      }
    }
    int kin = examples.size() - learned - unseen.size();
    if (learned > 0) {
      say.accept("%,d examples were in the training and are left out".formatted(learned));
    }
    if (kin > 0) {
      say.accept(
          "%,d more examples are of groups of which others were in the training (the same patient, say) and are left out"
              .formatted(kin));
    }
    return unseen.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Set<String> groupsOf(List<Example> examples) {
    return examples.stream()
        .filter(Familiar::states)
        .map(Familiar::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean states(Example example) {
    return !example.group().equals(example.id());
  }

  /** A name may hold anything, and may be that of a person. */
  private static String group(Example example) {
    return new ContentDigest().add(example.group()).hex();
  }
}
