package io.retask.artifact;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.mapping.LabelMapping;
import io.retask.program.View;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorSource;
import io.retask.views.ViewSet;
import java.util.List;

/**
 * The part of a model that asks the box: V views in front of it and a mapping behind it.
 *
 * @param views all of one input shape
 * @param mapping from the answers of all views, side by side, to the classes
 */
record BoxPart(ViewSet views, LabelMapping mapping) {
  BoxPart {
    List<Shape> shapes =
        views.views().stream().map(View::program).map(p -> p.inputShape()).distinct().toList();
    if (shapes.size() > 1) {
      throw new IllegalArgumentException(
          "the views of a model take inputs of one shape, but these take " + shapes);
    }
  }

  Shape inputShape() {
    return views.views().get(0).program().inputShape();
  }

  /** n x C, each row with sum 1; V images a row. */
  Scores predict(MeteredBox box, Cause cause, TensorSource inputs) {
    return mapping.apply(Scores.beside(views.ask(box, cause, inputs))).normalised();
  }
}
