package io.retask.artifact;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.mapping.LabelMapping;
import io.retask.mapping.readout.Pooling;
import io.retask.program.View;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorSource;
import io.retask.views.ViewSet;
import java.util.List;
import java.util.Optional;

/**
 * What a run learned: V views in front of the box and a mapping behind it; or a classifier of the
 * inputs that asks no box; or both, pooled. A prediction bills V images, which may be 0.
 *
 * <p>Both parts are pooled log-linearly: {@code log p = (1-w)·log p_box + w·log p_local}, brought
 * to sum 1.
 */
public final class ReprogrammedModel {
  private final List<String> classes;
  private final Optional<BoxPart> asking;
  private final Optional<LocalPart> local;

  private ReprogrammedModel(
      List<String> classes, Optional<BoxPart> asking, Optional<LocalPart> local) {
    this.classes = List.copyOf(classes);
    this.asking = asking;
    this.local = local;
  }

  /**
   * A model that asks the box only.
   *
   * @param classes the names of the target classes, C of them
   * @param views the views, 1 or more, all of one input shape
   * @param mapping from the answers of all views, side by side, to the classes
   */
  public ReprogrammedModel(List<String> classes, List<View> views, LabelMapping mapping) {
    this(classes, Optional.of(new BoxPart(new ViewSet(views), mapping)), Optional.empty());
    if (mapping.targets() != classes.size()) {
      throw new IllegalArgumentException(
          "%d views and a mapping to %d classes do not make a model of %d classes"
              .formatted(views.size(), mapping.targets(), classes.size()));
    }
  }

  /**
   * A model that never asks the box: zero views.
   *
   * @param local of weight 1
   */
  public static ReprogrammedModel withoutBox(List<String> classes, LocalPart local) {
    if (local.weight() != 1) {
      throw new IllegalArgumentException(
          "a local part alone has the weight 1, not " + local.weight());
    }
    return new ReprogrammedModel(classes, Optional.empty(), Optional.of(checked(classes, local)));
  }

  private static LocalPart checked(List<String> classes, LocalPart local) {
    if (local.readout().targets() != classes.size()) {
      throw new IllegalArgumentException(
          "a local part with %d classes does not fit a model of %d"
              .formatted(local.readout().targets(), classes.size()));
    }
    return local;
  }

  /**
   * The same model with a local part beside the box.
   *
   * @param part takes inputs of the same shape as the views; of a weight below 1
   */
  public ReprogrammedModel with(LocalPart part) {
    if (part.weight() == 1 || !part.inputShape().equals(inputShape())) {
      throw new IllegalArgumentException(
          "a local part beside views weighs less than 1 and takes inputs of %s, but this one weighs %s and takes %s"
              .formatted(inputShape(), part.weight(), part.inputShape()));
    }
    return new ReprogrammedModel(classes, asking, Optional.of(checked(classes, part)));
  }

  /** The names of the target classes, C of them. */
  public List<String> classes() {
    return classes;
  }

  /** The views; a prediction bills one image for each. Empty where the box is never asked. */
  public List<View> views() {
    return asking.map(part -> part.views().views()).orElse(List.of());
  }

  /**
   * From the answers of all views, side by side, to the classes.
   *
   * @throws IllegalStateException if there are no views
   */
  public LabelMapping mapping() {
    return asking
        .map(BoxPart::mapping)
        .orElseThrow(() -> new IllegalStateException("a model without views has no mapping"));
  }

  /** The part that asks no box; empty where there is none. */
  public Optional<LocalPart> local() {
    return local;
  }

  /** The shape that target data are brought to before they come here. */
  public Shape inputShape() {
    return asking
        .map(BoxPart::inputShape)
        .orElseGet(() -> local.map(LocalPart::inputShape).orElseThrow());
  }

  /** The probability of every class for every input: n x C, each row with sum 1; V·n images. */
  public Scores predict(MeteredBox box, Cause cause, TensorSource inputs) {
    if (asking.isEmpty()) {
      return local.orElseThrow().predict(inputs);
    }
    Scores asked = asking.get().predict(box, cause, inputs);
    return local.map(part -> pooled(asked, part.predict(inputs), part.weight())).orElse(asked);
  }

  private static Scores pooled(Scores asked, Scores own, double weight) {
    return new Pooling(List.of(1 - weight, weight)).apply(List.of(asked, own));
  }
}
