package dev.imprimatur.server.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that were approved for this installation: those that came with the build, and those
 * that its operators added, which may come and go at any time. Thread-safe.
 */
public final class ModelCatalogue {
  private static final Logger log = LoggerFactory.getLogger(ModelCatalogue.class);

  private final Map<String, ModelCard> builtIn;
  private final Optional<CardFolder> added;
  private final Predicate<String> knownLicence;
  private Snapshot snapshot;

  private ModelCatalogue(
      Map<String, ModelCard> builtIn, Optional<Path> added, Predicate<String> knownLicence) {
    this.builtIn = builtIn;
    this.added = added.map(CardFolder::new);
    this.knownLicence = knownLicence;
    this.snapshot = new Snapshot(CardFolder.Stamps.NONE, List.of());
  }

  /** The cards of the added models, and the state of their folder when they were read. */
  private record Snapshot(CardFolder.Stamps stamps, List<ModelCard> cards) {}

  /**
   * Reads the cards of all models.
   *
   * @param builtIn a folder with a folder for each model
   * @param added the installation's folder of models, which need not be there yet
   * @param knownLicence tells the ids of licences under which models may be used
   * @throws IllegalArgumentException if no model came with the build, or one of those is wrong
   */
  public static ModelCatalogue read(
      Path builtIn, Optional<Path> added, Predicate<String> knownLicence) throws IOException {
    var cards = new LinkedHashMap<String, ModelCard>();
    for (Path file : CardFolder.cardFiles(builtIn)) {
      ModelCard card = CardFolder.read(file);
      requireLicence(card, knownLicence);
      cards.put(card.id(), card);
    }
    if (cards.isEmpty()) {
      throw new IllegalArgumentException("there is no model in " + builtIn);
    }
    return new ModelCatalogue(cards, added, knownLicence);
  }

  /** All models: first those that came with the build, then the others, each by id. */
  public Collection<ModelCard> all() {
    return current().values();
  }

  /** The model of that id. */
  public Optional<ModelCard> find(String id) {
    return Optional.ofNullable(current().get(id));
  }

  /** A glance at the folder tells whether anything has to be read again. */
  private Map<String, ModelCard> current() {
    var cards = new LinkedHashMap<>(builtIn);
    for (ModelCard card : addedCards()) {
      if (knownLicence.test(card.licence())) {
        cards.putIfAbsent(card.id(), card);
      }
    }
    return cards;
  }

  private synchronized List<ModelCard> addedCards() {
    if (added.isPresent()) {
      CardFolder.Stamps stamps = added.get().stamps();
      if (!stamps.equals(snapshot.stamps())) {
        snapshot = new Snapshot(stamps, read(stamps));
      }
    }
    return snapshot.cards();
  }

  private List<ModelCard> read(CardFolder.Stamps stamps) {
    var cards = new ArrayList<ModelCard>();
    for (Path file : stamps.files().keySet()) {
      try {
        ModelCard card = CardFolder.read(file);
        if (builtIn.containsKey(card.id())) {
          throw new IllegalArgumentException("a model with this id came with the build");
        }
        cards.add(card);
        // Another bundle may come in force that holds it, so the card is kept.
        requireLicence(card, knownLicence);
      } catch (IOException | IllegalArgumentException e) {
        log.warn("The model of {} is left out: {}", file, e.getMessage());
      }
    }
    return cards;
  }

  private static void requireLicence(ModelCard card, Predicate<String> knownLicence) {
    if (!knownLicence.test(card.licence())) {
      throw new IllegalArgumentException(
          "the model %s has the licence %s, which the policy bundle does not hold"
              .formatted(card.id(), card.licence()));
    }
  }
}
