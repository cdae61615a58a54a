package dev.imprimatur.stack.part;

import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.process.PartFailedException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs, unpacked from their archive once. */
final class PostgresProgram {
  private final Path folder;

  private PostgresProgram(Path folder) {
    this.folder = folder;
  }

  /** The programs below {@code parent}, where they are unpacked when these very ones are not. */
  static PostgresProgram below(Path parent) throws IOException, PartFailedException {
    byte[] archive = archive();
    Path folder = parent.resolve("binaries-" + hash(archive));
    if (!Files.exists(folder)) {
      Path fresh = parent.resolve("binaries-new");
      FolderCopy.remove(fresh);
      unpack(archive, fresh);
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PostgresProgram(folder);
  }

  /** The command line of one of the programs, as {@code account}. */
  List<String> command(PostgresAccount account, String program, String... arguments) {
    Path file = folder.resolve("bin").resolve(program);
    return Stream.of(account.prefix().stream(), Stream.of(file.toString()), Stream.of(arguments))
        .flatMap(words -> words)
        .toList();
  }

  /** Where the programs lie. */
  Path folder() {
    return folder;
  }

  private static byte[] archive() throws IOException, PartFailedException {
    String architecture = System.getProperty("os.arch");
    try (InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            "Linux", architecture.equals("amd64") ? "x86_64" : architecture)) {
      return archive.readAllBytes();
    } catch (IllegalStateException e) {
      throw new PartFailedException(
          "There is no PostgreSQL for Linux on " + architecture + " among the libraries.");
    }
  }

  private static String hash(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("the archive of PostgreSQL names a file outside of it");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    if (file.startsWith(target.resolve("bin")) && !file.toFile().setExecutable(true, false)) {
      throw new IOException(file + " cannot be made executable");
    }
  }
}
