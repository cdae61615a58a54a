package dev.imprimatur.diffusion.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The optional native library of fused GPU kernels, built by {@code src/native/build}. The system
 * property {@code imprimatur.cuda.library}, or else the environment variable {@code
 * IMPRIMATUR_CUDA_LIBRARY}, names its file; without it GPUs run the same network as processors do.
 */
public final class Acceleration {
  private static final String PROPERTY = "imprimatur.cuda.library";
  private static final String VARIABLE = "IMPRIMATUR_CUDA_LIBRARY";
  private static final Logger LOG = LoggerFactory.getLogger(Acceleration.class);

  private Acceleration() {}

  /**
   * Whether the fused kernels know a UNet of those weights: they take moments from a middle block,
   * add the time, and meet a text.
   */
  static boolean knows(Map<String, NDArray> weights) {
    NDArray middle = weights.get("mid_block.resnets.0.conv1.bias");
    NDArray time = weights.get("mid_block.resnets.0.time_emb_proj.bias");
    boolean meetsText =
        weights.keySet().stream().anyMatch(name -> name.endsWith(".attn2.to_k.weight"));
    return middle != null && time != null && middle.size() == time.size() && meetsText;
  }

  /** Whether networks on {@code device} use the library. The first call for a GPU loads it. */
  public static boolean isUsedOn(Device device) {
    return device.isGpu() && Library.LOADED.isPresent();
  }

  /** The library and the SHA-256 of its file, if {@code device} uses it. */
  public static Map<String, String> libraries(Device device) {
    return isUsedOn(device) ? Map.of("imprimatur_cuda", Library.LOADED.orElseThrow()) : Map.of();
  }

  /** Where the settings say that the library is. */
  static Optional<Path> configured(Optional<String> property, Optional<String> variable) {
    return property.or(() -> variable).filter(path -> !path.isBlank()).map(Path::of);
  }

  /**
   * Loads the library.
   *
   * @return the SHA-256 of its file, lower-case hex
   * @throws IllegalStateException when it cannot be loaded: who names a library wants it
   */
  static String load(Path file) {
    String hash = sha256(file);
    // The library needs libtorch, which the engine brings.
    Engine.getEngine("PyTorch");
    try {
      System.load(file.toAbsolutePath().toString());
    } catch (UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          file
              + " cannot be loaded: build it by src/native/build against the libtorch in use, or"
              + " leave "
              + VARIABLE
              + " unset",
          e);
    }
    return hash;
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ", named by " + VARIABLE + ", cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Loaded once for the process, when the first GPU is asked for. */
  private static final class Library {
    private static final Optional<String> LOADED =
        configured(
                Optional.ofNullable(System.getProperty(PROPERTY)),
                Optional.ofNullable(System.getenv(VARIABLE)))
            .map(Acceleration::load);

    static {
      LOG.info(
          LOADED
              .map(hash -> "GPU networks use the fused kernels of the library with SHA-256 " + hash)
              .orElse("GPU networks use plain TorchScript: " + VARIABLE + " names no library"));
    }
  }
}
