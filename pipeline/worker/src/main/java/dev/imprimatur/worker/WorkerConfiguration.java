package dev.imprimatur.worker;

import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.ModelOptions;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a worker is told at its start, all of it through environment variables.
 *
 * @param brokerUrl {@code IMPRIMATUR_BROKER_URL}, for example {@code tcp://localhost:61616}
 * @param brokerUser {@code IMPRIMATUR_BROKER_USER}
 * @param brokerPassword {@code IMPRIMATUR_BROKER_PASSWORD}
 * @param name {@code IMPRIMATUR_WORKER_NAME}, by default {@code worker-1}
 * @param privateKey {@code IMPRIMATUR_WORKER_KEY}: a PEM file; the public key lies beside it
 * @param serverKey {@code IMPRIMATUR_SERVER_KEY}: the public key that signs orders
 * @param models {@code IMPRIMATUR_MODELS}: a folder with one folder a model, all opened at the
 *     start
 * @param addedModels {@code IMPRIMATUR_ADDED_MODELS}: the installation's own models, which come and
 *     go while the worker runs; the folder need not be there yet
 * @param openModels {@code IMPRIMATUR_OPEN_MODELS}: models in memory at once, 2 unless set
 * @param state {@code IMPRIMATUR_WORKER_STATE}: a folder for what must outlive a restart
 * @param device {@code IMPRIMATUR_DEVICE}: {@code cpu} (the default) or {@code cuda:N}
 * @param memory {@code IMPRIMATUR_MEMORY}: bytes of the device that drawing with one model may
 *     take, written in gigabytes like {@code 2.4}; any unless set
 * @param batch {@code IMPRIMATUR_BATCH}: samples of different orders and pictures in a pass at
 *     most, a power of two from 2 to 64; unless set, 2 on a processor and 64 on a GPU
 */
public record WorkerConfiguration(
    String brokerUrl,
    String brokerUser,
    String brokerPassword,
    String name,
    Path privateKey,
    Path serverKey,
    Path models,
    Optional<Path> addedModels,
    int openModels,
    Path state,
    String device,
    OptionalLong memory,
    OptionalInt batch) {

  /**
   * Reads the configuration from environment variables.
   *
   * @throws IllegalArgumentException naming the first variable that is missing or wrong
   */
  public static WorkerConfiguration from(Map<String, String> environment) {
    return new WorkerConfiguration(
        required(environment, "IMPRIMATUR_BROKER_URL"),
        required(environment, "IMPRIMATUR_BROKER_USER"),
        required(environment, "IMPRIMATUR_BROKER_PASSWORD"),
        optional(environment, "IMPRIMATUR_WORKER_NAME").orElse("worker-1"),
        file(environment, "IMPRIMATUR_WORKER_KEY"),
        file(environment, "IMPRIMATUR_SERVER_KEY"),
        folder(environment, "IMPRIMATUR_MODELS"),
        optional(environment, "IMPRIMATUR_ADDED_MODELS").map(Path::of),
        openModels(environment),
        Path.of(required(environment, "IMPRIMATUR_WORKER_STATE")),
        device(environment),
        memory(environment),
        batch(environment));
  }

  /** How models are opened. */
  public ModelOptions options() {
    ModelOptions options = ModelOptions.on(DeviceChoice.parse(device)).within(memory);
    return batch.isPresent() ? options.withMaximumBatch(batch.getAsInt()) : options;
  }

  /** Leaves out the password: this is what a log line prints. */
  @Override
  public String toString() {
    return "WorkerConfiguration[%s, broker %s, models %s, device %s]"
        .formatted(name, brokerUrl, models, device);
  }

  private static Optional<String> optional(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static String required(Map<String, String> environment, String name) {
    return optional(environment, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
  }

  private static Path file(Map<String, String> environment, String name) {
    Path path = Path.of(required(environment, name));
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException(name + " names " + path + ", which cannot be read");
    }
    return path;
  }

  private static Path folder(Map<String, String> environment, String name) {
    Path path = Path.of(required(environment, name));
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(name + " names " + path + ", which is not a folder");
    }
    return path;
  }

  private static int openModels(Map<String, String> environment) {
    String count = optional(environment, "IMPRIMATUR_OPEN_MODELS").orElse("2");
    if (!count.matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException(
          "IMPRIMATUR_OPEN_MODELS is " + count + ", but must be a number from 1 to 999");
    }
    return Integer.parseInt(count);
  }

  private static OptionalLong memory(Map<String, String> environment) {
    Optional<String> gigabytes = optional(environment, "IMPRIMATUR_MEMORY");
    if (gigabytes.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!gigabytes.get().matches("[0-9]{1,4}(\\.[0-9]{1,3})?")) {
      throw new IllegalArgumentException(
          "IMPRIMATUR_MEMORY is "
              + gigabytes.get()
              + ", but must be a number of gigabytes, like 2.4");
    }
    return OptionalLong.of(new BigDecimal(gigabytes.get()).movePointRight(9).longValueExact());
  }

  private static OptionalInt batch(Map<String, String> environment) {
    Optional<String> batch = optional(environment, "IMPRIMATUR_BATCH");
    if (batch.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!batch.get().matches("2|4|8|16|32|64")) {
      throw new IllegalArgumentException(
          "IMPRIMATUR_BATCH is " + batch.get() + ", but must be 2, 4, 8, 16, 32 or 64");
    }
    return OptionalInt.of(Integer.parseInt(batch.get()));
  }

  private static String device(Map<String, String> environment) {
    String device = optional(environment, "IMPRIMATUR_DEVICE").orElse("cpu");
    if (!device.matches("cpu|cuda:\\d+")) {
      throw new IllegalArgumentException(
          "IMPRIMATUR_DEVICE is " + device + ", but must be cpu or cuda:N");
    }
    return device;
  }
}
