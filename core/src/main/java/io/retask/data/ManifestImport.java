package io.retask.data;

import io.retask.RetaskException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Manifest} from the label table of a published data set.
 *
 * @param table a CSV file with a header
 * @param folder where the files are
 * @param fileColumn the column that names the file
 * @param labelColumn the column that names the class
 * @param groupColumn the column that names what may not be divided, if there is one
 * @param splitColumn the column that names the published part, if there is one
 * @param fileName how the file is called: <code>{}</code> stands for the cell, as in <code>{}.jpg
 *     </code>
 * @param labels the labels to keep; all where empty
 */
public record ManifestImport(
    Path table,
    Path folder,
    String fileColumn,
    String labelColumn,
    Optional<String> groupColumn,
    Optional<String> splitColumn,
    String fileName,
    Set<String> labels) {
  private static final String CELL = "{}";

  /** Checks the name of the files. */
  public ManifestImport {
    labels = Collections.unmodifiableSet(new TreeSet<>(labels));
    if (!fileName.contains(CELL)) {
      throw new IllegalArgumentException(
          "the file name '%s' is the same for every row; put {} where the cell goes, as in {}.jpg"
              .formatted(fileName));
    }
  }

  /** Cells that are file names themselves, no groups, no split, all labels. */
  public static ManifestImport of(Path table, Path folder, String fileColumn, String labelColumn) {
    return new ManifestImport(
        table, folder, fileColumn, labelColumn, Optional.empty(), Optional.empty(), CELL, Set.of());
  }

  /** The same with a column of groups. */
  public ManifestImport withGroup(String column) {
    return new ManifestImport(
        table, folder, fileColumn, labelColumn, Optional.of(column), splitColumn, fileName, labels);
  }

  /** The same with a column of published parts. */
  public ManifestImport withSplit(String column) {
    return new ManifestImport(
        table, folder, fileColumn, labelColumn, groupColumn, Optional.of(column), fileName, labels);
  }

  /** The same with another name of the files, such as <code>{}.jpg</code>. */
  public ManifestImport withFileName(String name) {
    return new ManifestImport(
        table, folder, fileColumn, labelColumn, groupColumn, splitColumn, name, labels);
  }

  /** The same with only some labels. */
  public ManifestImport withLabels(Set<String> kept) {
    return new ManifestImport(
        table, folder, fileColumn, labelColumn, groupColumn, splitColumn, fileName, kept);
  }

  /**
   * What was written.
   *
   * @param written examples in the manifest
   * @param missing files that the table names and that are not there; they are left out
   * @param leftOut rows of labels that were not asked for
   * @param repeated rows that say again what one above them said
   */
  public record Report(int written, List<String> missing, int leftOut, int repeated) {}

  /**
   * Writes the manifest. Paths in it are relative to its folder where that is possible.
   *
   * @throws InvalidData if a column or a label is not there, or no file is; if a label is empty, or
   *     two rows disagree about a file
   * @throws RetaskException if the manifest is the table itself
   */
  public Report writeTo(Path manifest) {
    Table rows = Table.read(table);
    Manifest.refuseOver(table, manifest);
    int file = rows.column(fileColumn);
    int label = rows.column(labelColumn);
    Optional<Integer> group = groupColumn.map(rows::column);
    Optional<Integer> split = splitColumn.map(rows::column);
    refuseUnknownLabels(rows, label);
    Map<String, Manifest.Entry> entries = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    int leftOut = 0;
    int repeated = 0;
    for (Table.Row row : rows.rows()) {
      List<String> cells = row.cells();
      String name = fileName.replace(CELL, cells.get(file));
      if (!labels.isEmpty() && !labels.contains(cells.get(label))) {
        leftOut++;
      } else if (!Files.isRegularFile(folder.resolve(name))) {
        missing.add(name);
      } else {
        String path = pathFrom(manifest, name);
        String kin = group.map(cells::get).filter(cell -> !cell.isEmpty()).orElse(path);
        String word = split.map(cells::get).orElse("");
        Manifest.Entry entry =
            new Manifest.Entry(path, label(cells.get(label), row), kin, part(word, row));
        Manifest.Entry before = entries.putIfAbsent(path, entry);
        repeated += before == null ? 0 : 1;
        refuseOther(before, entry, row);
      }
    }
    refuseNone(entries.size(), missing);
    Manifest.write(manifest, List.copyOf(entries.values()));
    return new Report(entries.size(), List.copyOf(missing), leftOut, repeated);
  }

  private String label(String cell, Table.Row row) {
    if (cell.isEmpty()) {
      throw new InvalidData(
          "line %d of '%s' has an empty '%s'; fill it in, remove the line, or name the labels to keep with --classes"
              .formatted(row.line(), table.getFileName(), labelColumn));
    }
    return cell;
  }

  /** A manifest names every file once; which of two rows is right is not for us to choose. */
  private void refuseOther(Manifest.@Nullable Entry before, Manifest.Entry entry, Table.Row row) {
    if (before != null && !before.equals(entry)) {
      throw new InvalidData(
          "line %d of '%s' names '%s' again, but with %s instead of %s; leave one line for every file"
              .formatted(
                  row.line(), table.getFileName(), entry.path(), words(entry), words(before)));
    }
  }

  private static String words(Manifest.Entry entry) {
    return "label '%s', group '%s', split '%s'"
        .formatted(entry.label(), entry.group(), entry.part().name().toLowerCase(Locale.ROOT));
  }

  private Example.Part part(String word, Table.Row row) {
    return Manifest.part(word)
        .orElseThrow(
            () ->
                new InvalidData(
                    "line %d of '%s' has the split '%s'; it is train, val, test or empty"
                        .formatted(row.line(), table.getFileName(), word)));
  }

  private String pathFrom(Path manifest, String name) {
    Path file = folder.resolve(name).toAbsolutePath().normalize();
    Path home = manifest.toAbsolutePath().normalize().getParent();
    boolean sameRoot = home != null && home.getRoot().equals(file.getRoot());
    return (sameRoot ? home.relativize(file) : file).toString().replace('\\', '/');
  }

  private void refuseUnknownLabels(Table rows, int label) {
    Set<String> found = new TreeSet<>(NaturalOrder.INSTANCE);
    rows.rows().forEach(row -> found.add(row.cells().get(label)));
    for (String wanted : labels) {
      if (!found.contains(wanted)) {
        throw new InvalidData(
            "no row of '%s' has the label '%s' in column '%s'; the labels are %s"
                .formatted(table.getFileName(), wanted, labelColumn, found));
      }
    }
  }

  private void refuseNone(int entries, List<String> missing) {
    if (entries == 0) {
      throw new InvalidData(
          "none of the %d files that '%s' names is in '%s'%s; check the folder and the file name '%s'"
              .formatted(
                  missing.size(),
                  table.getFileName(),
                  folder.getFileName(),
                  missing.isEmpty() ? "" : ", for example '" + missing.get(0) + "'",
                  fileName));
    }
  }
}
