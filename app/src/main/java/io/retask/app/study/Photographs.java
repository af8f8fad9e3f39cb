package io.retask.app.study;

import io.retask.report.PublishedFigure;
import io.retask.report.PublishedFigure.Status;
import java.util.List;

/** CIFAR-10: the third task of Elsayed et al., ICLR 2019. */
final class Photographs {
  static final Study STUDY =
      new Study(
          "cifar10",
          "Study cifar10: small photographs",
          List.of(
              "Elsayed, Goodfellow and Sohl-Dickstein (ICLR 2019) made ImageNet networks sort the"
                  + " photographs of CIFAR-10, 32 x 32 pixels, with one program around the picture.",
              "“ar/first” is the method as published, with the first ten labels of the box for the"
                  + " ten classes; “ar/readout” learns the mapping together with the program. Both"
                  + " see inside the box; the others only query it, or do without it.",
              "Deviations: as many pictures as the folder named holds, at most 1,500 to learn from"
                  + " and 500 for the test where nothing else is asked for, against 50,000 and"
                  + " 10,000; the picture fills more of the frame than its own pixels."),
          new Material(null, 1_500, 500, "CIFAR-10 as a folder per class; no package ships it"),
          List.of(
              "ar/readout",
              "ar/first",
              "finetune",
              "scratch",
              "bar",
              "auto:4",
              "readout",
              "frequency",
              "raw",
              "majority"),
          List.of("2n", "10n", "30n"),
          List.of(
              "ar/first:ar.mapping.kind=first",
              "ar/readout:ar.mapping.kind=readout",
              "ar:ar.update.schedule=cosine"),
          List.of(
              new PublishedFigure(
                  "ar/first",
                  "above 69 %",
                  "the best of six ImageNet networks and all 50,000 training pictures",
                  "Elsayed et al., ICLR 2019, arXiv 1806.11146, by a summary of it",
                  Status.SECOND_HAND),
              new PublishedFigure(
                  "ar/first",
                  "61.84 %",
                  "ResNet-18 and ten arbitrary labels (67.63 % with every label mapped greedily)",
                  "re-run by Rajat V D, rajatvd.github.io",
                  Status.VERIFIED)));

  private Photographs() {}
}
