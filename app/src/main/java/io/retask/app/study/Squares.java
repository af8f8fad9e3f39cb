package io.retask.app.study;

import java.util.List;

/** Counting squares: the first task of Elsayed et al., ICLR 2019. */
final class Squares {
  static final Study STUDY =
      new Study(
          "squares",
          "Study squares: counting with a network that never learned to count",
          List.of(
              "Elsayed, Goodfellow and Sohl-Dickstein (ICLR 2019) taught ImageNet networks to count:"
                  + " a picture of 36 x 36 pixels holds 1 to 10 white squares on a grid of 4 x 4,"
                  + " stands in the centre of the network's frame, and a program around it, the"
                  + " same for every picture, makes the network's labels say how many.",
              "“ar/first” is the method as published: gradients, and the first ten labels of the"
                  + " box stand for the ten counts. “ar/readout” learns the mapping together with"
                  + " the program. Both see inside the box; the others only query it.",
              "A fifth of the patterns of every count is kept for the test, so that no test picture"
                  + " was learned; one square has 16 patterns only, which are all learned, so the"
                  + " test begins at two."),
          new Material("squares", null, null, "the drawn pictures"),
          List.of(
              "ar/readout", "ar/first", "bar", "auto:4", "readout", "frequency", "raw", "majority"),
          List.of("2n", "6n"),
          List.of(
              "ar/first:ar.mapping.kind=first",
              "ar/readout:ar.mapping.kind=readout",
              "ar/readout:ar.mapping.start=zero",
              "ar:ar.update.schedule=cosine",
              "ar:ar.validations=3",
              "ar:ar.program.sourceSize=36",
              "bar:bar.program.sourceSize=36"),
          List.of());

  private Squares() {}
}
