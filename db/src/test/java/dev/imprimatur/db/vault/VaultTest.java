package dev.imprimatur.db.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  @TempDir Path folder;

  @Test
  void decrypt_inAnotherContextOrAfterAChange_isRefused() {
    var key = MasterKey.generate().wrappingKey();
    byte[] sealed = AesGcm.encrypt(key, "account/picture", new byte[] {1, 2});
    assertThat(AesGcm.decrypt(key, "account/picture", sealed)).containsExactly(1, 2);
    assertThatThrownBy(() -> AesGcm.decrypt(key, "account/detail", sealed))
        .isInstanceOf(UnreadableException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> AesGcm.decrypt(key, "account/picture", sealed))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> AesGcm.decrypt(key, "account/picture", new byte[3]))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void read_whatWasWritten_givesTheSamePseudonyms() throws Exception {
    MasterKey key = MasterKey.generate();
    Path file = Files.writeString(folder.resolve("key"), key.base64());
    assertThat(MasterKey.read(file).pseudonym("s")).isEqualTo(key.pseudonym("s")).hasSize(22);
    assertThat(MasterKey.generate().pseudonym("s")).isNotEqualTo(key.pseudonym("s"));
    Files.writeString(file, "c2hvcnQ=");
    assertThatThrownBy(() -> MasterKey.read(file)).hasMessageContaining("32 bytes");
  }
}
