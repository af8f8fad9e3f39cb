package io.retask.app.attack;

import io.retask.metric.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attack did.
 *
 * @param attack its name
 * @param settings its settings in words
 * @param box the name of the box
 * @param target the label to reach; null for any other than before
 * @param labelled whether the labels of the pictures are known and are labels of the box
 * @param wrongBefore labelled pictures that the box had wrong already; they are not attacked
 * @param attacked the number of attacked pictures
 * @param succeeded how many of them reach the goal as saved files
 * @param rate their share; null where nothing was attacked
 * @param rateCi95 its interval of Wilson
 * @param bill everything that was asked
 * @param seed the source of every draw
 * @param judged what the success of a picture means
 * @param pictures one after another
 */
public record Attacked(
    String attack,
    String settings,
    String box,
    @Nullable String target,
    boolean labelled,
    int wrongBefore,
    int attacked,
    int succeeded,
    @Nullable Double rate,
    @Nullable List<Double> rateCi95,
    AttackBill bill,
    long seed,
    String judged,
    List<AttackedPicture> pictures) {
  private static final String JUDGED =
      "on the saved 8-bit PNG at the box's size, read from the file again and sent once more";

  static Attacked of(
      AttackRequest request,
      String box,
      Chosen chosen,
      List<AttackedPicture> all,
      AttackBill bill) {
    int succeeded = (int) all.stream().filter(AttackedPicture::success).count();
    Double rate = all.isEmpty() ? null : (double) succeeded / all.size();
    return new Attacked(
        request.attack(),
        request.settings(),
        box,
        request.target(),
        chosen.labelled(),
        chosen.wrong(),
        all.size(),
        succeeded,
        rate,
        all.isEmpty() ? null : interval(succeeded, all.size()),
        bill,
        request.seed(),
        JUDGED,
        List.copyOf(all));
  }

  private static List<Double> interval(int succeeded, int all) {
    Interval interval = Interval.wilson(succeeded, all);
    return List.of(interval.low(), interval.high());
  }

  /** Whether the images ended before anything was found. */
  public boolean endedWithoutResult() {
    return succeeded == 0 && pictures.stream().anyMatch(AttackedPicture::cutShort);
  }

  /** The result in plain sentences. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(pictures.size() == 1 ? single(pictures.get(0)) : many());
    sentences.add("Judged " + judged + ".");
    return sentences;
  }

  private static String single(AttackedPicture one) {
    return one.success()
        ? "%s became %s.".formatted(one.before(), one.after())
        : "The goal was not reached: %s is %s after the attack."
            .formatted(one.before(), one.after());
  }

  private String many() {
    if (rate == null || rateCi95 == null) {
      return "No picture was attacked: the box had all of them wrong, or at the target, already.";
    }
    return "%s reached %s for %d of %d %spictures: %.1f %% (%.1f to %.1f %%)."
        .formatted(
            attack,
            target == null ? "another answer" : "'" + target + "'",
            succeeded,
            attacked,
            labelled ? "correctly classified " : "",
            100 * rate,
            100 * rateCi95.get(0),
            100 * rateCi95.get(1));
  }
}
