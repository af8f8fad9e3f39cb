package io.retask.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QueryPlacesTest {
  private final QueryPlaces<String> places = new QueryPlaces<>("box", List.of("only"));

  @Test
  void aPlaceIsFreeAgainAfterAFailure() {
    assertThatThrownBy(
            () ->
                places.answer(
                    place -> {
                      throw new IllegalArgumentException("bad rows");
                    }))
        .hasMessage("bad rows");
    assertThat(places.<String>answer(place -> place)).isEqualTo("only");
  }

  @Test
  void freesOnceAndAnswersNothingAfterwards() {
    AtomicInteger freed = new AtomicInteger();
    places.close(freed::incrementAndGet);
    places.close(freed::incrementAndGet);
    assertThat(freed).hasValue(1);
    assertThatThrownBy(() -> places.answer(place -> place))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the box 'box' is closed");
  }

  @Test
  void anInterruptedThreadMayAskAgain() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> places.answer(place -> place))
        .isInstanceOf(BlackBoxFailure.class)
        .hasMessage("interrupted before 'box' was asked; ask again");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(places.<String>answer(place -> place)).isEqualTo("only");
  }
}
