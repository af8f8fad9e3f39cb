package io.retask.app.run;

import io.retask.CorruptArtifact;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a training has seen, so that an evaluation on other data can leave it out: digests of
 * content.
 *
 * @param digests of the labelled examples
 */
record Familiar(Set<String> digests) {
  private static final String NAME = "labelled.txt";

  static Familiar of(Dataset data, Split split) {
    return new Familiar(
        IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
            .mapToObj(row -> data.examples().get(row).digest())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  void write(RunFolder run) {
    run.write(NAME, digests.stream().collect(Collectors.joining("\n", "", "\n")));
  }

  static Familiar read(RunFolder run) {
    try {
      return new Familiar(new TreeSet<>(Files.readAllLines(run.path().resolve(NAME))));
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "'%s' lacks %s, so seen and unseen data cannot be told apart; finish the training with:"
                  .formatted(run.path(), NAME)
              + " retask resume "
              + run.path(),
          failure);
    }
  }

  boolean has(Example example) {
    return digests.contains(example.digest());
  }
}
