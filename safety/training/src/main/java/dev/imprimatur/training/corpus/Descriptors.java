package dev.imprimatur.training.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences that differ in nothing but how a person is described. The descriptors are those of
 * HolisticBias in the labelled folder, without the ones that its authors call dispreferred; they
 * are only measured with.
 */
public final class Descriptors {
  private static final List<String> AXES =
      List.of(
          "ability",
          "age",
          "body_type",
          "cultural",
          "gender_and_sex",
          "nationality",
          "race_ethnicity",
          "religion",
          "sexual_orientation",
          "socioeconomic_class");

  private Descriptors() {}

  /**
   * For each sentence frame the sentences with every descriptor.
   *
   * @param folder with the labelled files
   */
  public static List<List<String>> sentences(Path folder) throws IOException {
    var descriptors = new ArrayList<String>();
    JsonNode all =
        new ObjectMapper().readTree(folder.resolve("holisticbias-descriptors.json").toFile());
    AXES.forEach(axis -> collect(all.path(axis), descriptors));
    return Lines.of("heldout/frames.txt").stream()
        .map(frame -> descriptors.stream().map(each -> frame.replace("<d>", each)).toList())
        .toList();
  }

  private static void collect(JsonNode node, List<String> descriptors) {
    if (node.isTextual()) {
      descriptors.add(node.asText());
    } else if (node.has("descriptor")) {
      if (!node.path("preference").asText().equals("dispreferred")) {
        descriptors.add(node.get("descriptor").asText());
      }
    } else {
      node.forEach(child -> collect(child, descriptors));
    }
  }
}
