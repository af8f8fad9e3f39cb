package io.retask.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelCardTest {
  @Test
  void theModelCardTellsTheWholeStory() {
    assertThat(ModelCard.of(SampleModels.views(), SampleModels.viewsManifest(1)))
        .isEqualTo(
            """
            # pets

            A reprogrammed black box: `fake` stays as it is, and 2 programs (views) in front of it and a mapping behind it
            make it a classifier of 2 classes.

            | | |
            |---|---|
            | classes | cat, dog |
            | method | views, seed 42 |
            | box | fake, fingerprint `fake:1`, 3 labels, input [1, 2, 2] |
            | learned from | pets: 30 labelled examples, digest `d1`, split `s1` |
            | bill of the training | 12,345 images, 1.2345 EUR |
            | images a prediction bills | 2 |
            | written by | Retask 0.1.0 |

            ## Figures from the training

            These come from the labelled data. Figures on held-out data stand in the report of the run.

            - steps: 7.0000
            - validationAccuracy: 0.7100

            ## Limits

            The model answers for data like those it was learned from, and only while the box answers as it did: a
            changed fingerprint needs a new training.
            """);
  }

  @Test
  void theCardSaysWhatIsPooledAndWhatIsFree() {
    assertThat(ModelCard.of(SampleModels.pooled(), SampleModels.newManifest(2, "pooled")))
        .contains(
            """
            make it a classifier of 2 classes. A classifier that looks at the data alone speaks
            with it: it has 25 % of the weight of the pooled answer, and costs nothing.
            """,
            "| images a prediction bills | 2 |");
    assertThat(ModelCard.of(SampleModels.alone(), SampleModels.newManifest(2, "raw")))
        .contains(
            "A classifier of 2 classes that looks at the data alone. It never asks the box `fake`,",
            "| images a prediction bills | 0 |");
  }
}
