package io.retask.program;

import io.retask.tensor.Shape;

/**
 * A few directions in the space of all parameters, in which a search needs far fewer images.
 *
 * @param kind how they are made
 * @param size frequencies, nodes or tiles a side; for {@link Kind#RANDOM} the number of parameters
 * @param seed of {@link Kind#RANDOM}; the others do not read it
 */
public record Subspace(Kind kind, int size, long seed) {
  private static final int MOST = 4096;

  /** Kinds of subspace. */
  public enum Kind {
    /** The lowest frequencies of a cosine transform of every channel. */
    COSINES,
    /** A coarse grid of every channel, enlarged linearly. */
    GRID,
    /** One value for every tile of every channel. */
    TILES,
    /** Random directions. */
    RANDOM
  }

  /** Checks the size. */
  public Subspace {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException(
          "a subspace has a size of 1 to %d, but this one has %d".formatted(MOST, size));
    }
  }

  /** The directions over all values of a shape. */
  public Basis over(Shape shape) {
    return switch (kind) {
      case COSINES -> CosineBasis.scaled(shape, size);
      case GRID -> PatchBasis.grid(shape, size);
      case TILES -> PatchBasis.tiles(shape, size);
      case RANDOM -> new RandomBasis(shape.size(), size, seed);
    };
  }

  /** The directions over the values around a hole. */
  Basis around(FrameGeometry geometry) {
    int[] border = geometry.borderPlaces();
    return switch (kind) {
      case COSINES -> new OnPlaces(CosineBasis.scaled(geometry.frame(), size), border);
      case GRID -> PatchBasis.grid(geometry.frame(), size).at(border);
      case TILES -> PatchBasis.tiles(geometry.frame(), size).at(border);
      case RANDOM -> new RandomBasis(border.length, size, seed);
    };
  }
}
