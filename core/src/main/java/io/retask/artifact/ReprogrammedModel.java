package io.retask.artifact;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.mapping.LabelMapping;
import io.retask.program.View;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run learns: V views in front of the box and a mapping behind it. A prediction bills V
 * images.
 *
 * @param classes the names of the target classes, C of them
 * @param views the views, all of one input shape
 * @param mapping from the answers of all views, side by side, to the classes
 */
public record ReprogrammedModel(List<String> classes, List<View> views, LabelMapping mapping) {
  /** Checks that the parts fit one another. */
  public ReprogrammedModel {
    classes = List.copyOf(classes);
    views = List.copyOf(views);
    if (views.isEmpty() || mapping.targets() != classes.size()) {
      throw new IllegalArgumentException(
          "%d views and a mapping to %d classes do not make a model of %d classes"
              .formatted(views.size(), mapping.targets(), classes.size()));
    }
  }

  /** The shape that target data are brought to before they come here. */
  public Shape inputShape() {
    return views.get(0).program().inputShape();
  }

  /** The box's answers to every view, side by side: n x (V·K); V·n images. */
  public Scores answers(MeteredBox box, Cause cause, TensorSource inputs) {
    List<Scores> answers = new ArrayList<>();
    for (View view : views) {
      answers.add(box.query(cause, view.over(inputs)));
    }
    return Scores.beside(answers);
  }

  /** The score of every class for every input: n x C. */
  public Scores predict(MeteredBox box, Cause cause, TensorSource inputs) {
    return mapping.apply(answers(box, cause, inputs));
  }
}
