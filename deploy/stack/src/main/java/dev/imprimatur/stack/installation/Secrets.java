package dev.imprimatur.stack.installation;

import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.vault.MasterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * The installation's keys and passwords. Each is made when it is first asked for and kept in a file
 * that only the installation's owner can read. Thread-safe.
 */
public final class Secrets {
  private static final int PASSWORD_BYTES = 18;

  private final Path folder;
  private final Path logVerifier;
  private final SecureRandom random = new SecureRandom();

  /** Secrets kept in this installation's folder. */
  public Secrets(Installation installation) throws IOException {
    this.folder = installation.keys();
    this.logVerifier = installation.logVerifier();
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /** A password of letters, digits, - and _. */
  public synchronized String password(String name) throws IOException {
    Path file = passwordFile(name);
    if (!Files.exists(file)) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      random.nextBytes(bytes);
      write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
    }
    return Files.readString(file).strip();
  }

  /** The file of that password. */
  public Path passwordFile(String name) {
    return folder.resolve(name + ".password");
  }

  /** The file of an Ed25519 key for messages, PEM; the public key is beside it as {@code .pub}. */
  public synchronized Path messageKey(String name) throws IOException {
    Path file = folder.resolve(name + ".key");
    if (!Files.exists(file)) {
      KeyPair pair = keyPair();
      write(publicKey(name), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      write(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }
    return file;
  }

  /** The file of that key's public half. */
  public Path publicKey(String name) {
    return folder.resolve(name + ".pub");
  }

  /** The folder of the workers' public keys, which holds one for each named worker. */
  public synchronized Path workerKeys(String... workers) throws IOException {
    Path trusted = folder.resolve("workers");
    Files.createDirectories(trusted);
    for (String worker : workers) {
      messageKey(worker);
      Files.writeString(trusted.resolve(worker + ".pub"), Files.readString(publicKey(worker)));
    }
    return trusted;
  }

  /** The file of the key that signs the log. */
  public synchronized Path logKey() throws IOException {
    Path key = folder.resolve("log.key");
    if (!Files.exists(key)) {
      LogSigner signer = LogSigner.generate("imprimatur.local/" + UUID.randomUUID());
      write(logVerifier(), signer.verifierKey().line() + "\n");
      write(key, signer.privateKeyPem());
    }
    return key;
  }

  /** The file of the log's verifier key, which is public. */
  public Path logVerifier() {
    return logVerifier;
  }

  /** The file of the key that protects all data keys. */
  public synchronized Path masterKey() throws IOException {
    Path file = folder.resolve("master.key");
    if (!Files.exists(file)) {
      write(file, MasterKey.generate().base64() + "\n");
    }
    return file;
  }

  /** Writes a file that nobody else may ever have read, not even half-written. */
  static void write(Path file, String content) throws IOException {
    Path fresh =
        Files.createTempFile(
            file.getParent(),
            "new",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  private static String pem(String label, byte[] encoded) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(label, body);
  }
}
