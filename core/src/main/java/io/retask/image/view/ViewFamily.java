package io.retask.image.view;

import java.util.Locale;

/** Which kind of change sets the views of one sampler apart. */
public enum ViewFamily {
  /** Parts of 0.5 to 0.85 of each side, enlarged to the frame. */
  CROPS,
  /** Mirrored across, down, both, or not, in turn; beyond the third view, with a slight crop. */
  FLIPS,
  /** The whole picture at 0.5 to 0.85 of its size, somewhere on grey. */
  PLACEMENT,
  /** Turned by 90 and 270 degrees, then by any angle; 180 degrees are the third of the flips. */
  ROTATIONS,
  /** 2 x 2 to 4 x 4 small copies, plain and mirrored; from the seventh on in other colours. */
  TILES,
  /** A random colour matrix and contrast gain; every other view is inverted. */
  COLOUR,
  /** Lighter, of more contrast, darker, of less contrast, in turn. */
  TONES,
  /** An added low-frequency pattern. */
  PATTERNS,
  /** Crops, of which every other one is mirrored across. */
  CROPS_AND_FLIPS,
  /** A pattern under a random colour matrix and contrast gain; every other view is inverted. */
  COMPOSITE,
  /** Crops, flips, placement, colour and patterns in turn. */
  MIXED,
  /** All kinds in turn, rotations twice: what a choice among views is given. */
  VARIED;

  /** The name in recipes and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
