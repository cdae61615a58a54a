package dev.imprimatur.server.http;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name in the request
 * @param rule what it must be
 */
public record FieldError(String field, String rule) {}
