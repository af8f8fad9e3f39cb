package io.retask.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.image.view.AreaMean;
import io.retask.tensor.Shape;
import org.junit.jupiter.api.Test;

final class AreaMeanCodecTest {
  @Test
  void theReductionComesBackAsItWas() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    new AreaMeanCodec().write(new AreaMean(Shape.of(3, 40, 9), 7), node);
    assertThat(node).hasToString("{\"shape\":[3,40,9],\"side\":7}");
    AreaMean read = new AreaMeanCodec().read(node);
    assertThat(read.inputShape()).isEqualTo(Shape.of(3, 40, 9));
    assertThat(read.outputShape()).isEqualTo(Shape.of(3, 7, 7));
  }
}
