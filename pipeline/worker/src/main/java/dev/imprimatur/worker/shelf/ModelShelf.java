package dev.imprimatur.worker.shelf;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a worker. Those that came with the build are opened at the start, and a fault of
 * theirs stops it. Those of the installation come and go: they are hashed when they appear or
 * change, opened and hashed again when the first order wants them, and one that cannot be used is
 * logged and left out.
 */
public final class ModelShelf implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelShelf.class);

  private final Optional<Path> added;
  private final OpenModels open;
  private final HashCache hashes;
  private final Map<String, Held> builtIn;
  private volatile Map<String, Held> held;
  private volatile @Nullable ShelfWatch watch;
  private Map<ModelPlace, FileStamps> looked = Map.of();

  private ModelShelf(
      Optional<Path> added, OpenModels open, HashCache hashes, Map<String, Held> builtIn) {
    this.added = added;
    this.open = open;
    this.hashes = hashes;
    this.builtIn = builtIn;
    this.held = Map.copyOf(builtIn);
  }

  private record Held(ModelPlace place, String hash) {}

  /**
   * Opens every model that came with the build.
   *
   * @param builtIn a folder with a checkpoint folder for each model
   * @param added the installation's folder of models, which need not be there yet
   * @param options where to draw, and what may be taken for it
   * @param most models that are open at once
   * @param hashes remembers those of files that do not change
   * @throws IOException when {@code builtIn} holds no model, or one that cannot be opened
   */
  public static ModelShelf open(
      Path builtIn, Optional<Path> added, ModelOptions options, int most, HashCache hashes)
      throws IOException {
    var open = new OpenModels(options.with(hashes), most);
    var held = new TreeMap<String, Held>();
    for (ModelPlace place : ModelPlace.builtIn(builtIn)) {
      try (ModelLoan loan = open.borrow(place)) {
        held.put(place.id(), new Held(place, loan.model().hash()));
      } catch (InvalidCheckpointException e) {
        open.close();
        throw new IOException("model " + place.id() + ": " + e.getMessage(), e);
      }
    }
    if (held.isEmpty()) {
      throw new IOException(builtIn + " holds no model: no folder in it has a model_index.json");
    }
    return new ModelShelf(added, open, hashes, held);
  }

  /** The hash of each model that can be drawn with, by its id. */
  public Map<String, String> hashes() {
    return held.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().hash()));
  }

  /**
   * The open model of that id; nothing if there is none. Its hash is that of what was opened, so
   * that a caller who wants a certain checkpoint compares it.
   *
   * @throws InvalidCheckpointException if it cannot be opened
   */
  public Optional<ModelLoan> borrow(String id) throws InvalidCheckpointException {
    Held wanted = held.get(id);
    return wanted == null ? Optional.empty() : Optional.of(open.borrow(wanted.place()));
  }

  /** Looks for models of the installation from now on, every two seconds, until this is closed. */
  public void watch() {
    watch = ShelfWatch.start(this);
  }

  /** Looks whether models of the installation came, changed or went. */
  synchronized void look() {
    if (added.isEmpty()) {
      return;
    }
    try {
      look(added.get());
    } catch (IOException | UncheckedIOException e) {
      log.warn("The models in {} cannot be listed: {}", added.get(), e.getMessage());
    }
  }

  private void look(Path folder) throws IOException {
    var stamps = new LinkedHashMap<ModelPlace, FileStamps>();
    for (ModelPlace place : ModelPlace.added(folder)) {
      if (!builtIn.containsKey(place.id())) {
        stamps.put(place, FileStamps.of(place));
      }
    }
    for (ModelPlace before : looked.keySet()) {
      if (!looked.get(before).equals(stamps.get(before))) {
        drop(before);
      }
    }
    for (ModelPlace place : stamps.keySet()) {
      if (!stamps.get(place).equals(looked.get(place))) {
        take(place);
      }
    }
    looked = stamps;
  }

  private void drop(ModelPlace place) {
    var fewer = new TreeMap<>(held);
    if (fewer.remove(place.id()) != null) {
      log.info("The model {} is gone or has changed", place.id());
    }
    held = Map.copyOf(fewer);
    open.retire(place);
  }

  private void take(ModelPlace place) {
    try {
      String hash = place.open().identity(hashes).hash();
      var more = new TreeMap<>(held);
      more.put(place.id(), new Held(place, hash));
      held = Map.copyOf(more);
      log.info("The model {} is there, checkpoint {}", place.id(), hash);
    } catch (InvalidCheckpointException | UncheckedIOException e) {
      log.warn("The model {} cannot be used: {}", place.id(), e.getMessage());
    }
  }

  @Override
  public void close() {
    ShelfWatch looking = watch;
    if (looking != null) {
      looking.close();
    }
    open.close();
  }
}
