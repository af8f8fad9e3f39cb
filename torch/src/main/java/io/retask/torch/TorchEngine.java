package io.retask.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.jni.JniUtils;
import io.retask.RetaskException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts libtorch: from the jars alone, without a word to anybody, on all cores. */
final class TorchEngine {
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
  private static final String INSTRUCTIONS = "ONEDNN_MAX_CPU_ISA";
  private static final String SAFE = "SSE41";

  private static boolean started;

  private TorchEngine() {}

  /** A new scope for native memory; the caller closes it. */
  static synchronized NDManager newScope() {
    if (!started) {
      start();
      started = true;
    }
    return Engine.getEngine(PtEngine.ENGINE_NAME).newBaseManager();
  }

  private static void start() {
    foreign(System.getProperty("os.name"), System.getProperty("os.arch"))
        .or(() -> untold(Files.exists(CACHES), System.getenv(INSTRUCTIONS)))
        .ifPresent(
            words -> {
              throw new RetaskException(words);
            });
    // read by DJL when it starts, which is now
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.default_engine", PtEngine.ENGINE_NAME);
    try {
      Engine.getEngine(PtEngine.ENGINE_NAME);
      JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
    } catch (EngineException | UnsatisfiedLinkError failure) {
      throw new RetaskException(
          "libtorch does not start: %s; free 450 MB where it is unpacked (~/.djl.ai, or set -DDJL_CACHE_DIR)"
              .formatted(failure.getMessage()),
          failure);
    }
  }

  /** Why the module does not run on such a machine; empty where it does. */
  static Optional<String> foreign(String system, String processor) {
    boolean known =
        system.toLowerCase(Locale.ROOT).startsWith("linux")
            && (processor.equals("amd64") || processor.equals("x86_64"));
    return known
        ? Optional.empty()
        : Optional.of(
            "the module torch runs on Linux with an x86-64 processor only, and this is %s on %s; use an ONNX file, or a method that needs no weights"
                .formatted(system, processor));
  }

  /**
   * Why libtorch would compute wrongly; empty where it does not. Its convolutions are cut by the
   * sizes of the caches, and some virtual machines do not tell them: there all but the oldest
   * instructions gave scores that had nothing to do with the network (docs/transfer-learning.md).
   *
   * @param told whether the processor tells the sizes of its caches
   * @param instructions what the environment limits libtorch to; null for no limit
   */
  static Optional<String> untold(boolean told, @Nullable String instructions) {
    return told || SAFE.equals(instructions)
        ? Optional.empty()
        : Optional.of(
            "this machine does not tell the sizes of its processor's caches, and there libtorch computes wrong scores; set the environment variable %s=%s before the program starts, as ./retask does"
                .formatted(INSTRUCTIONS, SAFE));
  }
}
