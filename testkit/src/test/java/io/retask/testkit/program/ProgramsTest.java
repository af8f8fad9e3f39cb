package io.retask.testkit.program;

import io.retask.program.AdditiveProgram;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.IdentityProgram;
import io.retask.program.Program;
import io.retask.program.SequenceProgram;
import io.retask.program.Subspace;
import io.retask.program.SubspaceProgram;
import io.retask.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Nested;

class ProgramsTest {
  private static FramedProgram framed(Shape source, Shape frame) {
    return new FramedProgram(new FrameGeometry(source, frame));
  }

  @Nested
  class FramedPicture extends ProgramContract {
    @Override
    protected Program program() {
      return framed(Shape.of(3, 4, 2), Shape.of(3, 7, 5));
    }
  }

  @Nested
  class FramedSeries extends ProgramContract {
    @Override
    protected Program program() {
      return framed(Shape.of(6), Shape.of(11));
    }
  }

  @Nested
  class FramedVolumeWithoutMarginOnTheLastAxis extends ProgramContract {
    @Override
    protected Program program() {
      return framed(Shape.of(1, 2, 2, 3), Shape.of(2, 3, 4, 3));
    }
  }

  @Nested
  class Additive extends ProgramContract {
    @Override
    protected Program program() {
      return new AdditiveProgram(Shape.of(3, 3, 4));
    }
  }

  @Nested
  class Identity extends ProgramContract {
    @Override
    protected Program program() {
      return new IdentityProgram(Shape.of(2, 3));
    }
  }

  @Nested
  class Sequence extends ProgramContract {
    @Override
    protected Program program() {
      Shape inner = Shape.of(1, 3, 3);
      Shape outer = Shape.of(1, 5, 5);
      return new SequenceProgram(
          List.of(new AdditiveProgram(inner), framed(inner, outer), new AdditiveProgram(outer)));
    }
  }

  @Nested
  class CosinesAroundAHole extends ProgramContract {
    @Override
    protected Program program() {
      return SubspaceProgram.of(
          framed(Shape.of(3, 3, 2), Shape.of(3, 7, 6)), new Subspace(Subspace.Kind.COSINES, 3, 0));
    }
  }

  @Nested
  class TilesAroundAHole extends ProgramContract {
    @Override
    protected Program program() {
      return SubspaceProgram.of(
          framed(Shape.of(2, 4, 4), Shape.of(2, 8, 8)), new Subspace(Subspace.Kind.TILES, 4, 0));
    }
  }

  @Nested
  class GridAddedToAPicture extends ProgramContract {
    @Override
    protected Program program() {
      return SubspaceProgram.of(
          new AdditiveProgram(Shape.of(3, 5, 4)), new Subspace(Subspace.Kind.GRID, 3, 0));
    }
  }

  @Nested
  class CosinesAddedToASeries extends ProgramContract {
    @Override
    protected Program program() {
      return SubspaceProgram.of(
          new AdditiveProgram(Shape.of(9)), new Subspace(Subspace.Kind.COSINES, 4, 0));
    }
  }

  @Nested
  class RandomDirections extends ProgramContract {
    @Override
    protected Program program() {
      return SubspaceProgram.of(
          framed(Shape.of(1, 2, 2), Shape.of(1, 4, 4)), new Subspace(Subspace.Kind.RANDOM, 5, 7));
    }
  }

  @Nested
  class SequenceOfSubspaces extends ProgramContract {
    @Override
    protected Program program() {
      AdditiveProgram inner = new AdditiveProgram(Shape.of(1, 3, 3));
      FramedProgram framed = framed(Shape.of(1, 3, 3), Shape.of(1, 5, 5));
      return new SequenceProgram(
          List.of(
              SubspaceProgram.of(inner, new Subspace(Subspace.Kind.GRID, 2, 0)),
              SubspaceProgram.of(framed, new Subspace(Subspace.Kind.TILES, 3, 0))));
    }
  }
}
