package io.retask.testkit.program;

import io.retask.image.view.Rotation;
import io.retask.image.view.Tiling;
import io.retask.image.view.ViewProgram;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import org.junit.jupiter.api.Nested;

/**
 * Picture views with all four stages at once: every parameter of every stage is moved by itself.
 * Placement is linear between kinks, so the sizes are those where no source position crosses a
 * pixel within the step of the finite differences.
 */
class ViewProgramsTest {
  @Nested
  class SmallPicture extends ProgramContract {
    @Override
    protected Program program() {
      return new ViewProgram(Shape.of(3, 4, 3), 2);
    }
  }

  @Nested
  class TallPictureWithOneCoefficient extends ProgramContract {
    @Override
    protected Program program() {
      return new ViewProgram(Shape.of(3, 5, 2), 1);
    }
  }

  @Nested
  class TurnedPicture extends ProgramContract {
    @Override
    protected Program program() {
      return new Rotation(Shape.of(3, 5, 4));
    }
  }

  @Nested
  class TiledPicture extends ProgramContract {
    @Override
    protected Program program() {
      return new Tiling(Shape.of(3, 7, 4), 3, true);
    }
  }
}
