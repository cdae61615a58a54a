package dev.imprimatur.worker.tool;

/**
 * An attribute classifier to train.
 *
 * @param folder with labelled pictures
 * @param file to write
 * @param title for people: which pictures it reads
 * @param rounds how often each picture is shown, at least 1
 */
record TrainingOrder(String folder, String file, String title, int rounds) {
  TrainingOrder {
    if (rounds < 1) {
      throw new IllegalArgumentException("a training needs at least one round");
    }
  }
}
