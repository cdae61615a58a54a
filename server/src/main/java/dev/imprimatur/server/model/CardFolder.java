package dev.imprimatur.server.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder with a folder for each model, in which its card lies.
 *
 * @param folder need not be there; models in folders with a hidden name are not whole yet
 */
record CardFolder(Path folder) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** Sizes and times of the cards, by which a change is noticed without reading them. */
  record Stamps(Map<Path, Stamp> files) {
    static final Stamps NONE = new Stamps(Map.of());
  }

  record Stamp(long size, FileTime changed) {}

  /** The present stamps; none where the folder cannot be looked at. */
  Stamps stamps() {
    var files = new TreeMap<Path, Stamp>();
    try {
      for (Path file : Files.isDirectory(folder) ? cardFiles(folder) : List.<Path>of()) {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        files.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
      }
    } catch (IOException e) {
      return Stamps.NONE;
    }
    return new Stamps(files);
  }

  static List<Path> cardFiles(Path folder) throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(each -> !each.getFileName().toString().startsWith("."))
          .sorted()
          .map(each -> each.resolve("model.json"))
          .filter(Files::exists)
          .toList();
    }
  }

  /**
   * Reads a card.
   *
   * @throws IOException if something is missing in it
   * @throws IllegalArgumentException if it lies in another model's folder
   */
  static ModelCard read(Path file) throws IOException {
    if (!(JSON.readTree(file.toFile()) instanceof ObjectNode written)) {
      throw new IllegalArgumentException(file + " holds no card");
    }
    // Cards of models without one, and from before it was looked for, need not say so.
    written.putIfAbsent("safetyChecker", TextNode.valueOf(""));
    ModelCard card = JSON.treeToValue(written, ModelCard.class);
    if (!file.resolveSibling("").getFileName().toString().equals(card.id())) {
      throw new IllegalArgumentException(
          file + " names the model " + card.id() + ", but lies in another model's folder");
    }
    return card;
  }
}
