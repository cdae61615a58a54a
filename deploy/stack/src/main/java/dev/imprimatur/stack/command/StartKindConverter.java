package dev.imprimatur.stack.command;

import dev.imprimatur.policy.decision.StartKind;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what pictures start from, as policies call it. */
final class StartKindConverter implements ITypeConverter<StartKind> {
  @Override
  public StartKind convert(String text) {
    for (StartKind kind : StartKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    throw new TypeConversionException("\"" + text + "\" is none of noise, picture and upload");
  }
}
