package io.retask.views;

import io.retask.image.view.ViewSampler;
import io.retask.mapping.readout.LogisticSettings;

/**
 * How the method "views" is run.
 *
 * @param sampler draws the views
 * @param views V, at least 1: every prediction is billed that many images
 * @param folds of the cross-validation, at least 2
 * @param logistic how the joint readout is learned
 * @param seed of the views and of the folds
 */
public record ViewsSettings(
    ViewSampler sampler, int views, int folds, LogisticSettings logistic, long seed) {
  /** Checks the counts. */
  public ViewsSettings {
    if (views < 1 || folds < 2) {
      throw new IllegalArgumentException(
          "%d views and %d folds: views are 1 or more, folds 2 or more".formatted(views, folds));
    }
  }
}
