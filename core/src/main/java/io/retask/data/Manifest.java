package io.retask.data;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.retask.RetaskException;
import io.retask.data.Example.Part;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that lists examples: {@code path,label[,group][,split]}, with a header, quoted as RFC
 * 4180 has it. Paths are relative to the folder of the file, or absolute; they are written with
 * {@code /}. {@code split} is {@code train}, {@code val} (also {@code valid}, {@code validation}),
 * {@code test} or empty.
 */
public final class Manifest {
  private static final Map<String, Part> PARTS =
      Map.of(
          "", Part.ANY,
          "train", Part.TRAIN,
          "val", Part.VALIDATION,
          "valid", Part.VALIDATION,
          "validation", Part.VALIDATION,
          "test", Part.TEST);

  private Manifest() {}

  /**
   * One line.
   *
   * @param path as written
   * @param label the name of the class
   * @param group what may not be divided; the path where no group is given
   * @param part the part that the publisher gave it
   */
  public record Entry(String path, String label, String group, Part part) {}

  /** The part that a word names, in any case; empty text is {@link Part#ANY}. */
  public static Optional<Part> part(String word) {
    return Optional.ofNullable(PARTS.get(word.toLowerCase(Locale.ROOT)));
  }

  /**
   * Reads a manifest, in the order of the file.
   *
   * @throws InvalidData if a column is missing, a cell empty, a split unknown, or a path repeated
   */
  public static List<Entry> read(Path file) {
    Table table = Table.read(file);
    int path = table.column("path");
    int label = table.column("label");
    OptionalInt group = table.find("group");
    OptionalInt split = table.find("split");
    Map<String, Long> lines = new HashMap<>();
    return table.rows().stream()
        .map(
            row -> {
              String at = "line " + row.line() + " of '" + file.getFileName() + "'";
              String own = filled(row.cells().get(path), "path", at);
              String kin = group.isPresent() ? row.cells().get(group.getAsInt()) : "";
              String word = split.isPresent() ? row.cells().get(split.getAsInt()) : "";
              refuseTwice(own, lines.put(own, row.line()), at);
              return new Entry(
                  own,
                  filled(row.cells().get(label), "label", at),
                  kin.isEmpty() ? own : kin,
                  part(word)
                      .orElseThrow(
                          () ->
                              new InvalidData(
                                  "%s has the split '%s'; it is train, val, test or empty"
                                      .formatted(at, word))));
            })
        .toList();
  }

  private static String filled(String cell, String column, String at) {
    if (cell.isEmpty()) {
      throw new InvalidData(
          "%s has an empty %s; fill it in or remove the line".formatted(at, column));
    }
    return cell;
  }

  private static void refuseTwice(String path, @Nullable Long before, String at) {
    if (before != null) {
      throw new InvalidData(
          "%s names '%s' again, first on line %d; name every file once"
              .formatted(at, path, before));
    }
  }

  /**
   * Keeps a manifest from taking the place of what it is made of.
   *
   * @param source the table, which is there
   * @param manifest the file to write, there or not
   * @throws RetaskException if both are one file, by whatever name
   */
  public static void refuseOver(Path source, Path manifest) {
    try {
      if (Files.exists(manifest) && Files.isSameFile(manifest, source)) {
        throw new RetaskException(
            "the manifest '%s' would take the place of the table that it is made of; name another file with --out"
                .formatted(manifest));
      }
    } catch (IOException e) {
      throw new InvalidData("cannot read '%s': %s".formatted(manifest, e), e);
    }
  }

  /** Writes a manifest with all four columns; an existing file is replaced. */
  public static void write(Path file, List<Entry> entries) {
    CsvSchema schema =
        CsvSchema.builder()
            .addColumns(List.of("path", "label", "group", "split"), CsvSchema.ColumnType.STRING)
            .setUseHeader(true)
            .setLineSeparator('\n')
            .build();
    CsvMapper mapper =
        CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();
    try (Writer writer = Files.newBufferedWriter(file);
        SequenceWriter lines = mapper.writer(schema).writeValues(writer)) {
      for (Entry entry : entries) {
        lines.write(List.of(entry.path(), entry.label(), entry.group(), word(entry.part())));
      }
    } catch (IOException e) {
      throw new InvalidData("cannot write '%s': %s".formatted(file.getFileName(), e), e);
    }
  }

  private static String word(Part part) {
    return switch (part) {
      case TRAIN -> "train";
      case VALIDATION -> "val";
      case TEST -> "test";
      case ANY -> "";
    };
  }
}
