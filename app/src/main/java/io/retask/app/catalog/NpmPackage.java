package io.retask.app.catalog;

import java.util.Map;

/**
 * A package of the npm registry, pinned by a lock file among the resources.
 *
 * @param name its name there
 * @param files the files used, by their path inside the package, with the SHA-256 of each; a path
 *     that ends in {@code /} is a folder, whose digest is over the names and digests of its files
 */
record NpmPackage(String name, Map<String, String> files) {
  NpmPackage {
    files = Map.copyOf(files);
  }
}
