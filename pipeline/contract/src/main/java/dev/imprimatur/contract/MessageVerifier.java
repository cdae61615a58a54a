package dev.imprimatur.contract;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks and reads messages signed by one of a set of trusted Ed25519 keys. Thread-safe. */
public final class MessageVerifier {
  private final Map<String, PublicKey> trusted;

  /** A verifier that trusts exactly {@code keys}. */
  public MessageVerifier(Collection<PublicKey> keys) {
    this.trusted =
        keys.stream().collect(Collectors.toUnmodifiableMap(KeyId::of, Function.identity()));
  }

  public Verification<GenerationOrder> order(SignedMessage message) {
    return verify(message, MessageKind.ORDER, GenerationOrder.class);
  }

  public Verification<GenerationResult> result(SignedMessage message) {
    return verify(message, MessageKind.RESULT, GenerationResult.class);
  }

  public Verification<Progress> progress(SignedMessage message) {
    return verify(message, MessageKind.PROGRESS, Progress.class);
  }

  public Verification<Cancellation> cancellation(SignedMessage message) {
    return verify(message, MessageKind.CANCELLATION, Cancellation.class);
  }

  public Verification<Heartbeat> heartbeat(SignedMessage message) {
    return verify(message, MessageKind.HEARTBEAT, Heartbeat.class);
  }

  private <T> Verification<T> verify(SignedMessage message, MessageKind kind, Class<T> type) {
    PublicKey key = trusted.get(message.keyId());
    if (key == null) {
      return new Verification.Refused<>("key " + message.keyId() + " is not trusted");
    }
    if (!signatureHolds(message, kind, key)) {
      return new Verification.Refused<>("the signature of key " + message.keyId() + " is wrong");
    }
    try {
      T content = MessageJson.read(message.payload(), type);
      return new Verification.Genuine<>(content, message.payloadHash(), message.keyId());
    } catch (IOException | IllegalArgumentException e) {
      // The parser's message may quote content, so only the kind of fault is passed on.
      return new Verification.Refused<>(
          "the payload is not a valid "
              + type.getSimpleName()
              + ": "
              + e.getClass().getSimpleName());
    }
  }

  private static boolean signatureHolds(SignedMessage message, MessageKind kind, PublicKey key) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(kind.context());
      ed25519.update(message.payload());
      return ed25519.verify(message.signature());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
