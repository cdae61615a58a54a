package dev.imprimatur.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Fresh Ed25519 keys, in memory and as PEM files. */
final class Keys {
  private Keys() {}

  static KeyPair pair() throws Exception {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  /** Writes {@code name.key} and {@code name.pub} and returns the former. */
  static Path write(Path folder, String name, KeyPair pair) throws Exception {
    pem(folder.resolve(name + ".pub"), "PUBLIC KEY", pair.getPublic().getEncoded());
    return pem(folder.resolve(name + ".key"), "PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static Path pem(Path file, String label, byte[] encoded) throws Exception {
    return Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(encoded), label));
  }
}
