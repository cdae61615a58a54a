package dev.imprimatur.server.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The models that were approved for this installation. */
public final class ModelCatalogue {
  private final Map<String, ModelCard> cards;

  private ModelCatalogue(Map<String, ModelCard> cards) {
    this.cards = cards;
  }

  /**
   * Reads the cards of all models in a folder.
   *
   * @throws IllegalArgumentException if there is none, or one is wrong
   */
  public static ModelCatalogue read(Path folder) throws IOException {
    var cards = new LinkedHashMap<String, ModelCard>();
    for (Path file : cardFiles(folder)) {
      ModelCard card = new ObjectMapper().readValue(file.toFile(), ModelCard.class);
      if (!file.resolveSibling("").getFileName().toString().equals(card.id())) {
        throw new IllegalArgumentException(
            file + " names the model " + card.id() + ", but lies in another model's folder");
      }
      cards.put(card.id(), card);
    }
    if (cards.isEmpty()) {
      throw new IllegalArgumentException("there is no model in " + folder);
    }
    return new ModelCatalogue(cards);
  }

  private static List<Path> cardFiles(Path folder) throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .sorted()
          .map(each -> each.resolve("model.json"))
          .filter(Files::exists)
          .toList();
    }
  }

  /** All models, by id. */
  public Collection<ModelCard> all() {
    return cards.values();
  }

  /** The model of that id. */
  public Optional<ModelCard> find(String id) {
    return Optional.ofNullable(cards.get(id));
  }
}
