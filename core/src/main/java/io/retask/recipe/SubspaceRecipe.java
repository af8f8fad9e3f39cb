package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A few directions among the many parameters of a program: what is searched instead of all of them.
 *
 * @param kind {@code dct}, {@code grid}, {@code tiles} or {@code random}
 * @param size frequencies, nodes or tiles a side of every channel; for {@code random} the number of
 *     parameters
 */
public record SubspaceRecipe(@Nullable SubspaceKind kind, @Nullable Integer size) {
  /** Kinds of subspace. */
  public enum SubspaceKind {
    /** The lowest frequencies of a discrete cosine transform. */
    @JsonProperty("dct")
    DCT,
    /** A coarse grid, enlarged linearly. */
    @JsonProperty("grid")
    GRID,
    /** Tiles of one colour. */
    @JsonProperty("tiles")
    TILES,
    /** Random directions. */
    @JsonProperty("random")
    RANDOM
  }

  /** Fills the defaults in and checks the range. */
  public SubspaceRecipe {
    kind = kind == null ? SubspaceKind.DCT : kind;
    size = size == null ? Integer.valueOf(kind == SubspaceKind.RANDOM ? 100 : 5) : size;
    Range.check(".size", size, 1, 4096);
  }
}
