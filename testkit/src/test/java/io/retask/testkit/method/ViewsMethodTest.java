package io.retask.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.train.RunListener;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewsMethodTest {
  @Test
  void eachViewOfEachLabelledExampleIsBilledOnce() {
    Course course = Course.usual();
    Learned learned = course.learn("views", "views.count=3");
    assertThat(learned.model().views()).hasSize(3);
    assertThat(learned.model().mapping().sources()).isEqualTo(3 * 8);
    assertThat(course.meter.bill().byCause()).containsOnlyKeys(Cause.VIEWS);
    assertThat(course.meter.bill().reservedImages()).isEqualTo(3 * 22);
    assertThat(learned.history()).isEmpty();
  }

  @Test
  void theFirstViewAnswersTheBaselinesToo() {
    Course course = Course.usual();
    Lesson lesson = course.lesson(Course.recipe("views", "views.count=2"), RunListener.none());
    course.learn("views", "views.count=2");
    long before = course.meter.bill().reservedImages();
    lesson.unprogrammed(Cause.BASELINE, lesson.labelled());
    assertThat(course.meter.bill().reservedImages()).isEqualTo(before);
  }

  @Test
  void figuresAreOfTheLabelledExamplesOnly() {
    Course course = Course.usual();
    Learned learned = course.learn("views", "views.count=2");
    assertThat(learned.metrics())
        .containsOnlyKeys("crossValidatedAccuracy", "crossValidatedBalancedAccuracy", "ridge");
    assertThat(learned.metrics().get("crossValidatedAccuracy")).isBetween(0.6, 1.0);
    assertThat(course.memory.read())
        .containsExactlyElementsOf(IntStream.range(0, 22).boxed().toList());
  }

  @Test
  void itPredictsWhatItNeverSaw() {
    Course course = Course.usual();
    Learned learned = course.learn("views", "views.count=2");
    Scores scores =
        learned
            .model()
            .predict(course.meter, Cause.EVALUATION, course.data.tensors(Course.TEST, Course.BOX));
    int right = 0;
    for (int i = 0; i < Course.TEST.length; i++) {
      right += scores.best(i) == Course.TEST[i] % 3 ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(6);
    assertThat(course.meter.bill().byCause())
        .containsEntry(Cause.EVALUATION, 2L * Course.TEST.length);
  }

  @Test
  void whatIsRehearsedIsWhatIsAsked() {
    Course course = Course.usual();
    course.rehearse("views", "views.count=3");
    long rehearsed = course.meter.bill().reservedImages();
    course.learn("views", "views.count=3");
    assertThat(course.meter.bill().reservedImages()).isEqualTo(rehearsed).isEqualTo(3 * 22);
  }

  @Test
  void theSameLessonIsLearnedTwice() {
    assertThat(weights(Course.usual())).isEqualTo(weights(Course.usual()));
  }

  private static float[] weights(Course course) {
    LogisticReadout readout =
        (LogisticReadout) course.learn("views", "views.count=2").model().mapping();
    return readout.classifier().weights();
  }

  @Test
  void labelledExamplesAreTrainingThenValidation() {
    Course course = Course.usual();
    Lesson lesson = course.lesson(Course.recipe("views"), RunListener.none());
    assertThat(lesson.labelled()).containsExactly(IntStream.range(0, 22).toArray());
    assertThat(lesson.classesOf(new int[] {4, 3, 20})).containsExactly(1, 0, 2);
    assertThat(lesson.groupsOf(new int[] {4, 20})).doesNotHaveDuplicates();
  }
}
