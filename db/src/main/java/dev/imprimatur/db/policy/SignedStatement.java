package dev.imprimatur.db.policy;

/**
 * What makes a bundle a numbered version.
 *
 * @param text what is signed
 * @param keyId by which key
 * @param signature over the text
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SignedStatement(String text, String keyId, byte[] signature) {}
