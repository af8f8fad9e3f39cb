package io.retask.data;

import io.retask.data.Example.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a data set holds and what is wrong with it, before anything is spent on it.
 *
 * @param name what people call the data set
 * @param examples how many there are
 * @param classes examples of each class, in the order of the classes
 * @param parts examples of each published part
 * @param sizes how often each natural size occurs; empty where there is none
 * @param groups how many groups there are
 * @param largestGroup how many examples the largest group has
 * @param duplicates sets of examples with exactly equal content
 * @param conflicts those of them that have more than one label: at least one is wrong
 * @param leaks duplicates and groups that lie in more than one published part
 * @param skipped files that could not be used, each with the reason
 * @param digest the digest of the data set
 */
public record Inspection(
    String name,
    int examples,
    Map<String, Integer> classes,
    Map<Part, Integer> parts,
    Map<String, Integer> sizes,
    int groups,
    int largestGroup,
    List<Kin> duplicates,
    List<Kin> conflicts,
    List<Kin> leaks,
    List<String> skipped,
    String digest) {

  /**
   * Examples that have something in common.
   *
   * @param common "equal content", or "group" and its name
   * @param ids who they are, in the order of the data set
   * @param labels their labels, each once
   * @param parts the published parts in which they lie, each once
   */
  public record Kin(String common, List<String> ids, List<String> labels, List<Part> parts) {
    private static Kin of(String common, List<Example> members) {
      return new Kin(
          common,
          members.stream().map(Example::id).toList(),
          members.stream().map(Example::label).distinct().toList(),
          members.stream().map(Example::assigned).distinct().sorted().toList());
    }

    private boolean straddles() {
      return parts.stream().filter(part -> part != Part.ANY).count() > 1;
    }
  }

  /** Inspects a data set; decodes nothing that is not decoded yet. */
  public static Inspection of(Dataset data) {
    List<Example> examples = data.examples();
    Map<String, List<Example>> groups = by(examples, Example::group);
    List<Kin> duplicates =
        by(examples, Example::digest).values().stream()
            .filter(same -> same.size() > 1)
            .map(same -> Kin.of("equal content", same))
            .toList();
    List<Kin> leaks = new ArrayList<>(duplicates.stream().filter(Kin::straddles).toList());
    groups.forEach((group, members) -> leaks.add(Kin.of("group '" + group + "'", members)));
    leaks.removeIf(kin -> !kin.straddles());
    return new Inspection(
        data.name(),
        examples.size(),
        counts(data),
        parts(examples),
        data.naturalSizes(),
        groups.size(),
        groups.values().stream().mapToInt(List::size).max().orElse(0),
        duplicates,
        duplicates.stream().filter(kin -> kin.labels().size() > 1).toList(),
        List.copyOf(leaks),
        data.skipped(),
        data.digest());
  }

  /** The ids that occur in some of the sets. */
  public static int membersOf(List<Kin> sets) {
    HashSet<String> ids = new HashSet<>();
    sets.forEach(kin -> ids.addAll(kin.ids()));
    return ids.size();
  }

  private static Map<String, List<Example>> by(
      List<Example> examples, Function<Example, String> key) {
    Map<String, List<Example>> members = new LinkedHashMap<>();
    for (Example example : examples) {
      members.computeIfAbsent(key.apply(example), unseen -> new ArrayList<>()).add(example);
    }
    return members;
  }

  private static Map<String, Integer> counts(Dataset data) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    data.classes().forEach(name -> counts.put(name, 0));
    data.examples().forEach(example -> counts.merge(example.label(), 1, Integer::sum));
    return counts;
  }

  private static Map<Part, Integer> parts(List<Example> examples) {
    Map<Part, Integer> counts = new TreeMap<>();
    examples.forEach(example -> counts.merge(example.assigned(), 1, Integer::sum));
    return counts;
  }
}
