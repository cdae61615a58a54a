package dev.imprimatur.contract;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed message as a Jakarta Messaging message: the payload is the body, the rest properties.
 */
public final class JmsEnvelope {
  private static final String KEY_ID = "keyId";
  private static final String SIGNATURE = "signature";

  private JmsEnvelope() {}

  /** {@code signed} as a message of {@code session}. */
  public static BytesMessage wrap(Session session, SignedMessage signed) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(signed.payload());
    message.setStringProperty(KEY_ID, signed.keyId());
    message.setStringProperty(SIGNATURE, Base64.getEncoder().encodeToString(signed.signature()));
    return message;
  }

  /** The signed message inside, or nothing when {@code message} does not have that form. */
  public static Optional<SignedMessage> unwrap(Message message) throws JMSException {
    String keyId = message.getStringProperty(KEY_ID);
    String signature = message.getStringProperty(SIGNATURE);
    if (!(message instanceof BytesMessage bytes) || keyId == null || signature == null) {
      return Optional.empty();
    }
    long length = bytes.getBodyLength();
    if (length > SignedMessage.MAXIMUM_PAYLOAD) {
      return Optional.empty();
    }
    byte[] payload = new byte[(int) length];
    bytes.reset();
    bytes.readBytes(payload);
    try {
      return Optional.of(new SignedMessage(keyId, payload, Base64.getDecoder().decode(signature)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
