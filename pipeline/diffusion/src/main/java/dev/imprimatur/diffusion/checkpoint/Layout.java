package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** How the parts of a checkpoint lie on disk. */
sealed interface Layout permits FolderLayout, SingleFileLayout, AdaptedLayout {
  /** What the checkpoint consists of. */
  ModelIndex index();

  /** Whether there is a part of that name. */
  boolean has(String part);

  /** Opens a network and compares its weights with its configuration. */
  Component network(String name) throws InvalidCheckpointException;

  /** The scheduler's configuration. */
  JsonNode scheduler() throws InvalidCheckpointException;

  /** The configuration of what prepares pictures for the safety checker. */
  JsonNode featureExtractor() throws InvalidCheckpointException;

  /** One of the tokenizers that the index names. */
  ClipTokenizer tokenizer(String name) throws InvalidCheckpointException;

  /** The files of the safety checker, by the name under which they are hashed; none without one. */
  SortedMap<String, Path> safetyCheckerFiles() throws InvalidCheckpointException;

  /**
   * Every file that takes part in drawing or in the safety checker, by the name under which it is
   * hashed.
   */
  SortedMap<String, Path> files() throws InvalidCheckpointException;

  /** Names of tensors that belong to no network. */
  List<String> unused() throws InvalidCheckpointException;

  /**
   * Writes everything but the weights of what draws into {@code folder}, in the diffusers layout.
   */
  void writeConfiguration(Path folder) throws IOException, InvalidCheckpointException;
}
