package dev.imprimatur.diffusion.safety;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.picture.Picture;
import dev.imprimatur.picture.Resampling;
import java.util.List;

/**
 * Prepares pictures for CLIP as the checkpoint's {@code preprocessor_config.json} says: the shorter
 * side resized with bicubic interpolation, the middle cut out, the colours normalised.
 *
 * @param shorterSide pixels of the shorter side after resizing
 * @param side pixels of the square in the middle
 * @param mean of red, green and blue, of 0 to 1
 * @param deviation of red, green and blue
 */
record ClipPreprocessing(int shorterSide, int side, List<Float> mean, List<Float> deviation) {
  private static final int BICUBIC = 3;
  private static final int CLIP_SIDE = 224;
  private static final int MOST_SIDE = 1024;
  private static final int MOST_ELONGATED = 64;
  private static final List<Float> CLIP_MEAN = List.of(0.48145467f, 0.4578275f, 0.40821072f);
  private static final List<Float> CLIP_DEVIATION = List.of(0.26862955f, 0.2613026f, 0.2757771f);

  ClipPreprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /** Reads a {@code preprocessor_config.json}; what it does not say is as in CLIP. */
  static ClipPreprocessing of(JsonNode config) throws InvalidCheckpointException {
    for (String step : List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize")) {
      require(config.path(step).asBoolean(true), step + " must be true");
    }
    require(config.path("resample").asInt(BICUBIC) == BICUBIC, "resample must be 3 (bicubic)");
    int shorter = side(config.path("size"), "shortest_edge");
    int side = side(config.path("crop_size"), "height");
    require(side == side(config.path("crop_size"), "width"), "crop_size must be a square");
    require(side >= 1 && side <= shorter && shorter <= MOST_SIDE, "size and crop_size do not fit");
    return new ClipPreprocessing(
        shorter,
        side,
        colours(config, "image_mean", CLIP_MEAN),
        colours(config, "image_std", CLIP_DEVIATION));
  }

  /**
   * Red, green and blue planes, [3, side, side].
   *
   * @throws IllegalArgumentException when the picture is very much longer than wide
   */
  float[] values(Picture picture) {
    int shorter = Math.min(picture.width(), picture.height());
    if (Math.max(picture.width(), picture.height()) > MOST_ELONGATED * (long) shorter) {
      throw new IllegalArgumentException(
          "a picture more than " + MOST_ELONGATED + " times as long as wide cannot be judged");
    }
    int width = (int) ((double) shorterSide * picture.width() / shorter);
    int height = (int) ((double) shorterSide * picture.height() / shorter);
    Picture middle =
        picture
            .resized(width, height, Resampling.BICUBIC)
            .cropped((width - side) / 2, (height - side) / 2, side, side);
    return normalised(middle.rgb());
  }

  private float[] normalised(byte[] rgb) {
    int plane = side * side;
    float[] values = new float[3 * plane];
    for (int i = 0; i < rgb.length; i++) {
      float value = (float) (Byte.toUnsignedInt(rgb[i]) * (1 / 255.0));
      int colour = i % 3;
      values[colour * plane + i / 3] = (value - mean.get(colour)) / deviation.get(colour);
    }
    return values;
  }

  /** Older files write a number, newer ones an object with names. */
  private static int side(JsonNode size, String name) {
    return (size.isObject() ? size.path(name) : size).asInt(CLIP_SIDE);
  }

  private static List<Float> colours(JsonNode config, String key, List<Float> otherwise)
      throws InvalidCheckpointException {
    JsonNode values = config.path(key);
    if (values.isMissingNode()) {
      return otherwise;
    }
    require(values.size() == 3, key + " must have three numbers");
    float[] colours = new float[3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (float) values.path(i).asDouble();
      require(Float.isFinite(colours[i]), key + " must have finite numbers");
      require(!key.equals("image_std") || colours[i] > 0, key + " must be above 0");
    }
    return List.of(colours[0], colours[1], colours[2]);
  }

  private static void require(boolean holds, String rule) throws InvalidCheckpointException {
    if (!holds) {
      throw new InvalidCheckpointException("feature_extractor/preprocessor_config.json: " + rule);
    }
  }
}
