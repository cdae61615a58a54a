package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights of bfloat16 draw what the same numbers in float16 draw, in the same memory. */
class Bfloat16Test {
  private static final int SIDE = 64;
  private static final DrawingRequest REQUEST =
      DrawingRequest.textToImage(
          List.of(new ImageRequest("a red apple", 7)), "", SIDE, SIDE, 3, 5, Sampler.DDIM);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"sd1, LOW", "sdxl, LOW", "sd1, ROOMY"})
  void draw_fromBfloat16_givesThePixelsOfTheSameNumbersInFloat16(String family, MemoryMode mode)
      throws Exception {
    Path halves =
        RecipeCheckpoint.write(
            family,
            folder.resolve("halves"),
            ElementType.F16,
            floats -> shorts(floats, Float::floatToFloat16));
    Path brains =
        RecipeCheckpoint.write(
            family,
            folder.resolve("brains"),
            ElementType.BF16,
            floats -> shorts(floats, value -> (short) (Float.floatToIntBits(value) >>> 16)));
    try (DiffusionModel expected = open(halves, mode);
        DiffusionModel model = open(brains, mode)) {
      assertThat(pixels(model)).isEqualTo(pixels(expected));
      assertThat(model.forecast(REQUEST)).isEqualTo(expected.forecast(REQUEST));
    }
  }

  private static DiffusionModel open(Path checkpoint, MemoryMode mode) throws Exception {
    return DiffusionModel.open(
        checkpoint, ModelOptions.on(DeviceChoice.parse("cpu")).with(mode, OptionalLong.empty()));
  }

  private static int[] pixels(DiffusionModel model) {
    Drawing drawing = model.draw(REQUEST, step -> StepListener.Decision.CONTINUE);
    assertThat(drawing).isInstanceOf(Drawing.Finished.class);
    BufferedImage picture = ((Drawing.Finished) drawing).pictures().getFirst();
    return picture.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  private static byte[] shorts(byte[] floats, Function<Float, Short> narrowed) {
    FloatBuffer values = ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    ByteBuffer shorts = ByteBuffer.allocate(floats.length / 2).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      shorts.putShort(narrowed.apply(common(values.get())));
    }
    return shorts.array();
  }

  /** A number near {@code value} that both types have: of few bits, and not too small. */
  private static float common(float value) {
    float few = Float.intBitsToFloat(Float.floatToIntBits(value) & 0xffff0000);
    return Math.abs(few) < 0x1p-14f ? 0 : few;
  }
}
