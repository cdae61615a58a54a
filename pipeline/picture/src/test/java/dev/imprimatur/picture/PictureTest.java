package dev.imprimatur.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Equal to Diffusers' image processor and PyTorch's interpolation. */
class PictureTest {
  private final Picture picture = PictureGolden.recipe(53, 41);
  private final GoldenTensors golden;

  PictureTest() throws IOException {
    golden = PictureGolden.tensors();
  }

  @Test
  void values_ofAResizedPicture_areThoseOfTheReference() {
    assertThat(picture.resized(24, 16, Resampling.LANCZOS).values())
        .isEqualTo(golden.floats("values"));
  }

  @Test
  void mask_ofAResizedPicture_isThatOfTheReference() {
    Mask mask = Mask.of(picture.resized(64, 40, Resampling.LANCZOS));
    assertThat(mask.values()).isEqualTo(golden.floats("mask"));
    for (int[] size : new int[][] {{8, 5}, {7, 3}, {100, 60}}) {
      assertThat(mask.nearest(size[0], size[1]).values())
          .isEqualTo(golden.floats("mask-" + size[0] + "-" + size[1]));
    }
  }

  @Test
  void hole_ofAMask_isThatOfTheReference() {
    Picture resized = picture.resized(64, 40, Resampling.LANCZOS);
    // The reference multiplies and has minus zero where a negative value is taken away.
    float[] hole = golden.floats("hole");
    for (int i = 0; i < hole.length; i++) {
      hole[i] += 0f;
    }
    assertThat(Mask.of(resized).hole(resized.values())).isEqualTo(hole);
  }

  @Test
  void image_thereAndBack_isThePicture() {
    assertThat(Picture.of(picture.image()).rgb()).isEqualTo(picture.rgb());
    assertThat(picture.image().getRGB(3, 2) & 0xff).isEqualTo(picture.sample(3 * (2 * 53 + 3) + 2));
  }

  @Test
  void cropped_aPart_isThatPart() {
    Picture part = picture.cropped(10, 20, 30, 21);
    assertThat(part.image().getRGB(29, 20)).isEqualTo(picture.image().getRGB(39, 40));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> picture.cropped(30, 0, 24, 1))
        .withMessage("the part does not lie within the picture");
  }

  @Test
  void picture_ofTheWrongNumberOfBytes_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Picture(2, 2, new byte[11]))
        .withMessage("2 x 2 pixels do not have 11 bytes");
  }
}
