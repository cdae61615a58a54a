package dev.imprimatur.stack.model;

import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.process.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The models of an installation. Server and worker look at the same folders, so a model appears and
 * disappears as a whole, by one renaming; what is not whole has a hidden name.
 */
public final class ModelShelf {
  private static final String HIDDEN = ".";

  private final Installation installation;

  public ModelShelf(Installation installation) {
    this.installation = installation;
  }

  /** All models: first those that came with the build, then the added ones, each by id. */
  public List<ShelvedModel> all() throws IOException {
    var models = new ArrayList<ShelvedModel>();
    for (Path folder : folders(installation.models())) {
      models.add(new ShelvedModel(ModelCard.read(folder), folder, true));
    }
    for (Path folder : folders(installation.addedModels())) {
      models.add(new ShelvedModel(ModelCard.read(folder), folder, false));
    }
    return models;
  }

  /** The model of that id. */
  public Optional<ShelvedModel> find(String id) throws IOException {
    return all().stream().filter(model -> model.card().id().equals(id)).findFirst();
  }

  /** Takes the right to change the shelf, and clears what a killed command left half-done. */
  public ProcessLock lock() throws IOException {
    Files.createDirectories(installation.addedModels());
    ProcessLock lock = ProcessLock.acquire(installation.addedModels().resolve(".lock"));
    if (lock.isHeld()) {
      try (Stream<Path> children = Files.list(installation.addedModels())) {
        for (Path left : children.filter(Files::isDirectory).toList()) {
          if (isHidden(left)) {
            FolderCopy.remove(left);
          }
        }
      }
    }
    return lock;
  }

  /** A folder for a model that is being made, which nobody sees. */
  Path begin() throws IOException {
    return Files.createDirectory(hidden());
  }

  /** Shows a model that is whole. */
  void publish(Path made, String id) throws IOException {
    Files.move(made, installation.addedModels().resolve(id), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes an added model; a checkpoint that it links to stays. */
  public void remove(ShelvedModel model) throws IOException {
    Path going = hidden();
    Files.move(model.folder(), going, StandardCopyOption.ATOMIC_MOVE);
    FolderCopy.remove(going);
  }

  private Path hidden() {
    return installation.addedModels().resolve(HIDDEN + UUID.randomUUID());
  }

  private static boolean isHidden(Path folder) {
    return folder.getFileName().toString().startsWith(HIDDEN);
  }

  private static List<Path> folders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !isHidden(child) && Files.exists(child.resolve(ModelCard.FILE)))
          .sorted()
          .toList();
    }
  }
}
