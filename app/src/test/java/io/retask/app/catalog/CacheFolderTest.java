package io.retask.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheFolderTest {
  private static final Map<String, String> ALL =
      Map.of("RETASK_CACHE", "/own", "XDG_CACHE_HOME", "/xdg", "HOME", "/somewhere");
  @TempDir Path folder;

  @Test
  void whatTheUserNamesWins() {
    assertThat(CacheFolder.locate(Optional.of(Path.of("/named")), ALL).root())
        .isEqualTo(Path.of("/named"));
  }

  @Test
  void theVariablesAreAskedInTheirOrder() {
    assertThat(CacheFolder.locate(Optional.empty(), ALL).root()).isEqualTo(Path.of("/own"));
    assertThat(root(Map.of("XDG_CACHE_HOME", "/xdg", "HOME", "/somewhere")))
        .isEqualTo(Path.of("/xdg/retask"));
    assertThat(root(Map.of("HOME", "/somewhere", "XDG_CACHE_HOME", " ")))
        .isEqualTo(Path.of("/somewhere/.cache/retask"));
  }

  private static Path root(Map<String, String> environment) {
    return CacheFolder.locate(Optional.empty(), environment).root();
  }

  @Test
  void withoutAnyPlaceItSaysWhatToDo() {
    assertThatThrownBy(() -> root(Map.of()))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "there is no place for the cache: RETASK_CACHE, XDG_CACHE_HOME and HOME are all unset;"
                + " name one with --cache DIR");
  }

  @Test
  void aFolderIsFilledOnce() throws Exception {
    CacheFolder cache = new CacheFolder(folder);
    AtomicInteger fills = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Path>> pulls =
          IntStream.range(0, 8).<Callable<Path>>mapToObj(i -> () -> pull(cache, fills)).toList();
      for (Future<Path> pull : threads.invokeAll(pulls)) {
        assertThat(pull.get().resolve("file")).hasContent("whole");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(fills).hasValue(1);
  }

  private static Path pull(CacheFolder cache, AtomicInteger fills) {
    return cache.once(
        "boxes",
        "a",
        empty -> {
          fills.incrementAndGet();
          Files.writeString(empty.resolve("file"), "whole");
        });
  }

  @Test
  void afterAFailureNothingIsLeftAndTheNextTryWorks() throws IOException {
    CacheFolder cache = new CacheFolder(folder);
    assertThatThrownBy(
            () ->
                cache.once(
                    "boxes",
                    "a",
                    empty -> {
                      Files.writeString(empty.resolve("file"), "half");
                      throw new RetaskException("broken off");
                    }))
        .hasMessage("broken off");
    try (Stream<Path> left = Files.list(folder.resolve("boxes"))) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly(".a.lock");
    }
    assertThat(pull(cache, new AtomicInteger()).resolve("file")).hasContent("whole");
  }
}
