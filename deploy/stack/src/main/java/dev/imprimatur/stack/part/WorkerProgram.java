package dev.imprimatur.stack.part;

import dev.imprimatur.stack.installation.Installation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How programs with the worker's libraries are run, which are not on this tool's class path. */
public final class WorkerProgram {
  /** What whoever starts this tool may decide for whatever draws. */
  private static final List<String> PASSED_ON =
      List.of(
          "IMPRIMATUR_OPEN_MODELS",
          "IMPRIMATUR_CUDA_LIBRARY",
          "IMPRIMATUR_MEMORY",
          "IMPRIMATUR_BATCH");

  private static final String DEVICE = "IMPRIMATUR_DEVICE";

  /** Bytes of a piece of memory up to which it is kept when it is freed. */
  private static final String KEPT_PIECE = "33554432";

  /** Bytes of freed memory that are kept at most. */
  private static final String KEPT = "536870912";

  private WorkerProgram() {}

  /**
   * The command that runs a main class of the worker.
   *
   * @param own the environment of this tool
   */
  public static List<String> command(
      Installation installation, String mainClass, Map<String, String> own) {
    return List.of(
        ChildPart.java(),
        "-Xmx" + heap(own),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        installation.workerLibraries() + "/*",
        mainClass);
  }

  /**
   * What the engine has to know.
   *
   * @param own the environment of this tool
   */
  public static Map<String, String> environment(Map<String, String> own) {
    var environment = new HashMap<String, String>();
    environment.put(DEVICE, device(own));
    // Threads that spin for long while they wait for each other make a picture take fifteen
    // times as long beside one busy program; threads that never spin, a quarter longer.
    environment.put("GOMP_SPINCOUNT", "1000");
    // Freed memory is kept for the next layer, and what is fresh comes in large pages: on a
    // processor
    // fresh pages of 4 KiB for every layer took a tenth of the time. Only the first arena can keep
    // so much.
    environment.put("THP_MEM_ALLOC_ENABLE", "1");
    environment.put("MALLOC_ARENA_MAX", "1");
    environment.put("MALLOC_MMAP_THRESHOLD_", KEPT_PIECE);
    environment.put("MALLOC_TRIM_THRESHOLD_", KEPT);
    // Without segments that grow, a GPU's allocator keeps up to a quarter more than is used.
    environment.put("PYTORCH_CUDA_ALLOC_CONF", "expandable_segments:True");
    for (String name : PASSED_ON) {
      if (own.containsKey(name)) {
        environment.put(name, own.get(name));
      }
    }
    return environment;
  }

  /** Where a GPU draws, the pictures of two full passes are there, and their results. */
  static String heap(Map<String, String> own) {
    return device(own).equals("cpu") ? "768m" : "2g";
  }

  /** Where to draw: {@code cpu} unless {@code IMPRIMATUR_DEVICE} says otherwise. */
  public static String device(Map<String, String> own) {
    return own.getOrDefault(DEVICE, "cpu");
  }
}
