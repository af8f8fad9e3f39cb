package io.retask.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shape of the code as numbers: half of the files and of the methods are short. */
class SizeBudgetTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  @TempDir Path scratch;

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("core", "testkit", "onnx", "app", "bench")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      }
    }
    return found.stream()
        .filter(file -> !file.endsWith("package-info.java"))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static int quantile(List<Integer> lengths, double share) {
    List<Integer> sorted = lengths.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }

  @Test
  void halfOfTheFilesHave90LinesOrFewer() throws IOException {
    List<Integer> lengths = new ArrayList<>();
    for (Path file : sources()) {
      lengths.add(Files.readAllLines(file).size());
    }
    assertThat(lengths).hasSizeGreaterThan(50);
    assertThat(quantile(lengths, 0.5)).isLessThanOrEqualTo(90);
  }

  @Test
  void nineteenOfTwentyMethodsHave25LinesOrFewer() throws IOException {
    List<Integer> lengths = methodLengths(sources());
    assertThat(lengths).hasSizeGreaterThan(200);
    assertThat(quantile(lengths, 0.95)).isLessThanOrEqualTo(25);
    assertThat(quantile(lengths, 0.5)).isLessThanOrEqualTo(8);
  }

  private List<Integer> methodLengths(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-d", scratch.toString()),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<Integer> lengths = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodLines(unit, positions, lengths).scan(unit, null);
      }
      return lengths;
    }
  }

  private static final class MethodLines extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Integer> lengths;

    MethodLines(CompilationUnitTree unit, SourcePositions positions, List<Integer> lengths) {
      this.unit = unit;
      this.positions = positions;
      this.lengths = lengths;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long from = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long to = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        lengths.add((int) (to - from + 1));
      }
      return super.visitMethod(method, null);
    }
  }
}
