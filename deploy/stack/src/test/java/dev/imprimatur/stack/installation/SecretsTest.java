package dev.imprimatur.stack.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.Cancellation;
import dev.imprimatur.contract.KeyFiles;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.Verification;
import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.vault.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path home;
  private Secrets secrets;

  @BeforeEach
  void open() throws IOException {
    secrets = new Secrets(TestInstallation.in(home));
  }

  @Test
  void password_askedForAgain_isTheSameAndLong() throws Exception {
    String password = secrets.password("broker");
    assertThat(password).matches("[A-Za-z0-9_-]{24}");
    assertThat(new Secrets(TestInstallation.in(home)).password("broker")).isEqualTo(password);
    assertThat(secrets.password("other")).isNotEqualTo(password);
  }

  @Test
  void messageKey_askedForByManyAtOnce_isOnePairThatBelongsTogether() {
    List<String> signers =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(ignored -> signerOf("server"))
            .distinct()
            .toList();
    assertThat(signers).hasSize(1);
  }

  @Test
  void workerKeys_holdThePublicHalvesOnly() throws Exception {
    Path trusted = secrets.workerKeys("worker-1");
    try (Stream<Path> files = Files.list(trusted)) {
      assertThat(files.map(Path::getFileName)).containsExactly(Path.of("worker-1.pub"));
    }
    assertThat(KeyFiles.publicKey(trusted.resolve("worker-1.pub")))
        .isEqualTo(KeyFiles.publicKey(secrets.publicKey("worker-1")));
  }

  @Test
  void everyFile_canBeReadByItsOwnerAlone() throws Exception {
    secrets.password("broker");
    secrets.messageKey("server");
    LogSigner.read(secrets.logKey(), secrets.logVerifier());
    MasterKey.read(secrets.masterKey());
    try (Stream<Path> files = Files.list(home.resolve("keys"))) {
      assertThat(files.toList())
          .hasSize(6)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("keys"))))
        .isEqualTo("rwx------");
  }

  private String signerOf(String name) {
    try {
      var pair = KeyFiles.keyPair(secrets.messageKey(name));
      var signed = new MessageSigner(pair).sign(new Cancellation(UUID.randomUUID(), Instant.now()));
      assertThat(new MessageVerifier(List.of(pair.getPublic())).cancellation(signed))
          .isInstanceOf(Verification.Genuine.class);
      return signed.keyId();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
