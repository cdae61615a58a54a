package dev.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageVerifierTest {
  private final KeyPair keys = Samples.keys();
  private final MessageSigner signer = new MessageSigner(keys);
  private final MessageVerifier verifier = new MessageVerifier(List.of(keys.getPublic()));

  @Test
  void order_signedByTrustedKey_isGenuineAndEqual() {
    SignedMessage signed = signer.sign(Samples.order());

    assertThat(verifier.order(signed))
        .isEqualTo(
            new Verification.Genuine<>(
                Samples.order(), signed.payloadHash(), MessageSigner.keyId(keys.getPublic())));
  }

  @Test
  void result_signedByTrustedKey_isGenuineAndEqual() {
    assertThat(verifier.result(signer.sign(Samples.result())))
        .isInstanceOfSatisfying(
            Verification.Genuine.class,
            genuine -> assertThat(genuine.message()).isEqualTo(Samples.result()));
  }

  static Stream<Progress.Preview> previews() {
    return Stream.of(
        new Progress.Preview.None(),
        new Progress.Preview.Withheld(),
        new Progress.Preview.Shown(new byte[] {9}));
  }

  @ParameterizedTest
  @MethodSource("previews")
  void progress_withEachKindOfPreview_isGenuine(Progress.Preview preview) {
    var progress = new Progress(Samples.JOB, 0, 1, 20, preview);

    assertThat(verifier.progress(signer.sign(progress))).isInstanceOf(Verification.Genuine.class);
  }

  @Test
  void order_signedByStranger_isRefused() {
    SignedMessage forged = new MessageSigner(Samples.keys()).sign(Samples.order());

    assertThat(verifier.order(forged))
        .isEqualTo(new Verification.Refused<>("key " + forged.keyId() + " is not trusted"));
  }

  @Test
  void order_signedByStrangerUnderTrustedKeyId_isRefused() {
    SignedMessage forged = new MessageSigner(Samples.keys()).sign(Samples.order());
    var disguised = new SignedMessage(signerKeyId(), forged.payload(), forged.signature());

    assertThat(verifier.order(disguised)).isEqualTo(wrongSignature());
  }

  @Test
  void order_withChangedPrompt_isRefused() {
    SignedMessage signed = signer.sign(Samples.order());
    String changed =
        new String(signed.payload(), StandardCharsets.UTF_8).replace("a sloth", "a sword");
    var tampered =
        new SignedMessage(
            signed.keyId(), changed.getBytes(StandardCharsets.UTF_8), signed.signature());

    assertThat(verifier.order(tampered)).isEqualTo(wrongSignature());
  }

  @Test
  void order_whenSignedAsAnotherKind_isRefused() {
    SignedMessage cancellation = signer.sign(new Cancellation(Samples.JOB, Samples.NOW));

    assertThat(verifier.order(cancellation)).isEqualTo(wrongSignature());
  }

  @Test
  void order_withGenuineSignatureOverUnknownField_isRefusedWithoutQuotingIt() throws Exception {
    byte[] payload = "{\"jobId\":1,\"secret prompt\":2}".getBytes(StandardCharsets.UTF_8);

    assertThat(verifier.order(signedAsOrder(payload)))
        .isInstanceOfSatisfying(
            Verification.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("the payload is not a valid GenerationOrder")
                    .doesNotContain("secret"));
  }

  @Test
  void order_withGenuineSignatureOverNoise_isNeverGenuineAndNeverThrows() throws Exception {
    var random = new Random(7);
    byte[] valid = signer.sign(Samples.order()).payload();
    for (int round = 0; round < 500; round++) {
      byte[] mutated = Arrays.copyOf(valid, 1 + random.nextInt(valid.length - 1));
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();

      assertThat(verifier.order(signedAsOrder(mutated))).isInstanceOf(Verification.Refused.class);
    }
  }

  private SignedMessage signedAsOrder(byte[] payload) throws Exception {
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initSign(keys.getPrivate());
    ed25519.update("imprimatur/order/v1\n".getBytes(StandardCharsets.US_ASCII));
    ed25519.update(payload);
    return new SignedMessage(signerKeyId(), payload, ed25519.sign());
  }

  private String signerKeyId() {
    return MessageSigner.keyId(keys.getPublic());
  }

  private Verification.Refused<GenerationOrder> wrongSignature() {
    return new Verification.Refused<>("the signature of key " + signerKeyId() + " is wrong");
  }
}
