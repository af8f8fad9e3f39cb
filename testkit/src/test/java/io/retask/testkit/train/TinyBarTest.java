package io.retask.testkit.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.BlackBox;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.train.CheckpointStore;
import io.retask.train.ValidationPlan;
import java.io.StringWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the whole algorithm compiles without a warning and does what the library does. */
class TinyBarTest {
  private static final int STEPS = 12;
  @TempDir Path classes;

  @Test
  void oneFileGivesTheSameLossesAsTheLibrary() throws Exception {
    Setting setting = new Setting(10_000);
    List<Double> expected =
        setting
            .trainer(STEPS, ValidationPlan.none(), CheckpointStore.none())
            .run(setting.initial())
            .history()
            .stream()
            .map(record -> record.batch().loss())
            .toList();
    assertThat(tiny(setting)).isEqualTo(expected);
    assertThat(expected).hasSize(STEPS);
  }

  private Object tiny(Setting setting) throws Exception {
    try (URLClassLoader loader = compiled()) {
      Class<?> box = loader.loadClass("TinyBar$Box");
      return loader
          .loadClass("TinyBar")
          .getMethod("train", box, float[][].class, int[].class, int[][].class, int.class)
          .invoke(
              null,
              Proxy.newProxyInstance(loader, new Class<?>[] {box}, answers()),
              pictures(setting),
              setting.data.classesOf(Setting.TRAIN),
              setting.mapping.sets(),
              STEPS);
    }
  }

  private static InvocationHandler answers() {
    BlackBox fake = FakeBlackBox.of(Shape.of(1, 6, 6), 8);
    return (proxy, method, arguments) ->
        fake.query(TensorBatch.wrap(Shape.of(1, 6, 6), 1, (float[]) arguments[0])).values();
  }

  private static float[][] pictures(Setting setting) {
    TensorBatch all = setting.data.tensors(Setting.TRAIN, Shape.of(1, 3, 3)).all();
    return Arrays.stream(Setting.TRAIN)
        .mapToObj(row -> all.rows(row, row + 1).values())
        .toArray(float[][]::new);
  }

  private URLClassLoader compiled() throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", classes.toString(), "-Xlint:all,-processing,-path", "-Werror");
      Path source = Path.of("..", "examples", "TinyBar.java");
      boolean done =
          compiler
              .getTask(words, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertThat(done).as(words.toString()).isTrue();
    }
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
  }
}
