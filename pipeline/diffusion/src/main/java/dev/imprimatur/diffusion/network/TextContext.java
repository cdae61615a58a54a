package dev.imprimatur.diffusion.network;

import ai.djl.pytorch.jni.IValue;
import java.util.Map;

/** The keys and values of texts in every cross attention of a {@link UNet}, for one drawing. */
public final class TextContext implements AutoCloseable {
  private final Map<String, IValue> entries;

  TextContext(IValue computed) {
    try (computed) {
      this.entries = computed.toIValueMap();
    }
  }

  /** A fresh argument over the same tensors, which the call closes. */
  IValue argument() {
    return IValue.stringIValueMapFrom(entries);
  }

  @Override
  public void close() {
    entries.values().forEach(IValue::close);
  }
}
