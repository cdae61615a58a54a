package dev.imprimatur.worker.attribute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;

/**
 * What a classifier says of itself, kept in its file.
 *
 * @param title for people: which pictures it reads
 * @param axes what it reads off them
 * @param errors for each axis, what was read of pictures that it had not learned from: a row for
 *     each true class, a column for each read one
 */
public record AttributeCard(
    String title, List<AttributeAxis> axes, List<List<List<Integer>>> errors) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  public AttributeCard {
    axes = List.copyOf(axes);
    errors = List.copyOf(errors);
    if (axes.isEmpty() || axes.size() != errors.size()) {
      throw new IllegalArgumentException("each axis needs its errors");
    }
    for (int axis = 0; axis < axes.size(); axis++) {
      int classes = axes.get(axis).classes().size();
      for (int truth = 0; truth < Math.min(classes, errors.get(axis).size()); truth++) {
        if (errors.get(axis).get(truth).stream().allMatch(count -> count == 0)) {
          throw new IllegalArgumentException(
              "no held-out picture is %s".formatted(axes.get(axis).classes().get(truth).name()));
        }
      }
      if (errors.get(axis).size() != classes
          || errors.get(axis).stream().anyMatch(row -> row.size() != classes)) {
        throw new IllegalArgumentException(
            "the errors of axis %s need %d rows of %d"
                .formatted(axes.get(axis).name(), classes, classes));
      }
    }
  }

  /** Classes of all axes together, which is the width of the network's answer. */
  int outputs() {
    return axes.stream().mapToInt(axis -> axis.classes().size()).sum();
  }

  String json() {
    return JSON.valueToTree(this).toString();
  }

  static AttributeCard parse(String json) throws InvalidCheckpointException {
    try {
      return JSON.readValue(json, AttributeCard.class);
    } catch (JsonProcessingException e) {
      throw new InvalidCheckpointException(
          "what it says of its attributes cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
