package io.retask.app.study;

import io.retask.app.compare.Compared;
import io.retask.app.compare.Comparing;
import io.retask.app.compare.ComparisonRequest;
import io.retask.app.run.Workbench;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.image.PngPicture;
import io.retask.recipe.DataRecipe;
import io.retask.report.Picture;
import io.retask.report.StudyFacts;
import io.retask.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Repeats published experiments. */
public final class Studying {
  private static final int SHOWN = 64;
  private final Comparing comparing;

  /** Studies that find boxes and data where the bench does. */
  public Studying(Workbench bench) {
    this.comparing = new Comparing(bench);
  }

  /**
   * Does what is not done yet and writes the folder, as {@link Comparing#compare} does.
   *
   * @param request the study's own request, or one with other data, methods or bills
   */
  public Compared repeat(Study study, ComparisonRequest request, Path out) {
    return comparing.compare(request, out, data -> Optional.of(facts(study, request.data(), data)));
  }

  private static StudyFacts facts(Study study, DataRecipe asked, Dataset data) {
    List<Picture> examples = data.classes().stream().map(name -> example(data, name)).toList();
    List<String> task = new ArrayList<>(study.task());
    if (!study.material().isWhatIsAsked(asked)) {
      task.add(
          "These are other data, or other numbers of them, than those of the study itself, which the"
              + " text above is about: “What was compared” says which.");
    }
    return new StudyFacts(study.title(), task, examples, study.published());
  }

  /** The first example of a class that is not for the test. */
  private static Picture example(Dataset data, String name) {
    int row = 0;
    List<Example> all = data.examples();
    while (!all.get(row).label().equals(name) || all.get(row).assigned() == Example.Part.TEST) {
      row++;
    }
    return Picture.png(
        PngPicture.of(data.tensors(new int[] {row}, natural(data)).all(), 0, SHOWN).bytes(), name);
  }

  /** The commonest size of the pictures. */
  private static Shape natural(Dataset data) {
    String[] sides = data.naturalSizes().keySet().iterator().next().split("x", 2);
    return Shape.of(3, Integer.parseInt(sides[1]), Integer.parseInt(sides[0]));
  }
}
