package dev.imprimatur.worker.attribute.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.picture.Picture;
import dev.imprimatur.picture.PictureLimits;
import dev.imprimatur.picture.PictureReader;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.worker.attribute.AttributeAxis;
import dev.imprimatur.worker.attribute.AttributeInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with pictures; {@code axes.json}, a list of the axes with their classes and the words of
 * each; and {@code labels.jsonl}, whose lines name a picture and its attributes: {@code {"file":
 * "0.png", "attributes": {"gender": "female"}, "heldOut": false}}.
 *
 * @param axes what is to be told apart
 * @param learned pictures to learn from
 * @param heldOut pictures to count errors on
 */
record LabelledFolder(
    List<AttributeAxis> axes, List<LabelledPicture> learned, List<LabelledPicture> heldOut) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final String AXES = "axes.json";
  private static final String LABELS = "labels.jsonl";
  private static final int FEWEST = 60;

  /**
   * Reads a folder.
   *
   * @throws IOException naming the line that is wrong
   */
  static LabelledFolder read(Path folder) throws IOException {
    List<AttributeAxis> axes = axes(folder.resolve(AXES));
    var learned = new ArrayList<LabelledPicture>();
    var heldOut = new ArrayList<LabelledPicture>();
    int number = 0;
    for (String line : Files.readAllLines(folder.resolve(LABELS))) {
      number++;
      JsonNode row = row(number, line);
      (row.path("heldOut").asBoolean() ? heldOut : learned).add(picture(folder, number, row, axes));
    }
    if (learned.size() < FEWEST) {
      throw new IOException(
          "%s labels %d pictures to learn from; %d are the fewest"
              .formatted(folder, learned.size(), FEWEST));
    }
    return new LabelledFolder(axes, learned, heldOut);
  }

  private static List<AttributeAxis> axes(Path file) throws IOException {
    try {
      return JSON.readValue(file.toFile(), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IOException("%s: %s".formatted(AXES, e.getOriginalMessage()), e);
    }
  }

  private static JsonNode row(int number, String line) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("%s:%d: the line is no JSON".formatted(LABELS, number), e);
    }
  }

  private static LabelledPicture picture(
      Path folder, int number, JsonNode row, List<AttributeAxis> axes) throws IOException {
    try {
      Path file = folder.resolve(row.path("file").asText());
      Picture picture = new PictureReader(PictureLimits.STANDARD).read(Files.readAllBytes(file));
      int[] classes =
          axes.stream()
              .mapToInt(axis -> axis.classOf(row.at("/attributes/" + axis.name()).asText()))
              .toArray();
      return new LabelledPicture(AttributeInput.region(picture, Softening.MARGIN), classes);
    } catch (IllegalArgumentException | UnusablePictureException e) {
      throw new IOException("%s:%d: %s".formatted(LABELS, number, e.getMessage()), e);
    }
  }
}
