package io.retask.image.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.program.SequenceProgram;
import io.retask.program.View;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewSamplerTest {
  private static final Shape SHAPE = Shape.of(3, 9, 11);

  private static TensorBatch picture() {
    return TensorBatch.wrap(SHAPE, 1, ViewProgramTest.draws(SHAPE.size(), 4, 0, 1));
  }

  private static float[] seen(View view) {
    return view.program().apply(picture(), view.parameters()).values();
  }

  @ParameterizedTest
  @EnumSource(ViewFamily.class)
  void viewZeroIsThePictureAsItIs(ViewFamily family) {
    View view = new ViewSampler(family, 3).draw(SHAPE, 5, 0);
    assertThat(seen(view)).containsExactly(picture().values());
  }

  @ParameterizedTest
  @EnumSource(ViewFamily.class)
  void viewsDifferAndAreDrawnAgainTheSame(ViewFamily family) {
    ViewSampler sampler = new ViewSampler(family, 3);
    for (int i = 1; i < 12; i++) {
      View view = sampler.draw(SHAPE, 5, i);
      assertThat(view.parameters()).containsExactly(sampler.draw(SHAPE, 5, i).parameters());
      assertThat(seen(view)).isNotEqualTo(seen(sampler.draw(SHAPE, 5, i - 1)));
      assertThat(seen(view)).isNotEqualTo(picture().values());
    }
  }

  @Test
  void theFirstRotationsAreQuarterTurns() {
    ViewSampler sampler = new ViewSampler(ViewFamily.ROTATIONS, 3);
    assertThat(sampler.draw(SHAPE, 5, 1).parameters()).containsExactly((float) (Math.PI / 2));
    assertThat(sampler.draw(SHAPE, 5, 2).parameters()).containsExactly((float) (1.5 * Math.PI));
    assertThat(sampler.draw(SHAPE, 5, 3).parameters()[0])
        .isNotEqualTo(sampler.draw(SHAPE, 6, 3).parameters()[0])
        .isBetween((float) -Math.PI, (float) Math.PI);
  }

  @Test
  void tonesAreLighterSteeperDarkerAndFlatter() {
    ViewSampler sampler = new ViewSampler(ViewFamily.TONES, 3);
    float[] lighter = seen(sampler.draw(SHAPE, 5, 1));
    float[] darker = seen(sampler.draw(SHAPE, 5, 3));
    for (int i = 0; i < lighter.length; i++) {
      float was = picture().values()[i];
      assertThat(lighter[i]).isBetween(Math.min(1, was + 0.149f), was + 0.3f);
      assertThat(darker[i]).isBetween(was - 0.3f, Math.max(0, was - 0.149f));
    }
    assertThat(sampler.draw(SHAPE, 5, 2).parameters()[ViewProgram.CONTRAST]).isBetween(0.5f, 1.5f);
    assertThat(sampler.draw(SHAPE, 5, 4).parameters()[ViewProgram.CONTRAST])
        .isBetween(-0.6f, -0.3f);
  }

  @Test
  void aFamilyThatComesTwiceInATurnGoesOnWhereItWas() {
    ViewSampler sampler = new ViewSampler(ViewFamily.VARIED, 3);
    assertThat(sampler.draw(SHAPE, 5, 1).parameters()).containsExactly((float) (Math.PI / 2));
    assertThat(sampler.draw(SHAPE, 5, 7).parameters()).containsExactly((float) (1.5 * Math.PI));
    assertThat(sampler.draw(SHAPE, 5, 11).program()).isInstanceOf(Rotation.class);
    assertThat(((Tiling) sampler.draw(SHAPE, 5, 16).program()).isMirrored()).isTrue();
  }

  @Test
  void tilesAreOfThreeSizesAndThenColoured() {
    ViewSampler sampler = new ViewSampler(ViewFamily.TILES, 3);
    for (int i = 1; i < 7; i++) {
      Tiling tiling = (Tiling) sampler.draw(SHAPE, 5, i).program();
      assertThat(tiling.copies()).isEqualTo(2 + (i - 1) / 2);
      assertThat(tiling.isMirrored()).isEqualTo(i % 2 == 0);
    }
    assertThat(sampler.draw(SHAPE, 5, 7).program()).isInstanceOf(SequenceProgram.class);
    View small = new ViewSampler(ViewFamily.TILES, 2).draw(Shape.of(3, 2, 9), 5, 5);
    assertThat(((Tiling) small.program()).copies()).isEqualTo(2);
  }

  @Test
  void cropsStayInsideThePicture() {
    ViewSampler sampler = new ViewSampler(ViewFamily.CROPS, 3);
    for (int i = 1; i < 200; i++) {
      float[] w = sampler.draw(SHAPE, 1, i).parameters();
      double factor = 1 + w[0];
      assertThat(factor).isBetween(0.5, 0.85);
      assertThat(Math.abs(w[1]) + factor).isLessThanOrEqualTo(1.0001);
      assertThat(Math.abs(w[3]) + factor).isLessThanOrEqualTo(1.0001);
    }
  }

  @Test
  void theFirstFlipsAreTheThreeMirrors() {
    ViewSampler sampler = new ViewSampler(ViewFamily.FLIPS, 3);
    assertThat(
            new float[] {
              sampler.draw(SHAPE, 1, 1).parameters()[0], sampler.draw(SHAPE, 1, 1).parameters()[2]
            })
        .containsExactly(-2, 0);
    assertThat(
            new float[] {
              sampler.draw(SHAPE, 1, 2).parameters()[0], sampler.draw(SHAPE, 1, 2).parameters()[2]
            })
        .containsExactly(0, -2);
    assertThat(
            new float[] {
              sampler.draw(SHAPE, 1, 3).parameters()[0], sampler.draw(SHAPE, 1, 3).parameters()[2]
            })
        .containsExactly(-2, -2);
  }

  @Test
  void namesOfFamiliesHaveHyphens() {
    assertThat(ViewFamily.CROPS_AND_FLIPS.key()).isEqualTo("crops-and-flips");
  }

  @Test
  void aViewBelowZeroIsRefused() {
    assertThatThrownBy(() -> new ViewSampler(ViewFamily.CROPS, 3).draw(SHAPE, 1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("view -1 is below 0");
  }
}
