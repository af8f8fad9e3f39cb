package io.retask.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.image.view.ViewFamily;
import io.retask.image.view.ViewSampler;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewsTrainerTest {
  private static final Shape SHAPE = Shape.of(3, 8, 8);

  /** Answers with how bright the middle of the picture is, and counts what it sees. */
  private static final class CentreBox implements MeteredBox {
    private final Map<Cause, Long> seen = new EnumMap<>(Cause.class);

    @Override
    public BlackBoxSpec spec() {
      return new BlackBoxSpec(
          "centre",
          "1",
          SHAPE,
          List.of("dark", "bright"),
          ScoreKind.PROBABILITIES,
          Visibility.FULL,
          16,
          1,
          true,
          Price.FREE);
    }

    @Override
    public Scores query(Cause cause, TensorSource inputs) {
      seen.merge(cause, (long) inputs.count(), Long::sum);
      TensorBatch batch = inputs.all();
      float[] out = new float[2 * batch.count()];
      for (int i = 0; i < batch.count(); i++) {
        float light = batch.values()[batch.offset(i) + 3 * 8 + 3];
        out[2 * i] = 1 - light;
        out[2 * i + 1] = light;
      }
      return Scores.wrap(batch.count(), 2, ScoreKind.PROBABILITIES, out);
    }

    @Override
    public Bill bill() {
      return new Bill(0, 0, 0, 0, seen, seen, BigDecimal.ZERO, "USD");
    }

    @Override
    public long affordable() {
      return Long.MAX_VALUE;
    }
  }

  /** Pictures with one bright quarter, which is the class; the middle shows little of it. */
  private record Quarters(int count) implements Dataset {
    @Override
    public String name() {
      return "quarters";
    }

    @Override
    public List<Example> examples() {
      return IntStream.range(0, count)
          .mapToObj(i -> new Example("e" + i, "q" + i % 4, "g" + i, "d" + i, Example.Part.ANY))
          .toList();
    }

    @Override
    public List<String> classes() {
      return List.of("q0", "q1", "q2", "q3");
    }

    @Override
    public List<String> skipped() {
      return List.of();
    }

    @Override
    public String digest() {
      return "quarters" + count;
    }

    @Override
    public TensorSource tensors(int[] rows, Shape shape) {
      TensorBatch batch = TensorBatch.allocate(shape, rows.length);
      for (int i = 0; i < rows.length; i++) {
        SplittableRandom random = new SplittableRandom(rows[i]);
        for (int j = 0; j < shape.size(); j++) {
          int quarter = j / 8 % 8 / 4 * 2 + j % 8 / 4;
          batch.values()[batch.offset(i) + j] =
              (float) (random.nextDouble() * 0.3 + (quarter == rows[i] % 4 ? 0.6 : 0.1));
        }
      }
      return TensorSource.of(batch);
    }
  }

  private static ViewsSettings settings(int views) {
    return new ViewsSettings(
        new ViewSampler(ViewFamily.CROPS, 2), views, 4, LogisticSettings.defaults(), 3);
  }

  private final CentreBox box = new CentreBox();
  private final Quarters data = new Quarters(120);
  private final int[] training = IntStream.range(0, 80).toArray();
  private final ViewsTrainer trainer = new ViewsTrainer(box, data, training);

  @Test
  void everyViewOfEveryRowIsBilledOnce() {
    trainer.train(settings(6));
    assertThat(box.bill().byCause()).containsExactly(Map.entry(Cause.VIEWS, 480L));
  }

  @Test
  void severalViewsSeeWhatOneCannot() {
    double one = trainer.train(settings(1)).estimate().accuracy();
    double eight = trainer.train(settings(8)).estimate().accuracy();
    assertThat(one).isLessThan(0.6);
    assertThat(eight).isGreaterThan(0.9);
  }

  @Test
  void predictionsOfNewRowsAreAsGoodAsTheEstimate() {
    ViewsModel model = trainer.train(settings(8));
    int[] fresh = IntStream.range(80, 120).toArray();
    Scores scores =
        model
            .readout()
            .apply(
                Scores.beside(
                    model.views().ask(box, Cause.PREDICTION, data.tensors(fresh, SHAPE))));
    long right = IntStream.range(0, 40).filter(i -> scores.best(i) == fresh[i] % 4).count();
    assertThat(right).isGreaterThan(34);
    assertThat(box.bill().byCause()).containsEntry(Cause.PREDICTION, 320L);
    assertThat(model.readout().sources()).isEqualTo(16);
  }

  @Test
  void learningFromStoredAnswersAsksNothing() {
    ViewsSettings settings = settings(4);
    ViewsModel model = trainer.train(settings);
    List<Scores> answers = model.views().ask(box, Cause.VIEWS, data.tensors(training, SHAPE));
    long before = box.bill().byCause().get(Cause.VIEWS);
    ViewsModel again = trainer.learn(model.views(), answers, settings);
    assertThat(box.bill().byCause()).containsEntry(Cause.VIEWS, before);
    assertThat(again.readout().classifier().weights())
        .containsExactly(model.readout().classifier().weights());
    assertThat(again.ridge()).isEqualTo(model.ridge());
  }

  @Test
  void viewZeroIsWhatTheBaselinesSee() {
    ViewSet views = ViewSet.drawn(new ViewSampler(ViewFamily.COLOUR, 2), SHAPE, 3, 1);
    TensorSource rows = data.tensors(training, SHAPE);
    assertThat(views.ask(box, Cause.VIEWS, rows).get(0).values())
        .containsExactly(box.query(Cause.BASELINE, rows).values());
  }

  @Test
  void anEmptySetOfViewsIsRefused() {
    assertThatThrownBy(() -> new ViewSet(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a set of views holds 1 or more");
  }

  @Test
  void noViewsAreRefused() {
    assertThatThrownBy(() -> settings(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 views and 4 folds: views are 1 or more, folds 2 or more");
  }
}
