package dev.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  @TempDir private Path folder;

  @Test
  void keyPair_writtenAsPem_signsWhatItsPublicHalfVerifies() throws IOException {
    KeyPair written = Samples.keys();
    write("order-signing.key", "PRIVATE KEY", written.getPrivate());
    write("order-signing.pub", "PUBLIC KEY", written.getPublic());

    KeyPair read = KeyFiles.keyPair(folder.resolve("order-signing.key"));

    assertThat(read.getPublic()).isEqualTo(written.getPublic());
    assertThat(read.getPrivate()).isEqualTo(written.getPrivate());
  }

  @Test
  void publicKey_givenPrivateKeyFile_saysWhatItLacks() throws IOException {
    Path file = write("a.key", "PRIVATE KEY", Samples.keys().getPrivate());

    assertThatThrownBy(() -> KeyFiles.publicKey(file))
        .hasMessageEndingWith("is not a PEM file with a PUBLIC KEY");
  }

  @Test
  void publicKey_ofOtherAlgorithm_isRefused() throws Exception {
    var rsa = java.security.KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
    Path file = write("a.pub", "PUBLIC KEY", rsa);

    assertThatThrownBy(() -> KeyFiles.publicKey(file))
        .hasMessageEndingWith("does not hold an Ed25519 public key");
  }

  private Path write(String name, String label, Key key) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }
}
