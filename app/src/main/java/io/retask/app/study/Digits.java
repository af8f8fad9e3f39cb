package io.retask.app.study;

import io.retask.report.PublishedFigure;
import io.retask.report.PublishedFigure.Status;
import java.util.List;

/** MNIST: the second task of Elsayed et al., ICLR 2019. */
final class Digits {
  static final Study STUDY =
      new Study(
          "mnist",
          "Study mnist: handwritten digits for a network of photographs",
          List.of(
              "Elsayed, Goodfellow and Sohl-Dickstein (ICLR 2019) made ImageNet networks read"
                  + " handwritten digits with one program around the digit.",
              "“ar/first” is the method as published, with the first ten labels of the box for the"
                  + " ten digits; “ar/readout” learns the mapping together with the program. Both"
                  + " see inside the box; the others only query it.",
              "Deviations: 10,000 of the 60,000 training digits and 2,000 of the 10,000 test digits,"
                  + " and the digit fills more of the frame than its own 28 x 28 pixels."),
          new Material("mnist", 10_000, 2_000, "MNIST"),
          List.of(
              "ar/added",
              "ar/readout",
              "ar/first",
              "bar",
              "auto:4",
              "readout",
              "frequency",
              "raw",
              "majority"),
          List.of("2n", "6n"),
          List.of(
              "ar/first:ar.mapping.kind=first",
              "ar/readout:ar.mapping.kind=readout",
              "ar/readout:ar.mapping.start=zero",
              "ar/added:ar.mapping.kind=readout",
              "ar/added:ar.program.kind=additive",
              "ar:ar.update.schedule=cosine",
              "ar:ar.validations=3"),
          List.of(
              new PublishedFigure(
                  "ar/first",
                  "about 97 %",
                  "ImageNet networks and all digits",
                  "Elsayed et al., ICLR 2019, arXiv 1806.11146, by a summary of it",
                  Status.SECOND_HAND),
              new PublishedFigure(
                  "ar/first",
                  "97.45 %",
                  "Inception-v3 (ResNet-v2-50: 95.86 %)",
                  "re-implementation github.com/lizhuorong/Adversarial-Reprogramming-tensorflow",
                  Status.VERIFIED),
              new PublishedFigure(
                  "ar/first",
                  "96.81 %",
                  "ResNet-18 and ten arbitrary labels (97.87 % with the digit enlarged and the"
                      + " program added over it)",
                  "re-run by Rajat V D, rajatvd.github.io",
                  Status.VERIFIED)));

  private Digits() {}
}
