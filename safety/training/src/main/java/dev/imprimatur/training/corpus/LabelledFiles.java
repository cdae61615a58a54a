package dev.imprimatur.training.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.policy.signal.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the labelled prompts of a folder that the user names. */
public final class LabelledFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Category> COPRO =
      Map.of(
          "hate", Category.HATE,
          "sexual", Category.SEXUAL,
          "shocking", Category.VIOLENCE_GRAPHIC,
          "violence", Category.VIOLENCE,
          "illegal", Category.ILLICIT,
          "harassment", Category.HARASSMENT,
          "self-harm", Category.SELF_HARM);
  private static final Map<String, Category> MODERATION =
      Map.of(
          "S", Category.SEXUAL,
          "H", Category.HATE,
          "V", Category.VIOLENCE,
          "HR", Category.HARASSMENT,
          "SH", Category.SELF_HARM,
          "H2", Category.HATE_THREATENING,
          "V2", Category.VIOLENCE_GRAPHIC);

  private final Path folder;

  /**
   * @param folder with the files by their published names
   */
  public LabelledFiles(Path folder) {
    this.folder = folder;
  }

  /** CoProV2's training split. Both prompts of a pair are in one part. */
  public List<Sample> copro() throws IOException {
    var samples = new ArrayList<Sample>();
    for (JsonNode row : rows("coprov2-train.jsonl")) {
      Category category = COPRO.get(row.get("category").asText());
      samples.add(sample(row, "coprov2", "pair " + row.get("pair").asText(), Set.of(category)));
    }
    return samples;
  }

  /** OpenAI's moderation evaluation set: texts, few of which describe pictures. */
  public List<Sample> moderation() throws IOException {
    var samples = new ArrayList<Sample>();
    for (JsonNode row : rows("openai-moderation.jsonl")) {
      Set<Category> certain = EnumSet.noneOf(Category.class);
      MODERATION.forEach((label, category) -> {
        if (row.get("labels").path(label).asInt(0) == 1) {
          certain.add(category);
        }
      });
      samples.add(sample(row, "moderation", text(row), certain));
    }
    return samples;
  }

  /** HateCheck. All sentences of one functionality and target are in one part. */
  public List<Sample> hateCheck() throws IOException {
    var samples = new ArrayList<Sample>();
    for (JsonNode row : rows("hatecheck.jsonl")) {
      String key = row.get("functionality").asText();
      Set<Category> certain = EnumSet.of(Category.HATE);
      if (key.startsWith("threat")) {
        certain.add(Category.HATE_THREATENING);
      }
      samples.add(sample(row, "hatecheck", key + row.path("target").asText(), certain));
    }
    return samples;
  }

  /** Toxic and other comments. */
  public List<Sample> comments() throws IOException {
    var samples = new ArrayList<Sample>();
    for (JsonNode row : rows("surge-toxicity.jsonl")) {
      samples.add(sample(row, "comments", text(row), Set.of()));
    }
    return samples;
  }

  /** Captions and harmless prompts, by their source. */
  public List<Sample> captions() throws IOException {
    var samples = new ArrayList<Sample>();
    for (JsonNode row : rows("benign-image-prompts.jsonl")) {
      samples.add(sample(row, row.get("source").asText(), text(row), Set.of()));
    }
    return samples;
  }

  private static Sample sample(JsonNode row, String origin, String key, Set<Category> certain) {
    boolean unsafe = row.get("unsafe").asBoolean();
    Set<Category> categories = unsafe ? certain : Set.of();
    Set<Category> unknown = EnumSet.noneOf(Category.class);
    if (unsafe) {
      unknown.addAll(EnumSet.allOf(Category.class));
    }
    unknown.removeAll(categories);
    return new Sample(text(row), origin, Part.of(origin + " " + key), unsafe, categories, unknown);
  }

  private static String text(JsonNode row) {
    return row.get("prompt").asText().strip();
  }

  private List<JsonNode> rows(String name) throws IOException {
    var rows = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(folder.resolve(name))) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }
}
