package io.retask.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A CSV file with a header, as RFC 4180 has it: UTF-8 (a byte order mark is passed over), commas,
 * double quotes; blank lines are passed over.
 */
final class Table {
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .build();

  private final Path file;
  private final List<String> header;
  private final List<Row> rows = new ArrayList<>();

  private Table(Path file, List<String> header) {
    this.file = file;
    this.header = header;
  }

  /**
   * One line below the header.
   *
   * @param line where it is in the file, counted from 1
   */
  record Row(long line, List<String> cells) {}

  /**
   * Reads a file.
   *
   * @throws InvalidData if it cannot be read, is empty, or a line has another number of cells
   */
  static Table read(Path file) {
    try (Reader reader = Files.newBufferedReader(file);
        MappingIterator<String[]> lines =
            MAPPER.readerFor(String[].class).readValues(withoutMark(reader))) {
      return filled(file, lines);
    } catch (JacksonException e) {
      throw new InvalidData(
          "'%s' is not CSV: %s".formatted(file.getFileName(), e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new InvalidData(
          "cannot read '%s' as UTF-8 text: %s".formatted(file.getFileName(), e), e);
    }
  }

  private static Reader withoutMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\ufeff') {
      reader.reset();
    }
    return reader;
  }

  private static Table filled(Path file, MappingIterator<String[]> lines) throws IOException {
    if (!lines.hasNextValue()) {
      throw new InvalidData(
          "'%s' is empty; its first line names the columns".formatted(file.getFileName()));
    }
    Table table = new Table(file, List.of(lines.nextValue()));
    while (lines.hasNextValue()) {
      List<String> cells = List.of(lines.nextValue());
      long line = lines.getParser().currentLocation().getLineNr() - 1L;
      if (cells.size() != table.header.size()) {
        throw new InvalidData(
            "'%s' has %d cells near line %d, but its header has %d: %s; quote cells that hold a comma"
                .formatted(
                    file.getFileName(), cells.size(), line, table.header.size(), table.header));
      }
      table.rows.add(new Row(line, cells));
    }
    return table;
  }

  List<Row> rows() {
    return rows;
  }

  /** Where a column is, if there is one of this name. */
  OptionalInt find(String column) {
    int at = header.indexOf(column);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }

  /**
   * Where a column is.
   *
   * @throws InvalidData if there is none of this name
   */
  int column(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new InvalidData(
                    "'%s' has no column '%s'; its first line has %s; name one of these, or, if that line is data, put a line with the names of the columns above it"
                        .formatted(file.getFileName(), name, header)));
  }
}
